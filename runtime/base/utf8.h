// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/text.h"

namespace onus::rt {

/// True where all of the text is UTF-8: no overlong form, no surrogate, nothing beyond U+10FFFF.
bool isUtf8(Text text);
/// The length of the UTF-8 sequence that begins at `at`, which stands before `end`; 0 where none does.
size_t utf8Length(const char *at, const char *end);
/// How many Unicode scalars a text of UTF-8 has.
size_t countScalars(Text text);
/// Writes a scalar's UTF-8, one to four bytes, and returns their number. The scalar must be one.
size_t encodeUtf8(uint32_t scalar, char (&out)[4]);

} // namespace onus::rt
