// SPDX-License-Identifier: Apache-2.0
#include "runtime/verify/verifier.h"

namespace onus::rt {

namespace {

/// Members are looked up one by one.
constexpr uint32_t maxFields = 4096;

bool hasElement(TypeKind kind) {
  return kind == TypeKind::List || kind == TypeKind::Map || kind == TypeKind::Set || kind == TypeKind::Optional;
}

bool hasMax(TypeKind kind) {
  return kind == TypeKind::List || kind == TypeKind::Map || kind == TypeKind::Set || kind == TypeKind::String;
}

} // namespace

bool Verifier::checkTypes() {
  uint32_t place = 0;
  return each<Section::Fields>([&](const FieldRow &field) {
           return require(field.reserved == 0, "something where it is reserved") &&
                  text(field.name, "its name is no text");
         }) &&
         each<Section::Types>([&](const TypeRow &type) { return checkType(place++, type); });
}

bool Verifier::checkType(uint32_t place, const TypeRow &type) {
  constexpr uint8_t known = typeSensitive | typeOpen | typeNullable | typeHoldsSensitive;
  bool optional = type.kind == TypeKind::Optional;
  return require(type.kind <= TypeKind::Optional, "no kind of type") &&
         require((type.flags & ~known) == 0 && type.reserved == 0, "a flag that means nothing") &&
         require(!(type.flags & typeOpen) || type.kind == TypeKind::Record, "only records are open") &&
         require(!(type.flags & typeNullable) || optional, "only optionals are nullable") &&
         require(type.max >= 0 && (type.max == 0 || hasMax(type.kind)), "a limit that means nothing") &&
         require(hasElement(type.kind) ? type.element < place : type.element == none,
                 "its element is no earlier type, or it has none") &&
         require(!optional || bundle_.row<Section::Types>(type.element).kind != TypeKind::Optional,
                 "an optional of an optional") &&
         text(type.print, "its print is no text") && checkParts(place, type);
}

/// What a type is made of, and that it says so where something sensitive is in it: who masks looks at nothing else.
bool Verifier::checkParts(uint32_t place, const TypeRow &type) {
  bool sensitive = (type.flags & typeSensitive) != 0;
  if (type.element != none)
    sensitive |= (bundle_.row<Section::Types>(type.element).flags & typeHoldsSensitive) != 0;
  bool holds = type.kind == TypeKind::Record  ? checkFields(place, type, sensitive)
               : type.kind == TypeKind::Union ? checkLiterals(type)
                                              : require(type.parts.count == 0, "a type of this kind has no parts");
  at(Section::Types, place);
  return holds && require(sensitive == ((type.flags & typeHoldsSensitive) != 0),
                          "whether it holds something sensitive is not what its parts say");
}

bool Verifier::checkFields(uint32_t place, const TypeRow &type, bool &sensitive) {
  if (!require(type.parts.count <= maxFields, "too many members") ||
      !list<Section::Fields>(type.parts, "its members are outside of `Fields`"))
    return false;
  for (const FieldRow &field : bundle_.rows<Section::Fields>(type.parts)) {
    if (!require(field.type < place, "the type of a member is no earlier type"))
      return false;
    sensitive |= (bundle_.row<Section::Types>(field.type).flags & typeHoldsSensitive) != 0;
  }
  return true;
}

bool Verifier::checkLiterals(const TypeRow &type) {
  if (!list<Section::TextRefs>(type.parts, "its literals are outside of `TextRefs`"))
    return false;
  Span<TextRef> literals = bundle_.rows<Section::TextRefs>(type.parts);
  for (size_t place = 1; place < literals.size; ++place)
    if (!sorted(literals[place - 1], literals[place], "its literals are not sorted and unique"))
      return false;
  return true;
}

} // namespace onus::rt
