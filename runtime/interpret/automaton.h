// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"
#include "runtime/format/automaton.h"

/// Runs the automata of patterns (S29) in place. All of it takes time linear in the text, whatever the text is: also
/// all matches together. Tables must have passed `verifyAutomaton`; then texts that are no UTF-8 do no harm either.
namespace onus::rt {

/// Whether `size` bytes, aligned to 8, are tables for a use that can be run without looking. Takes time linear in the
/// size, and no memory. `problem` becomes a text for people where they are not.
bool verifyAutomaton(const uint8_t *tables, size_t size, AutomatonUse use, const char *&problem);

/// The whole text matches. The tables are for AutomatonUse::Whole.
bool matchesWhole(const uint8_t *tables, Text text);
/// Some part of the text matches, if only an empty one. The tables are for AutomatonUse::Search.
bool containsMatch(const uint8_t *tables, Text text);

/// The matches in a text, leftmost first, not overlapping, empty ones left out. Of those that begin at one place it is
/// the one that the pattern prefers: the first alternative that leads to a match, as many repetitions as possible or,
/// of lazy ones, as few. The tables are for AutomatonUse::Find.
class Matches {
public:
  /// Borrows all three. Memory is taken from the arena here alone: a part of the text's size.
  Matches(const uint8_t *tables, Text text, Arena &arena);
  /// The next match, or false.
  bool next(size_t &begin, size_t &end);
  /// There was no memory, so that `next` finds nothing.
  bool failed() const { return failed_; }

private:
  bool failed_ = false;
};

} // namespace onus::rt
