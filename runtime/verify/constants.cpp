// SPDX-License-Identifier: Apache-2.0
#include "runtime/json/read.h"
#include "runtime/verify/verifier.h"

namespace onus::rt {

namespace {

/// Readers of values recurse over them.
constexpr unsigned maxNesting = jsonDepth;

bool isParts(Kind kind) {
  return kind == Kind::List || kind == Kind::Record || kind == Kind::JsonArray || kind == Kind::JsonObject;
}
bool isPairs(Kind kind) { return kind == Kind::Record || kind == Kind::JsonObject; }
bool isAddress(Kind kind) { return kind == Kind::Ip || kind == Kind::Cidr; }
bool isTextual(Kind kind) { return kind == Kind::String || kind == Kind::JsonString || kind == Kind::JsonNumber; }
uint64_t cellsIn(const Cell &cell) { return uint64_t{cell.size} * (isPairs(cell.kind) ? 2 : 1); }

/// A number as RFC 8259 writes it: others read and canonicalise it without looking.
bool isJsonNumber(Text text) {
  size_t at = 0;
  auto digits = [&] {
    size_t first = at;
    while (at < text.size && text[at] >= '0' && text[at] <= '9')
      ++at;
    return at - first;
  };
  at += text.size && text[0] == '-';
  bool zero = at < text.size && text[at] == '0';
  size_t whole = digits();
  if (whole == 0 || (zero && whole > 1))
    return false;
  if (at < text.size && text[at] == '.' && (++at, digits() == 0))
    return false;
  if (at < text.size && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    at += at < text.size && (text[at] == '+' || text[at] == '-');
    if (digits() == 0)
      return false;
  }
  return at == text.size;
}

} // namespace

bool Verifier::checkConstants() {
  uint32_t place = 0;
  return each<Section::Constants>([&](const Cell &cell) { return checkConstant(place++, cell); });
}

bool Verifier::checkConstant(uint32_t place, const Cell &cell) {
  if (!require(cell.kind <= Kind::JsonObject, "no kind of value") ||
      !require(cell.stored == 1, "the value is not marked as stored") ||
      !require(cell.reserved == 0, "something where it is reserved") ||
      !require(cell.kind == Kind::Cidr || cell.prefix == 0, "only blocks of addresses have a prefix"))
    return false;
  if (isTextual(cell.kind))
    return checkTextCell(cell);
  if (isAddress(cell.kind))
    return checkAddressCell(cell);
  if (isParts(cell.kind))
    return checkPartsCell(place, cell);
  bool truth = cell.kind == Kind::Bool || cell.kind == Kind::JsonBool;
  bool nothing = cell.kind == Kind::Absent || cell.kind == Kind::JsonNull;
  return require(cell.size == 0, "a value of this kind has no size") &&
         require(!truth || cell.payload == 0 || cell.payload == 1, "a truth value is 0 or 1") &&
         require(!nothing || cell.payload == 0, "a value of this kind holds nothing") &&
         (cell.kind != Kind::Date || (require(cell.payload == static_cast<int32_t>(cell.payload), "no date") &&
                                      day(static_cast<int32_t>(cell.payload), "the date is out of range"))) &&
         (cell.kind != Kind::Instant || instant(cell.payload));
}

bool Verifier::checkTextCell(const Cell &cell) {
  uint64_t offset = static_cast<uint64_t>(cell.payload);
  TextRef ref{static_cast<uint32_t>(offset), cell.size};
  return require(offset <= UINT32_MAX && isText(ref), "the value is no text") &&
         (cell.kind != Kind::JsonNumber ||
          (spend(ref.size) && require(isJsonNumber(bundle_.text(ref)), "the value is no number")));
}

bool Verifier::checkAddressCell(const Cell &cell) {
  size_t bytes = count<Section::Addresses>();
  uint64_t offset = static_cast<uint64_t>(cell.payload);
  return require(cell.size == 4 || cell.size == 16, "an address has 4 or 16 bytes") &&
         require(offset <= bytes && cell.size <= bytes - offset, "the address is outside of `Addresses`") &&
         require(cell.prefix <= cell.size * 8, "the prefix is longer than the address");
}

bool Verifier::checkPartsCell(uint32_t place, const Cell &cell) {
  uint64_t first = static_cast<uint64_t>(cell.payload), parts = cellsIn(cell);
  if (!require(first <= place && parts <= place - first, "its parts do not stand before it"))
    return false;
  if (!isPairs(cell.kind))
    return true;
  Kind name = cell.kind == Kind::Record ? Kind::String : Kind::JsonString;
  if (!spend(parts * sizeof(Cell)))
    return false;
  for (uint64_t part = 0; part < parts; part += 2)
    if (bundle_.row<Section::Constants>(static_cast<size_t>(first + part)).kind != name)
      return fail("a member's name is no string");
  return true;
}

/// Goes down every path with a stack of its own: parts stand before what they are parts of, so every path ends, but
/// parts may be shared.
bool Verifier::checkNesting(uint32_t root) {
  struct Level {
    uint64_t next, end;
  };
  Level levels[maxNesting];
  unsigned depth = 0;
  auto enter = [&](const Cell &cell) {
    levels[depth++] = {static_cast<uint64_t>(cell.payload), static_cast<uint64_t>(cell.payload) + cellsIn(cell)};
    return spend(cellsIn(cell) * sizeof(Cell));
  };
  const Cell &whole = bundle_.row<Section::Constants>(root);
  if (!isParts(whole.kind))
    return true;
  if (!enter(whole))
    return false;
  while (depth > 0) {
    Level &level = levels[depth - 1];
    if (level.next == level.end) {
      --depth;
      continue;
    }
    const Cell &part = bundle_.row<Section::Constants>(static_cast<size_t>(level.next++));
    if (!isParts(part.kind))
      continue;
    if (depth == maxNesting)
      return fail("its value is nested too deeply");
    if (!enter(part))
      return false;
  }
  return true;
}

} // namespace onus::rt
