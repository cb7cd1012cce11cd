// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/regex_tree.h"

/// What the reader of patterns learns of their parts on its way: which texts a part can match at all, and which
/// classes cannot mean what they say.
namespace onus::ir {

/// What is certain of one part of a pattern.
struct RegexPart {
  bool takesEmpty = false;   ///< it matches the empty text
  bool takesAll = false;     ///< it matches every text
  bool takesNothing = false; ///< it matches no text
  bool needsCapital = false; ///< every match has a letter A to Z
  bool anyScalar = false;    ///< it matches every single character, and perhaps more
  // Of the order in which it is tried, with word boundaries wherever it asks for them.
  bool mayTake = true;     ///< it can begin with a character
  bool mayBeEmpty = false; ///< it can be empty
  bool emptyFirst = false; ///< it is tried as empty before everything else that it can be was tried

  /// Of a sequence of nothing.
  static RegexPart empty() { return {true, false, false, false, false, false, true, false}; }
  /// Of `\b` or `\B`.
  static RegexPart boundary() { return {false, false, false, false, false, false, true, false}; }
  /// Of one character, which may be a capital letter.
  static RegexPart one(uint32_t scalar) {
    RegexPart part;
    part.needsCapital = scalar >= 'A' && scalar <= 'Z';
    return part;
  }
};

/// Both, one after the other.
RegexPart followed(const RegexPart &sequence, const RegexPart &next);
/// Either.
RegexPart either(const RegexPart &left, const RegexPart &right);
/// The part of a `Repeat`, so repeated.
RegexPart repeated(const RegexPart &part, const RegexNode &repeat);

/// The items of one `[…]` in the order in which they are written.
class RegexClass {
public:
  /// A character or a range, with the bytes of the pattern where it stands.
  void add(CodeRange range, size_t begin, size_t end);
  /// `\d` and the like.
  void addShorthand(char letter);
  /// One whole class of the pattern. A class in a folded pattern needs no capital.
  RegexPart part(bool negated, bool fold) const;
  /// Why the class cannot mean what it says; its place is the part of it that is meant.
  const std::optional<RegexProblem> &doubt() const { return doubt_; }

private:
  struct Item {
    CodeRange range;
    size_t begin, end;
  };
  void doubt(size_t begin, size_t end, std::string message, std::string help);
  void lookAtRange(const Item &item);
  void lookAtRepeat(const Item &item);
  void lookAtBar(const Item &item);

  std::vector<Item> items_;
  std::string shorthands_;
  std::optional<RegexProblem> doubt_;
};

} // namespace onus::ir
