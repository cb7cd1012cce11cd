// SPDX-License-Identifier: Apache-2.0
#include "ir/regex_parts.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::ir {

RegexPart followed(const RegexPart &sequence, const RegexPart &next) {
  RegexPart both;
  both.takesEmpty = sequence.takesEmpty && next.takesEmpty;
  both.takesAll = both.takesEmpty && (sequence.takesAll || next.takesAll);
  both.takesNothing = sequence.takesNothing || next.takesNothing;
  both.needsCapital = sequence.needsCapital || next.needsCapital;
  both.mayTake = sequence.mayTake || (sequence.mayBeEmpty && next.mayTake);
  both.mayBeEmpty = sequence.mayBeEmpty && next.mayBeEmpty;
  both.emptyFirst = both.mayBeEmpty && (sequence.emptyFirst || next.emptyFirst);
  return both;
}

RegexPart either(const RegexPart &left, const RegexPart &right) {
  RegexPart one;
  one.takesEmpty = left.takesEmpty || right.takesEmpty;
  one.takesAll = left.takesAll || right.takesAll;
  one.takesNothing = left.takesNothing && right.takesNothing;
  one.needsCapital = left.needsCapital && right.needsCapital;
  one.anyScalar = left.anyScalar || right.anyScalar;
  one.mayTake = left.mayTake || right.mayTake;
  one.mayBeEmpty = left.mayBeEmpty || right.mayBeEmpty;
  one.emptyFirst = left.mayBeEmpty ? left.emptyFirst || right.mayTake : right.emptyFirst;
  return one;
}

RegexPart repeated(const RegexPart &part, const RegexNode &repeat) {
  bool none = repeat.least == 0;
  if (repeat.least == 1 && repeat.most == 1 && !repeat.open)
    return part;
  RegexPart some = part;
  some.takesAll = part.takesAll || (none && repeat.open && part.anyScalar);
  some.anyScalar = false;
  if (none) {
    some.takesEmpty = true;
    some.takesNothing = some.needsCapital = false;
  }
  some.mayBeEmpty = none || part.mayBeEmpty;
  bool stopsEarly = repeat.lazy && part.mayTake && (none || (!repeat.open && repeat.most > repeat.least));
  some.emptyFirst = some.mayBeEmpty && ((part.mayBeEmpty && part.emptyFirst) || stopsEarly);
  return some;
}

namespace {

enum class Alphabet { None, Digits, Capitals, Smalls };

Alphabet alphabetOf(uint32_t scalar) {
  if (scalar >= 0x80)
    return Alphabet::None;
  auto letter = static_cast<char>(scalar);
  return llvm::isDigit(letter)             ? Alphabet::Digits
         : !llvm::isAlpha(letter)          ? Alphabet::None
         : llvm::toLower(letter) == letter ? Alphabet::Smalls
                                           : Alphabet::Capitals;
}

std::string shown(CodeRange range) {
  auto one = [](uint32_t scalar) {
    return scalar > ' ' && scalar < 0x7F ? std::string(1, static_cast<char>(scalar))
                                         : "\\x{" + llvm::utohexstr(scalar, true) + "}";
  };
  return range.first == range.last ? one(range.first) : one(range.first) + "-" + one(range.last);
}

} // namespace

void RegexClass::doubt(size_t begin, size_t end, std::string message, std::string help) {
  if (!doubt_)
    doubt_ = RegexProblem{RegexProblem::Kind::Class, std::move(message), std::move(help), begin, end};
}

/// `[A-z]` takes what lies between the capitals and the small letters too.
void RegexClass::lookAtRange(const Item &item) {
  Alphabet first = alphabetOf(item.range.first), last = alphabetOf(item.range.last);
  if (first == Alphabet::None || last == Alphabet::None || first == last)
    return;
  bool letters = first == Alphabet::Capitals;
  doubt(item.begin, item.end,
        letters ? "has a range from a capital to a small letter, which takes ``[\\]^_` `` too"
                : "has a range from a digit to a letter, which takes what stands between them too",
        letters ? "write `A-Za-z`" : "write `0-9` and the letters as ranges of their own");
}

/// `[^ourcompany.com$]` is one character that is none of these, not a text other than this one.
void RegexClass::lookAtRepeat(const Item &item) {
  for (const Item &other : items_) {
    uint32_t first = std::max(item.range.first, other.range.first), last = std::min(item.range.last, other.range.last);
    if (first <= last)
      return doubt(item.begin, item.end, "lists `" + shown({first, last}) + "` twice",
                   "a class stands for one character; for whole words write `(…|…)`");
  }
}

/// `[rm|dd]`
void RegexClass::lookAtBar(const Item &item) {
  if (items_.size() < 2 || alphabetOf(item.range.first) == Alphabet::None)
    return;
  const Item &bar = items_.back(), &before = items_[items_.size() - 2];
  bool lone = bar.range.first == '|' && bar.range.last == '|' && bar.end - bar.begin == 1;
  if (lone && before.end == bar.begin && bar.end == item.begin && alphabetOf(before.range.last) != Alphabet::None)
    doubt(bar.begin, bar.end, "has a `|` between letters, where it is a character like any other",
          "for whole words write `(…|…)`; in a class the order does not matter, so put a `|` that is meant last");
}

void RegexClass::add(CodeRange range, size_t begin, size_t end) {
  Item item{range, begin, end};
  lookAtRange(item);
  lookAtBar(item);
  lookAtRepeat(item);
  items_.push_back(item);
}

void RegexClass::addShorthand(char letter) { shorthands_ += letter; }

RegexPart RegexClass::part(bool negated, bool fold) const {
  llvm::StringRef letters = shorthands_;
  bool whole = llvm::any_of(letters, [&](char letter) {
    char other = letter >= 'a' ? llvm::toUpper(letter) : llvm::toLower(letter);
    return letters.contains(other);
  });
  RegexPart part;
  part.takesNothing = whole && negated;
  part.anyScalar = whole && !negated;
  part.needsCapital = !negated && !fold && letters.empty() && llvm::all_of(items_, [](const Item &item) {
    return item.range.first >= 'A' && item.range.last <= 'Z';
  });
  return part;
}

} // namespace onus::ir
