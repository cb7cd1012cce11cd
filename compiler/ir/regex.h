// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The regular expressions of the language (S29): a dialect that every engine can run with one meaning. No
/// back-references, no look-around, no anchors; `.` matches every character, a line break too; classes are ASCII's; a
/// leading `(?i)` folds the letters A to Z and nothing else. What `compile` takes is translated for RE2, which matches
/// in time linear in the subject.
namespace onus::ir {

/// Why a text is no pattern of the dialect.
struct RegexProblem {
  enum class Kind {
    Anchor,   ///< `^`, `$`, `\A`, `\z`: a pattern says by its use whether it is whole
    Boundary, ///< `\b` beside a literal that is no word character
    Dialect,  ///< anything else
    // Only of RegexStudy: the pattern is one, but it cannot mean what it says.
    Alternative, ///< an alternative that is empty, or written before
    Class,       ///< a class that was meant to be something else
  };
  Kind kind = Kind::Dialect;
  std::string message; ///< lower case, no full stop
  std::string help;    ///< may be empty
  size_t begin = 0;    ///< bytes of the pattern's text that are meant
  size_t end = 0;
};

/// A compiled pattern. Cheap to copy, never changes, may be used by several threads.
class Regex {
public:
  /// Subjects are UTF-8; so is the pattern.
  static std::variant<Regex, RegexProblem> compile(llvm::StringRef text);

  /// The whole subject matches.
  bool fullMatch(llvm::StringRef subject) const;
  /// Some part of the subject matches.
  bool contains(llvm::StringRef subject) const;
  /// The matches, leftmost first, not overlapping, empty ones left out; nothing where there are more than `limit`.
  std::optional<std::vector<std::string>> findAll(llvm::StringRef subject, size_t limit = 1024) const;
  /// The subject with every match that is not empty replaced by a text.
  std::string replaceAll(llvm::StringRef subject, llvm::StringRef replacement) const;
  /// What RE2 is given, for engines that take its syntax.
  const std::string &translated() const;

private:
  struct Compiled;
  explicit Regex(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
  bool next(llvm::StringRef subject, size_t &position, size_t &begin, size_t &end) const;
  std::shared_ptr<const Compiled> compiled_;
};

} // namespace onus::ir
