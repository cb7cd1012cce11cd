// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/equal.h"

#include "runtime/base/number.h"
#include "runtime/base/sort.h"
#include "runtime/json/nearest.h"
#include "runtime/value/access.h"

namespace onus::rt {

namespace {

/// An int beside a decimal: compared without loss.
bool equalAmounts(const Cell &left, const Cell &right) {
  const Cell &whole = left.kind == Kind::Int ? left : right, &scaled = left.kind == Kind::Int ? right : left;
  int64_t widened = 0;
  return whole.kind == Kind::Int && scaled.kind == Kind::Decimal && decimalOf(whole.payload, widened) &&
         widened == scaled.payload;
}

/// Two JSON numbers are equal where the nearest doubles are; beyond every double, where they are written alike.
bool equalNumbers(Text left, Text right) {
  if (left == right)
    return true;
  Nearest one = nearestOf(left), other = nearestOf(right);
  if (one.size != other.size || one.size == Nearest::Size::Beyond)
    return false;
  return one.size == Nearest::Size::Zero || (one.negative == other.negative && one.point == other.point &&
                                             Text(one.digits, one.count) == Text(other.digits, other.count));
}

class Comparison {
public:
  Comparison(const Pool &pool, Arena &scratch) : pool_(pool), scratch_(scratch) {}
  bool equal(const Cell &left, const Cell &right);

private:
  struct Members {
    const Cell **pairs; ///< those that are there
    size_t count = 0;
  };
  bool equalItems(const Cell &left, const Cell &right);
  bool equalMembers(const Cell &left, const Cell &right);
  bool collect(const Cell &cell, Members &members);
  void order(Members &members);
  bool alike(const Members &left, const Members &right) const;

  const Pool &pool_;
  Arena &scratch_;
  unsigned depth_ = 0;
};

bool Comparison::equal(const Cell &left, const Cell &right) {
  if (left.kind != right.kind)
    return equalAmounts(left, right);
  switch (left.kind) {
  case Kind::Absent:
  case Kind::JsonNull:
    return true;
  case Kind::Bool:
  case Kind::JsonBool:
    return (left.payload != 0) == (right.payload != 0);
  case Kind::Int:
  case Kind::Decimal:
  case Kind::Duration:
  case Kind::Date:
  case Kind::Instant:
    return left.payload == right.payload;
  case Kind::String:
  case Kind::JsonString:
    return pool_.text(left) == pool_.text(right);
  case Kind::Ip:
  case Kind::Cidr:
    return left.prefix == right.prefix && pool_.text(left) == pool_.text(right);
  case Kind::JsonNumber:
    return equalNumbers(pool_.text(left), pool_.text(right));
  case Kind::List:
  case Kind::JsonArray:
  case Kind::Record:
  case Kind::JsonObject: {
    if (depth_ == cellDepth)
      return scratch_.take(SIZE_MAX) != nullptr;
    ++depth_;
    bool isList = left.kind == Kind::List || left.kind == Kind::JsonArray;
    bool result = isList ? equalItems(left, right) : equalMembers(left, right);
    --depth_;
    return result;
  }
  }
  return false;
}

bool Comparison::equalItems(const Cell &left, const Cell &right) {
  if (left.size != right.size)
    return false;
  const Cell *one = pool_.parts(left), *other = pool_.parts(right);
  for (size_t at = 0; at < left.size; ++at)
    if (!equal(one[at], other[at]))
      return false;
  return true;
}

/// The members in their order if the names stand alike, else both in the order of their names.
bool Comparison::equalMembers(const Cell &left, const Cell &right) {
  Members one, other;
  if (!collect(left, one) || !collect(right, other) || one.count != other.count)
    return false;
  if (!alike(one, other)) {
    order(one);
    order(other);
    if (!alike(one, other))
      return false;
  }
  for (size_t at = 0; at < one.count; ++at)
    if (!equal(one.pairs[at][1], other.pairs[at][1]))
      return false;
  return true;
}

bool Comparison::collect(const Cell &cell, Members &members) {
  members.pairs = scratch_.array<const Cell *>(cell.size);
  if (!members.pairs)
    return cell.size == 0;
  const Cell *cells = pool_.parts(cell);
  for (size_t at = 0; at < cell.size; ++at)
    if (!cells[2 * at + 1].isAbsent())
      members.pairs[members.count++] = cells + 2 * at;
  return true;
}

void Comparison::order(Members &members) {
  sort(members.pairs, members.count,
       [&](const Cell *left, const Cell *right) { return pool_.text(*left) < pool_.text(*right); });
}

bool Comparison::alike(const Members &left, const Members &right) const {
  for (size_t at = 0; at < left.count; ++at)
    if (!(pool_.text(*left.pairs[at]) == pool_.text(*right.pairs[at])))
      return false;
  return true;
}

} // namespace

bool equal(const Pool &pool, const Cell &left, const Cell &right, Arena &scratch) {
  return Comparison(pool, scratch).equal(left, right);
}

} // namespace onus::rt
