// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/address.h"
#include "runtime/base/arena.h"
#include "runtime/value/cell.h"

/// What cells hold, and cells of what is not a number or a text.
namespace onus::rt {

/// How deep cells are followed. Events and the types of a bundle nest far less deep; who is led deeper gives up as if
/// there were no more memory.
inline constexpr unsigned cellDepth = 1024;

/// A word for messages: `a string`; `json` for all of no type.
Text describe(Kind kind);
/// A word for JSON: `an object`. Of a typed kind, as `describe`.
Text describeJson(Kind kind);

/// The value of a member of a record, map or JSON object; null where there is none, or where the cell is neither.
const Cell *member(const Pool &pool, const Cell &cell, Text name);

/// The address of an Ip cell, the block of a Cidr cell.
IpAddress ipOf(const Pool &pool, const Cell &cell);
CidrBlock cidrOf(const Pool &pool, const Cell &cell);
/// Their cells, whose bytes lie in the arena; absent, and the arena exhausted, where it has no memory.
Cell ipCell(const IpAddress &address, Arena &arena);
Cell cidrCell(const CidrBlock &block, Arena &arena);

} // namespace onus::rt
