// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/canonical.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// What conditions talk about: a term is an expression whose value the solver does not look into (a path, a count, a
/// detector's answer, a condition that is no comparison), known by number. Terms that read the same are one.
namespace onus::analysis {

using TermId = size_t;

/// What values a term can have.
enum class Domain {
  Number, ///< bool (0, 1), int, decimal (ten-thousandths), duration, date, instant: whole numbers all
  Text,   ///< strings, addresses
  Other,  ///< records, lists: only equal or not
};

/// A constant of one of the domains.
struct Constant {
  int64_t number = 0;
  std::string text;
};
Constant constantOf(const ir::Expr *expr);

/// "Where the one is true, so is the other."
struct Consequence {
  TermId condition;
  int64_t atLeast = 1; ///< the least value that the other then has
};

struct Term {
  const ir::Expr *expr = nullptr;
  Domain domain = Domain::Other;
  int64_t low = INT64_MIN, high = INT64_MAX;     ///< of Number, by its type
  std::optional<std::set<std::string>> literals; ///< of Text, by its union
  bool lowered = false;                          ///< a text without a capital letter, because it was made so
  std::optional<TermId> tested;                  ///< of a test of one text against a constant: that text
  bool hasLocal = false;                         ///< talks of some item of a list
  std::vector<TermId> whenRead;                  ///< `has(…)` terms that are true where this could be read
  std::vector<Consequence> whenTrue;             ///< of a condition
};

/// What a test of a text (`like`, `contains`, `starts_with`, `ends_with`, `matches`) says of a text that is known;
/// nothing where the expression is none, or does not test against a constant.
std::optional<bool> testOf(const ir::Expr *expr, llvm::StringRef text);

class Terms {
public:
  using Texts = std::optional<std::set<std::string>>;
  /// `oneAtLeast` says of a history term that it counts the current event too (S19), so that it is never below one.
  /// `texts` gives the only texts that an expression can be, where they are known: a tool's name is one of those that
  /// are selected.
  Terms(std::function<bool(const ir::Expr *)> oneAtLeast, std::function<Texts(const ir::Expr *)> texts)
      : oneAtLeast_(std::move(oneAtLeast)), texts_(std::move(texts)) {}

  TermId find(const ir::Expr *expr);
  const Term &operator[](TermId id) const { return terms_[id]; }
  size_t size() const { return terms_.size(); }

private:
  void bound(Term &term) const;
  void relatePair(TermId from, TermId to);

  std::function<bool(const ir::Expr *)> oneAtLeast_;
  std::function<Texts(const ir::Expr *)> texts_;
  std::vector<Term> terms_;
};

} // namespace onus::analysis
