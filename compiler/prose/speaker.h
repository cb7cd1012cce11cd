// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prose/document.h"
#include "prose/source_index.h"

#include <map>

/// Typed expressions in English. A condition becomes a `Claim`: negations are carried down to the single statements, so
/// that nothing is said by what is not the case where it can be said by what is.
namespace onus::prose {

struct Claim {
  enum class Kind {
    Atom, ///< `text` is a clause: "the argument `amount` is more than 500.00"
    All,  ///< all parts are true
    Some, ///< at least one part is true
    Each, ///< `text` leads in ("for at least one `r` in …"), the one part follows
  };
  Kind kind = Kind::Atom;
  std::string text;
  std::vector<Claim> parts;
  bool negative = false; ///< of an atom: it says what is not so; of Each: it says of none
  /// How many of its atoms say what is not so.
  size_t negatives() const;
  size_t atoms() const;
};

/// One sentence's worth of it, without a full stop.
std::string inlined(const Claim &claim);
/// As a list with one entry for each part; nested where it is deep.
std::vector<Item> listed(const Claim &claim);
/// True where it reads better as a list.
bool isDeep(const Claim &claim);

class Speaker {
public:
  /// All are borrowed. `system` is the one whose slots the history terms name.
  Speaker(const check::Program &program, const check::System &system, const SourceIndex &index);

  /// What a guardrail's `let` gives a name to.
  void let(const check::TypedLocal &local);
  /// The condition, or its negation.
  Claim claim(const ir::Expr *expr, bool negated = false);
  /// The value as a noun: "the argument `amount`".
  std::string noun(const ir::Expr *expr);
  /// "the pattern `secret`": of a pattern's text, with the name that it has, if any.
  std::string pattern(llvm::StringRef text, const syntax::LetDecl *constant);
  /// "calls of `mail.send`", "results of tools that `reads_untrusted`"; `text` is the slot's.
  std::string events(const ir::Slot &slot);

  /// What was named so far and needs explaining: functions, patterns, tables, names of the guardrail.
  const std::vector<Item> &definitions() const { return definitions_; }

private:
  Claim atom(std::string text, bool negative) const;
  Claim junction(const ir::Expr *expr, bool negated);
  Claim choice(const ir::Expr *expr, bool negated);
  Claim comparison(const ir::Expr *expr, bool negated);
  Claim presence(const ir::Expr *expr, bool negated);
  Claim membership(const ir::Expr *expr, bool negated);
  Claim quantifier(const ir::Expr *expr, bool negated);
  Claim builtin(const ir::Expr *expr, bool negated);
  Claim history(const ir::Expr *expr, bool negated);
  Claim letClaim(const ir::Expr *expr, bool negated);
  Claim truth(const ir::Expr *expr, bool negated);

  std::string member(const ir::Expr *expr);
  std::string rootMember(llvm::StringRef root, const std::string &path);
  std::string index(const ir::Expr *expr);
  std::string historyNoun(const ir::Expr *expr);
  std::string span(const ir::Slot &slot);
  std::string keys(const ir::Slot &slot, const ir::Expr *expr);
  std::string condition(const ir::Slot &slot);
  std::string listNoun(const ir::Expr *expr, llvm::StringRef word);
  std::string letNoun(const ir::Expr *expr);
  std::string callNoun(const ir::Expr *expr);
  std::string constantName(const ir::Expr *expr, std::string text);
  /// The call of a function as its name with arguments, its body kept for the definitions.
  std::string functionCall(const ir::Expr *expr, const syntax::LetDecl *function);
  const ir::Expr *unwrapped(const ir::Expr *expr);
  bool define(const void *what);

  const check::Program &program_;
  const check::System &system_;
  const SourceIndex &index_;
  std::map<int64_t, const ir::Expr *> values_; ///< what a local stands for, where it is read in place
  std::map<int64_t, const ir::Expr *> named_;  ///< the guardrail's names
  std::vector<Item> definitions_;
  std::set<const void *> defined_;
  bool earlier_ = false; ///< inside a history term: roots are the earlier event's
  unsigned depth_ = 0;
};

} // namespace onus::prose
