// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/buffer.h"
#include "runtime/value/cell.h"

namespace onus::rt {

/// Appends a string's JSON: in quotes, escaped minimally, as RFC 8785 asks, too.
void writeJsonString(Text text, Buffer &out);
/// Appends the compact JSON of a cell: JSON as it was read (numbers as they were written), a typed value as the JSON
/// from which its type would be read: absent is null, absent members are left out, a duration, date, instant, ip and
/// cidr is a string.
void writeJson(const Pool &pool, const Cell &value, Buffer &out);

} // namespace onus::rt
