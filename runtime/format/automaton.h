// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdint.h>

/// An automaton that runs over a text of UTF-8, for one pattern and one use of it. docs/bytecode.md, "Automata", says
/// how its tables lie. Its letters are classes of Unicode scalars.
namespace onus::rt {

/// A row of Automata: where the tables lie. They hold no address and no offset but from their own beginning.
struct AutomatonRow {
  uint64_t tables = 0; ///< where they begin in AutomatonTables, a multiple of 8
  uint64_t size = 0;   ///< of them in bytes, a multiple of 8; an AutomatonHeader comes first
};
static_assert(sizeof(AutomatonRow) == 16);

/// What an automaton answers.
enum class AutomatonUse : uint8_t {
  Whole,  ///< whether the whole text matches
  Search, ///< whether some part of it matches
  Find,   ///< where the parts begin and end that match, leftmost first
};
/// How it keeps where it is.
enum class AutomatonForm : uint8_t {
  Table, ///< one state at a time: one look-up for each byte
  Sets,  ///< a set of positions in the pattern, as bits: for patterns with too many states
};

inline constexpr uint8_t automatonBoundaries = 1; ///< the pattern asks for word boundaries: everything exists twice
inline constexpr uint8_t automatonLooksUp = 2;    ///< some byte's class is automatonLookUp

inline constexpr uint32_t automatonMaxCells = 65536;    ///< of a transition table: states × classes
inline constexpr uint32_t automatonMaxPositions = 4096; ///< of characters in a pattern with its repetitions written out
inline constexpr uint32_t automatonMaxBytes = 1 << 20;  ///< of the tables of one automaton
inline constexpr uint8_t automatonSkipClass = 0;        ///< of the bytes of a scalar behind its first
inline constexpr uint8_t automatonLookUp = 255;         ///< in the bytes' classes: the scalar's class is in the ranges
inline constexpr uint16_t automatonAccept = 0xFFFF;     ///< in a list: the match may end here
inline constexpr uint16_t automatonNoGroup = 0xFFFF;
inline constexpr uint8_t automatonWord = 1;   ///< of a class: its scalars are word characters
inline constexpr uint8_t automatonStarts = 2; ///< of a class: a match may begin with one of its scalars, where no
                                              ///< word boundary is; twice as much, where one is

/// At the beginning of the tables. Every `…At` is in bytes from there and a multiple of 8; 0 where there is no such
/// table. `contexts` below is 2 with automatonBoundaries, else 1; `words` is the least number of 64-bit words that hold
/// a bit for each position.
struct AutomatonHeader {
  uint32_t size = 0; ///< of the tables
  AutomatonForm form = AutomatonForm::Table;
  AutomatonUse use = AutomatonUse::Whole;
  uint8_t flags = 0;
  uint8_t emptyAccepts = 0; ///< Sets: bit 0, the empty match is one where no boundary is; bit 1, where one is
  uint32_t classes = 0;     ///< of scalars, with the skip class
  uint32_t ranges = 0;      ///< of scalars beyond ASCII
  uint32_t positions = 0;   ///< Sets and Find
  uint32_t states = 0;      ///< Table
  uint32_t start = 0;       ///< Table: the cell where the first state's row begins
  uint32_t accept = 0;      ///< Table: the cell from where on states accept at the end; Find: where a match may begin
  uint32_t groups = 0;      ///< Sets
  uint32_t items = 0;       ///< Find: of all lists

  uint32_t bytesAt = 0;   ///< uint8_t[256]: the class of each byte
  uint32_t rangesAt = 0;  ///< AutomatonRange[ranges]
  uint32_t classesAt = 0; ///< uint8_t[classes]: automatonWord, automatonStarts
  uint32_t nextAt = 0;    ///< Table: uint16_t[states × classes]: the cell where the next state's row begins
  uint32_t viableAt = 0;  ///< Table and Find: uint64_t[states × words]: positions from which a match can be completed
  uint32_t masksAt = 0;   ///< Sets: uint64_t[classes × words]: positions that take a scalar of the class
  uint32_t seedsAt = 0;   ///< Sets: uint64_t[contexts × words]: where a match begins; Find: where it ends
  uint32_t endsAt = 0;    ///< Sets: uint64_t[contexts × words]: where a match ends; Find: where it begins
  uint32_t shiftsAt = 0;  ///< Sets: uint64_t[contexts × words]: what the next position may follow (Find: precede)
  uint32_t groupedAt = 0; ///< Sets: uint64_t[contexts × words]: what is in a group
  uint32_t groupsAt = 0;  ///< Sets: uint16_t[contexts × positions]: which group a position is in
  uint32_t membersAt = 0; ///< Sets: uint64_t[groups × words]: the positions of a group
  uint32_t followAt = 0;  ///< Sets: uint64_t[groups × words]: what may follow (Find: precede) each of them
  uint32_t listsAt = 0;   ///< Find: AutomatonList[contexts × (positions + 1)]: what may follow, the preferred first
  uint32_t itemsAt = 0;   ///< Find: uint16_t[items]: positions, or automatonAccept
  uint32_t idle = 0;      ///< Table and Search: the cell of the state that is `start` after a word character (without
                          ///< automatonBoundaries, `start`); 0 where skipping what starts nothing is not worth it
};
static_assert(sizeof(AutomatonHeader) == 104);

/// From `first` to the next range's; the first range begins at U+0080, the last one ends with Unicode.
struct AutomatonRange {
  uint32_t first = 0;
  uint32_t scalarClass = 0;
};
struct AutomatonList {
  uint32_t first = 0; ///< of the items
  uint32_t count = 0;
};

} // namespace onus::rt
