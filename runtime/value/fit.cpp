// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/fit.h"

#include "runtime/base/ascii.h"
#include "runtime/base/buffer.h"
#include "runtime/base/number.h"
#include "runtime/base/time.h"
#include "runtime/json/write.h"
#include "runtime/value/access.h"
#include "runtime/value/untyped.h"

namespace onus::rt {

namespace {

constexpr int64_t defaultMaxItems = 1024; // S38

/// One step of the way to a part; those before it stand around.
struct Step {
  const Step *outer = nullptr;
  Text name;               ///< of a member
  size_t index = isMember; ///< of an item
  unsigned depth = 0;      ///< how many steps lead here

  static constexpr size_t isMember = SIZE_MAX;
};

class Fitter {
public:
  Fitter(const Bundle &bundle, Arena &arena, Text path, Text &misfit)
      : bundle_(bundle), pool_(bundle.pool()), arena_(arena), path_(path), misfit_(misfit) {}
  bool fit(const Cell &value, const TypeRow &type, const Step &at, Cell &into);

private:
  const TypeRow &row(uint32_t type) const { return bundle_.row<Section::Types>(type); }
  bool fitNumber(const Cell &value, const TypeRow &type, const Step &at, Cell &into);
  bool fitText(const Cell &value, const TypeRow &type, const Step &at, Cell &into);
  bool fitTime(const Cell &value, const TypeRow &type, const Step &at, Cell &into);
  bool fitAddress(const Cell &value, const TypeRow &type, const Step &at, Cell &into);
  bool fitList(const Cell &value, const TypeRow &type, const Step &at, Cell &into);
  bool fitMap(const Cell &value, const TypeRow &type, const Step &at, Cell &into);
  bool fitRecord(const Cell &value, const TypeRow &type, const Step &at, Cell &into);
  bool isLiteral(Text text, const TypeRow &type) const;
  const FieldRow *field(Span<FieldRow> fields, Text name, size_t guess) const;
  bool isComplete(Span<FieldRow> fields, const Cell &value, const Step &at);

  // Each writes the misfit and returns false.
  bool misfit(const Step &at, Text before, Text what = {}, Text after = {}, Text last = {});
  bool wrongKind(const Cell &value, const TypeRow &type, const Step &at) {
    return misfit(at, "is ", describeJson(value.kind), ", not ", bundle_.text(type.print));
  }
  bool none(const TypeRow &type, const Step &at) { return misfit(at, "is no ", bundle_.text(type.print)); }
  bool tooMany(int64_t limit, Text before, Text what, const Step &at);
  void writePath(const Step &at, Buffer &out);

  const Bundle &bundle_;
  Pool pool_;
  Arena &arena_;
  Text path_;
  Text &misfit_;
};

void Fitter::writePath(const Step &at, Buffer &out) {
  if (!at.outer)
    return out.append(path_);
  writePath(*at.outer, out);
  if (at.index != Step::isMember) {
    out.append('[');
    out.appendInt(static_cast<int64_t>(at.index));
    return out.append(']');
  }
  out.append('.');
  bool plain = !at.name.empty() && !isDigit(at.name[0]);
  for (char letter : at.name)
    plain = plain && (isAlnum(letter) || letter == '_');
  if (plain)
    out.append(at.name);
  else
    writeJsonString(at.name, out);
}

bool Fitter::misfit(const Step &at, Text before, Text what, Text after, Text last) {
  Buffer out(arena_);
  writePath(at, out);
  out.append(' ');
  out.append(before);
  out.append(what);
  out.append(after);
  out.append(last);
  misfit_ = out.failed() ? Text() : out.text();
  return false;
}

bool Fitter::tooMany(int64_t limit, Text before, Text what, const Step &at) {
  char digits[numberRoom];
  return misfit(at, before, Text(digits, formatInt(limit, digits)), what);
}

bool Fitter::fitNumber(const Cell &value, const TypeRow &type, const Step &at, Cell &into) {
  if (value.kind != Kind::JsonNumber)
    return wrongKind(value, type, at);
  int64_t number = 0;
  if (type.kind == TypeKind::Int) {
    if (!parseInt(pool_.text(value), number))
      return misfit(at, "is no whole number of 64 bits");
    into = Cell::number(Kind::Int, number);
    return true;
  }
  if (!parseDecimal(pool_.text(value), number))
    return misfit(at, "is no decimal of at most four fractional digits");
  into = Cell::number(Kind::Decimal, number);
  return true;
}

bool Fitter::isLiteral(Text text, const TypeRow &type) const {
  size_t first = 0, end = type.parts.count; // literals are sorted
  while (first < end) {
    size_t middle = first + (end - first) / 2;
    Text literal = bundle_.text(bundle_.row<Section::TextRefs>(type.parts.first + middle));
    if (literal == text)
      return true;
    if (literal < text)
      first = middle + 1;
    else
      end = middle;
  }
  return false;
}

bool Fitter::fitText(const Cell &value, const TypeRow &type, const Step &at, Cell &into) {
  if (value.kind != Kind::JsonString)
    return wrongKind(value, type, at);
  if (type.kind == TypeKind::Union && !isLiteral(pool_.text(value), type))
    return misfit(at, "is none of ", bundle_.text(type.print));
  if (type.kind == TypeKind::String && type.max > 0 && value.size > type.max)
    return tooMany(type.max, "is longer than ", " bytes", at);
  into = value;
  into.kind = Kind::String;
  return true;
}

bool Fitter::fitTime(const Cell &value, const TypeRow &type, const Step &at, Cell &into) {
  if (value.kind != Kind::JsonString)
    return wrongKind(value, type, at);
  Text text = pool_.text(value);
  int64_t number = 0;
  if (type.kind == TypeKind::Date) {
    int32_t day = 0;
    if (!parseDay(text, day))
      return none(type, at);
    into = Cell::number(Kind::Date, day);
    return true;
  }
  bool isDuration = type.kind == TypeKind::Duration;
  if (!(isDuration ? parseDuration(text, number) : parseInstant(text, number)))
    return none(type, at);
  into = Cell::number(isDuration ? Kind::Duration : Kind::Instant, number);
  return true;
}

bool Fitter::fitAddress(const Cell &value, const TypeRow &type, const Step &at, Cell &into) {
  if (value.kind != Kind::JsonString)
    return wrongKind(value, type, at);
  CidrBlock block;
  bool isIp = type.kind == TypeKind::Ip;
  if (!(isIp ? parseIp(pool_.text(value), block.network) : parseCidr(pool_.text(value), block)))
    return none(type, at);
  into = isIp ? ipCell(block.network, arena_) : cidrCell(block, arena_);
  return !into.isAbsent();
}

bool Fitter::fitList(const Cell &value, const TypeRow &type, const Step &at, Cell &into) {
  if (value.kind != Kind::JsonArray)
    return wrongKind(value, type, at);
  int64_t most = type.max > 0 ? type.max : defaultMaxItems;
  if (value.size > most)
    return tooMany(most, "has more than ", " items", at);
  const Cell *items = pool_.parts(value);
  Cell *made = arena_.array<Cell>(value.size);
  if (!made && value.size)
    return false;
  const TypeRow &element = row(type.element);
  for (size_t index = 0; index < value.size; ++index)
    if (!fit(items[index], element, {&at, {}, index, at.depth + 1}, made[index]))
      return false;
  into = Cell::parts(Kind::List, made, value.size);
  return true;
}

bool Fitter::fitMap(const Cell &value, const TypeRow &type, const Step &at, Cell &into) {
  if (value.kind != Kind::JsonObject)
    return wrongKind(value, type, at);
  int64_t most = type.max > 0 ? type.max : defaultMaxItems;
  if (value.size > most)
    return tooMany(most, "has more than ", " members", at);
  const Cell *cells = pool_.parts(value);
  Cell *made = arena_.array<Cell>(2 * size_t{value.size});
  if (!made && value.size)
    return false;
  const TypeRow &element = row(type.element);
  for (size_t place = 0; place < value.size; ++place) {
    made[2 * place] = cells[2 * place];
    made[2 * place].kind = Kind::String;
    if (!fit(cells[2 * place + 1], element, {&at, pool_.text(cells[2 * place]), Step::isMember, at.depth + 1},
             made[2 * place + 1]))
      return false;
  }
  into = Cell::parts(Kind::Record, made, value.size);
  return true;
}

/// The field of a name, likeliest the one at `guess`: tools mostly get their arguments in the schema's order.
const FieldRow *Fitter::field(Span<FieldRow> fields, Text name, size_t guess) const {
  auto isNamed = [&](const FieldRow &one) { return one.name.size == name.size && bundle_.text(one.name) == name; };
  if (guess < fields.size && isNamed(fields[guess]))
    return &fields[guess];
  for (const FieldRow &one : fields)
    if (isNamed(one))
      return &one;
  return nullptr;
}

bool Fitter::isComplete(Span<FieldRow> fields, const Cell &value, const Step &at) {
  for (const FieldRow &one : fields)
    if (row(one.type).kind != TypeKind::Optional && !member(pool_, value, bundle_.text(one.name)))
      return misfit({&at, bundle_.text(one.name), Step::isMember, at.depth + 1}, "is missing");
  return true;
}

bool Fitter::fitRecord(const Cell &value, const TypeRow &type, const Step &at, Cell &into) {
  if (value.kind != Kind::JsonObject)
    return wrongKind(value, type, at);
  Span<FieldRow> fields = bundle_.rows<Section::Fields>(type.parts);
  const Cell *cells = pool_.parts(value);
  Cell *made = arena_.array<Cell>(2 * size_t{value.size});
  if (!made && value.size)
    return false;
  size_t required = 0;
  for (size_t place = 0; place < value.size; ++place) {
    Step inner{&at, pool_.text(cells[2 * place]), Step::isMember, at.depth + 1};
    made[2 * place] = cells[2 * place];
    made[2 * place].kind = Kind::String;
    if (const FieldRow *found = field(fields, inner.name, place)) {
      if (!fit(cells[2 * place + 1], row(found->type), inner, made[2 * place + 1]))
        return false;
      required += row(found->type).kind != TypeKind::Optional;
    } else if (type.flags & typeOpen) {
      made[2 * place + 1] = cells[2 * place + 1];
    } else {
      return misfit(inner, "is unknown here");
    }
  }
  for (const FieldRow &one : fields)
    required -= row(one.type).kind != TypeKind::Optional;
  if (required != 0 && !isComplete(fields, value, at)) // otherwise each was met once, since no member stands twice
    return false;
  into = Cell::parts(Kind::Record, made, value.size);
  return true;
}

bool Fitter::fit(const Cell &value, const TypeRow &declared, const Step &at, Cell &into) {
  const TypeRow *type = &declared;
  for (; type->kind == TypeKind::Optional; type = &row(type->element))
    if (value.kind == Kind::JsonNull && (type->flags & typeNullable)) {
      into = Cell();
      return true;
    }
  if (at.depth == cellDepth)
    return arena_.take(SIZE_MAX) != nullptr;
  switch (type->kind) {
  case TypeKind::Bool:
    if (value.kind != Kind::JsonBool)
      return wrongKind(value, *type, at);
    into = Cell::boolean(value.payload != 0);
    return true;
  case TypeKind::Int:
  case TypeKind::Decimal:
    return fitNumber(value, *type, at, into);
  case TypeKind::String:
  case TypeKind::Union:
    return fitText(value, *type, at, into);
  case TypeKind::Duration:
  case TypeKind::Date:
  case TypeKind::Instant:
    return fitTime(value, *type, at, into);
  case TypeKind::Ip:
  case TypeKind::Cidr:
    return fitAddress(value, *type, at, into);
  case TypeKind::Json:
  case TypeKind::Content:
    into = value;
    return true;
  case TypeKind::Null:
    into = Cell();
    return value.kind == Kind::JsonNull || wrongKind(value, *type, at);
  case TypeKind::List:
  case TypeKind::Set:
    return fitList(value, *type, at, into);
  case TypeKind::Map:
    return fitMap(value, *type, at, into);
  case TypeKind::Record:
    return fitRecord(value, *type, at, into);
  case TypeKind::Pattern:
  case TypeKind::Optional:
    return wrongKind(value, *type, at);
  }
  return false;
}

} // namespace

bool fit(const Bundle &bundle, Arena &arena, const Cell &value, uint32_t type, Text path, Cell &into, Text &misfit) {
  Cell document;
  if (!untyped(bundle.pool(), value, arena, document))
    return false;
  return Fitter(bundle, arena, path, misfit).fit(document, bundle.row<Section::Types>(type), Step(), into);
}

bool fitRounded(const Bundle &bundle, Arena &arena, const Cell &value, uint32_t type, Text path, Cell &into,
                Text &misfit) {
  int64_t scaled = 0;
  if (bundle.row<Section::Types>(type).kind == TypeKind::Decimal && value.kind == Kind::JsonNumber &&
      roundHalfEven(bundle.pool().text(value), scaled)) {
    into = Cell::number(Kind::Decimal, scaled);
    return true;
  }
  return fit(bundle, arena, value, type, path, into, misfit);
}

} // namespace onus::rt
