// SPDX-License-Identifier: Apache-2.0
#include "runtime/interpret/automaton.h"
#include "runtime/interpret/automaton_tables.h"
#include "runtime/interpret/position_sets.h"

namespace onus::rt {

namespace {
constexpr size_t tableBlock = 1024, setsBlock = 256; ///< bytes of the text
} // namespace

Matches::Matches(const uint8_t *bytes, Text text, Arena &arena) : tables_(bytes), text_(text) {
  AutomatonTables tables(bytes);
  words_ = tables.words();
  bool table = tables.header().form == AutomatonForm::Table;
  blockSize_ = table ? tableBlock : setsBlock;
  size_t blocks = text.size / blockSize_ + 1;
  begins_ = arena.array<bool>(blocks);
  size_t inside = text.size < blockSize_ ? text.size + 1 : blockSize_;
  if (table) {
    states_ = arena.array<uint16_t>(blocks + 1);
    inside_ = arena.array<uint16_t>(inside);
    failed_ = !begins_ || !states_ || !inside_;
  } else {
    row_ = words_ + 2;
    borders_ = arena.array<uint64_t>((blocks + 1) * row_);
    sets_ = arena.array<uint64_t>(inside * row_);
    failed_ = !begins_ || !borders_ || !sets_;
  }
  if (failed_)
    return;
  if (table)
    states_[blocks] = static_cast<uint16_t>(tables.header().start);
  else
    memset(borders_ + blocks * row_, 0, row_ * sizeof(uint64_t));
  for (size_t block = blocks; block-- > 0;)
    load(block);
}

/// Goes through a block from its end to its beginning, and keeps its inside.
void Matches::load(size_t block) {
  if (loaded_ == block)
    return;
  loaded_ = block;
  if (states_)
    passTable(block);
  else
    passSets(block);
}

void Matches::passTable(size_t block) {
  AutomatonTables tables(tables_);
  const auto *next = tables.at<uint16_t>(tables.header().nextAt);
  size_t begin = block * blockSize_, end = text_.part(begin, blockSize_).size + begin;
  uint32_t state = states_[block + 1], accept = tables.header().accept;
  bool begins = false;
  for (size_t at = end; at-- > begin;) {
    state = next[state + tables.classAt(text_, at)];
    inside_[at - begin] = static_cast<uint16_t>(state);
    begins |= state >= accept;
  }
  states_[block] = static_cast<uint16_t>(state);
  begins_[block] = begins;
}

void Matches::passSets(size_t block) {
  AutomatonTables tables(tables_);
  PositionSets sets(tables);
  size_t begin = block * blockSize_, end = text_.part(begin, blockSize_).size + begin, bytes = row_ * sizeof(uint64_t);
  const uint64_t *now = borders_ + (block + 1) * row_;
  uint32_t boundaries = tables.boundaries() ? 1 : 0;
  bool begins = false;
  for (size_t at = end; at-- > begin;) {
    uint64_t *then = sets_ + (at - begin) * row_, filled = now[words_];
    uint32_t letter = tables.classAt(text_, at);
    if (letter == automatonSkipClass) {
      memcpy(then, now, bytes);
      now = then;
      continue;
    }
    uint32_t flags = tables.flags(letter), word = flags & automatonWord;
    uint32_t context = boundaries & (static_cast<uint32_t>(now[words_ + 1]) ^ word);
    bool seeded = (flags & automatonStarts << context) != 0;
    filled = filled == 0 && !seeded ? 0 : sets.step(now, filled, seeded, context, letter, then);
    then[words_] = filled;
    then[words_ + 1] = word;
    now = then;
    begins = begins || sets.ends(now, filled, 0) || (boundaries && sets.ends(now, filled, 1));
  }
  memmove(borders_ + block * row_, now, bytes);
  begins_[block] = begins;
}

/// From the position, which takes the scalar at a place, the text from there on can complete a match.
bool Matches::isViable(size_t at, uint32_t position) {
  load(at / blockSize_);
  size_t inside = at % blockSize_, word = position / 64;
  const uint64_t *set = sets_ + inside * row_;
  if (states_) {
    AutomatonTables tables(tables_);
    set = tables.at<uint64_t>(tables.header().viableAt) + inside_[inside] / tables.header().classes * words_;
  } else if ((set[words_] >> word & 1) == 0) {
    return false;
  }
  return (set[word] >> (position % 64) & 1) != 0;
}

/// The end of the match that begins at a place; the place itself where none does, or an empty one is preferred.
size_t Matches::walk(size_t begin) {
  AutomatonTables tables(tables_);
  const auto *lists = tables.at<AutomatonList>(tables.header().listsAt);
  const auto *items = tables.at<uint16_t>(tables.header().itemsAt);
  size_t positions = tables.header().positions, position = positions; // the last list is of the beginning
  uint32_t boundaries = tables.boundaries() ? 1 : 0;
  uint32_t word = begin > 0 && tables.isWord(tables.classAt(text_, begin - 1)) ? 1 : 0;
  for (size_t at = begin;;) {
    uint32_t nextWord = at < text_.size && tables.isWord(tables.classAt(text_, at)) ? 1 : 0;
    uint32_t context = boundaries & (word ^ nextWord);
    const AutomatonList &list = lists[context * (positions + 1) + position];
    bool found = false;
    for (uint32_t index = list.first; index < list.first + list.count && !found; ++index) {
      uint32_t item = items[index];
      if (item == automatonAccept)
        return at;
      found = at < text_.size && isViable(at, item);
      position = item;
    }
    if (!found) {
      position_ = at; // tables that lie cannot make the walk go over the same text again and again
      return begin;
    }
    word = nextWord;
    for (++at; at < text_.size && tables.classAt(text_, at) == automatonSkipClass;)
      ++at;
  }
}

bool Matches::mayBegin(size_t at) const {
  AutomatonTables tables(tables_);
  if (tables.classAt(text_, at) == automatonSkipClass)
    return false;
  if (states_)
    return inside_[at % blockSize_] >= tables.header().accept;
  PositionSets sets(tables);
  const uint64_t *set = sets_ + at % blockSize_ * row_;
  return sets.ends(set, set[words_], 0) || (tables.boundaries() && sets.ends(set, set[words_], 1));
}

bool Matches::next(size_t &begin, size_t &end) {
  while (!failed_ && position_ < text_.size) {
    size_t block = position_ / blockSize_;
    if (!begins_[block]) {
      position_ = (block + 1) * blockSize_;
      continue;
    }
    load(block);
    if (mayBegin(position_)) {
      begin = position_;
      end = walk(begin);
      if (end > begin) {
        position_ = end;
        return true;
      }
    }
    ++position_;
  }
  return false;
}

} // namespace onus::rt
