// SPDX-License-Identifier: Apache-2.0
#include "runtime/interpret/automaton.h"

#include "runtime/interpret/automaton_tables.h"
#include "runtime/interpret/position_sets.h"

namespace onus::rt {

uint32_t AutomatonTables::lookUp(Text text, size_t at) const {
  auto byte = [&](size_t place) {
    return place < text.size ? static_cast<uint32_t>(static_cast<uint8_t>(text[place])) : 0u;
  };
  auto rest = [&](size_t place) { return byte(place) & 0x3F; };
  uint32_t lead = byte(at);
  uint32_t scalar = lead < 0xE0   ? (lead & 0x1F) << 6 | rest(at + 1)
                    : lead < 0xF0 ? (lead & 0xF) << 12 | rest(at + 1) << 6 | rest(at + 2)
                                  : (lead & 7) << 18 | rest(at + 1) << 12 | rest(at + 2) << 6 | rest(at + 3);
  const auto *ranges = this->at<AutomatonRange>(header_.rangesAt);
  uint32_t low = 0, high = header_.ranges; // the range is at or behind `low` and before `high`
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    (ranges[middle].first <= scalar ? low : high) = middle;
  }
  return ranges[low].scalarClass;
}

namespace {

/// Runs a table over a text; the state at its end, or the first one that no text leaves.
template <bool looksUp>
uint32_t endState(const AutomatonTables &tables, Text text) {
  const auto *next = tables.at<uint16_t>(tables.header().nextAt);
  const uint8_t *classes = tables.classes();
  const uint32_t sure = tables.header().classes; // the second row; the first is dead
  uint32_t state = tables.header().start;
  for (size_t at = 0; at < text.size && state > sure; ++at)
    state = next[state + (looksUp ? tables.classAt(text, at) : classes[static_cast<uint8_t>(text[at])])];
  return state;
}

/// The same where most characters begin nothing: goes over those without looking at states.
uint32_t endStateSkipping(const AutomatonTables &tables, Text text) {
  const AutomatonHeader &header = tables.header();
  const auto *next = tables.at<uint16_t>(header.nextAt);
  constexpr uint32_t starts = automatonStarts | automatonStarts << 1;
  uint32_t state = header.start;
  for (size_t at = 0; at < text.size && state > header.classes;) {
    if (state == header.start || state == header.idle) {
      while (at < text.size && tables.classAt(text, at) == automatonSkipClass)
        ++at;
      size_t from = at; // behind a whole scalar: what was skipped from here on says which of the two states it is
      while (at < text.size && (tables.flags(tables.classAt(text, at)) & starts) == 0)
        ++at;
      if (at > from)
        state = tables.isWord(tables.classAt(text, at - 1)) ? header.idle : header.start;
      if (at == text.size)
        break;
    }
    state = next[state + tables.classAt(text, at++)];
  }
  return state;
}

bool acceptsTable(const AutomatonTables &tables, Text text) {
  if (tables.header().idle != 0) {
    uint32_t end = endStateSkipping(tables, text);
    return end == tables.header().classes || end >= tables.header().accept;
  }
  uint32_t state = tables.looksUp() ? endState<true>(tables, text) : endState<false>(tables, text);
  return state == tables.header().classes || state >= tables.header().accept;
}

bool acceptsSets(const AutomatonTables &tables, Text text, bool search) {
  PositionSets sets(tables);
  uint64_t room[2][maxSetWords];
  uint64_t *now = room[0], *then = room[1], filled = 0;
  uint32_t boundaries = tables.boundaries() ? 1 : 0, word = 0; // 1: the last scalar was a word character
  bool begun = false;
  auto ends = [&](uint32_t context) {
    bool empty = (search || !begun) && (tables.header().emptyAccepts >> context & 1) != 0;
    return empty || sets.ends(now, filled, context);
  };
  for (size_t at = 0; at < text.size; ++at) {
    uint32_t letter = tables.classAt(text, at);
    if (letter == automatonSkipClass)
      continue;
    uint32_t flags = tables.flags(letter), nextWord = flags & automatonWord;
    uint32_t context = boundaries & (word ^ nextWord);
    word = nextWord;
    if (search && ends(context))
      return true;
    bool seeded = (search || !begun) && (flags & automatonStarts << context) != 0;
    begun = true;
    if (filled == 0 && !seeded) {
      if (!search)
        return false;
      continue;
    }
    filled = sets.step(now, filled, seeded, context, letter, then);
    uint64_t *last = now;
    now = then;
    then = last;
  }
  return ends(boundaries & word);
}

bool accepts(const uint8_t *bytes, Text text, bool search) {
  AutomatonTables tables(bytes);
  return tables.header().form == AutomatonForm::Table ? acceptsTable(tables, text) : acceptsSets(tables, text, search);
}

} // namespace

bool matchesWhole(const uint8_t *tables, Text text) { return accepts(tables, text, false); }

bool containsMatch(const uint8_t *tables, Text text) { return accepts(tables, text, true); }

} // namespace onus::rt
