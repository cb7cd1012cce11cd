// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"
#include "runtime/format/automaton.h"

/// Runs the automata of patterns (S29) in place. All of it takes time linear in the text, whatever the text is, and
/// also all matches together. Tables must have passed `verifyAutomaton`; then texts that are no UTF-8 do no harm
/// either.
namespace onus::rt {

/// Whether `size` bytes, aligned to 8, are tables for a use, which can be run without looking. Takes time linear in the
/// size, and no memory. Where they are not, `problem` becomes a text for people: lower case, no full stop.
bool verifyAutomaton(const uint8_t *tables, size_t size, AutomatonUse use, const char *&problem);

/// The whole text matches. The tables are for AutomatonUse::Whole.
bool matchesWhole(const uint8_t *tables, Text text);
/// Some part of the text matches, if only an empty one. The tables are for AutomatonUse::Search.
bool containsMatch(const uint8_t *tables, Text text);

/// The matches in a text, leftmost first, not overlapping, empty ones left out. Of those that begin at one place it is
/// the one that the pattern prefers: by the first alternative that leads to a match, with as many repetitions as
/// possible or, of lazy ones, as few. The tables are for AutomatonUse::Find.
class Matches {
public:
  /// Borrows all three. Memory comes from the arena, here alone: for a table 2 bytes for each 1,024 of the text and 2
  /// KiB; for sets of positions one set for each 256 bytes of the text and 256 more.
  Matches(const uint8_t *tables, Text text, Arena &arena);
  /// The next match, or false.
  bool next(size_t &begin, size_t &end);
  /// There was no memory, so that `next` finds nothing.
  bool failed() const { return failed_; }

private:
  // A first pass, from the end of the text to its beginning, keeps what it knew at the borders of blocks; a block's
  // inside is computed again when a match may begin in it. Which positions of the pattern lead on to a match is so
  // known at each byte that is walked over, and the walk never has to turn back.
  void passTable(size_t block);
  void passSets(size_t block);
  void load(size_t block);
  bool mayBegin(size_t at) const;
  bool isViable(size_t at, uint32_t position);
  size_t walk(size_t begin);

  const uint8_t *tables_;
  Text text_;
  size_t words_ = 0;     ///< of a set
  size_t blockSize_ = 0; ///< in bytes of the text
  size_t loaded_ = SIZE_MAX;
  size_t position_ = 0;
  bool *begins_ = nullptr;     ///< block → a match may begin in it
  uint16_t *states_ = nullptr; ///< Table: border → the state there
  uint16_t *inside_ = nullptr; ///< Table: byte of the loaded block → the state there
  // Sets: a row is a set, then what of it is filled, then 1 where a word character comes next.
  size_t row_ = 0;              ///< words of a row
  uint64_t *borders_ = nullptr; ///< border → the row there
  uint64_t *sets_ = nullptr;    ///< byte of the loaded block → the row there
  bool failed_ = false;
};

} // namespace onus::rt
