// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/buffer.h"
#include "runtime/value/cell.h"

/// RFC 8785, the form that is digested: members sorted by UTF-16 code units, numbers as ECMAScript prints them.
namespace onus::rt {

enum class Numbers {
  Nearest, ///< as ECMAScript prints the nearest double
  Exact, ///< so, but a number that no double holds enters as a string of its text, not to share its neighbours' digest
};

/// Appends the canonical form of the JSON that `writeJson` writes. The arena holds the order of large objects' members
/// and may be reset afterwards; without memory the buffer fails.
void writeCanonical(const Pool &pool, const Cell &value, Arena &scratch, Buffer &out,
                    Numbers numbers = Numbers::Nearest);
/// Appends one number. A number beyond every double keeps its text. The text must have the form of a JSON number.
void writeCanonicalNumber(Text number, Buffer &out);
/// True where the amount is the one that its canonical text states: a double holds it.
bool isHeldExactly(Text number);
/// Orders by UTF-16 code units: a scalar above U+FFFF sorts as its high surrogate, before U+E000 to U+FFFF.
bool lessUtf16(Text left, Text right);

} // namespace onus::rt
