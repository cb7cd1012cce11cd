// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"
#include "runtime/value/cell.h"

/// From the bytes of a JSON text to cells.
namespace onus::rt {

/// Why a text is not the JSON that Onus takes.
struct JsonError {
  Text message;      ///< lower case, no full stop; in the arena where it names a member
  size_t offset = 0; ///< byte offset from the start of the text
};

inline constexpr unsigned jsonDepth = 64;

/// Reads one JSON value that fills the whole text, below 4 GiB. Numbers keep their written text, members their order;
/// duplicates are refused, as are broken UTF-8, lone surrogates, and objects and arrays nested deeper than `depth` (at
/// most 1,024). Strings without escapes and all numbers point into the text, which must outlive the cells; the rest
/// lies in the arena. False with an error where the text is no such JSON; false, too, with the arena exhausted.
bool readJson(Text text, Arena &arena, Cell &value, JsonError &error, unsigned depth = jsonDepth);

} // namespace onus::rt
