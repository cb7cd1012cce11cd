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
    borders_ = arena.array<uint64_t>((blocks + 1) * (words_ + 1));
    sets_ = arena.array<uint64_t>(inside * (words_ + 1));
    failed_ = !begins_ || !borders_ || !sets_;
  }
  if (failed_)
    return;
  if (table)
    states_[blocks] = static_cast<uint16_t>(tables.header().start);
  else
    memset(borders_ + blocks * (words_ + 1), 0, (words_ + 1) * sizeof(uint64_t));
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
  size_t begin = block * blockSize_, end = text_.part(begin, blockSize_).size + begin,
         bytes = words_ * sizeof(uint64_t);
  const uint64_t *now = borders_ + (block + 1) * (words_ + 1);
  uint32_t boundaries = tables.boundaries() ? 1 : 0, word = static_cast<uint32_t>(now[words_]);
  bool begins = false;
  for (size_t at = end; at-- > begin;) {
    uint64_t *then = sets_ + (at - begin) * words_;
    uint32_t letter = tables.classAt(text_, at);
    if (letter == automatonSkipClass) {
      if (words_)
        memcpy(then, now, bytes);
      now = then;
      continue;
    }
    uint32_t nextWord = tables.flags(letter) & automatonWord;
    sets.step(now, true, boundaries & (word ^ nextWord), letter, then);
    word = nextWord;
    now = then;
    begins = begins || sets.ends(now, 0) || (boundaries && sets.ends(now, 1));
  }
  uint64_t *border = borders_ + block * (words_ + 1);
  if (words_ && border != now)
    memcpy(border, now, bytes);
  border[words_] = word;
  begins_[block] = begins;
}

/// The positions from which a match can be completed with the text from `at` on.
const uint64_t *Matches::viable(size_t at) {
  load(at / blockSize_);
  size_t inside = at % blockSize_;
  if (!states_)
    return sets_ + inside * words_;
  AutomatonTables tables(tables_);
  return tables.at<uint64_t>(tables.header().viableAt) + inside_[inside] / tables.header().classes * words_;
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
    const uint64_t *viable = at < text_.size ? this->viable(at) : nullptr;
    bool found = false;
    for (uint32_t index = list.first; index < list.first + list.count && !found; ++index) {
      uint32_t item = items[index];
      if (item == automatonAccept)
        return at;
      found = viable && (viable[item / 64] >> (item % 64) & 1) != 0;
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
  const uint64_t *set = sets_ + at % blockSize_ * words_;
  return sets.ends(set, 0) || (tables.boundaries() && sets.ends(set, 1));
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
