// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/expressions.h"
#include "check/selectors.h"
#include "ir/regex.h"

#include "llvm/ADT/DenseMap.h"

#include <map>
#include <set>

/// The worker behind expressions.h; one lives as long as one expression is elaborated. Its parts stand in the files
/// elaborate_*.cpp, by concern.
namespace onus::check {

class Elaborator {
public:
  Elaborator(Context &context, const Scope &scope);

  /// The expression with the wanted type, which may be null. Never null; of the error type after a report.
  const ir::Expr *value(const syntax::Expr *expr, const ir::Type *wanted);
  const ir::Expr *condition(const syntax::Expr *expr);
  /// A function's body with its parameters unknown but for their types; a constant's or a pattern's value.
  const ir::Expr *declaration(const resolve::Symbol &symbol);
  /// What fills an effect's parameter: for a list, arguments and lists of arguments, flattened, absent ones left out.
  const ir::Expr *binding(const syntax::Expr *expr, const ir::Type *parameter);
  /// A path of the event, or the text of one, as logs and redactions name them: what is optional needs no test.
  const ir::Expr *path(const syntax::Expr *expr);
  /// A pattern that is looked for anywhere in a text.
  const ir::Expr *wantedPattern(const syntax::Expr *expr) { return patternArgument(expr, false); }
  /// The detector's term for one argument list, as `signal D(ARG)` in a test means it.
  std::string signalKey(const Detector &detector, const syntax::Expr *argument);

private:
  struct Local {
    llvm::StringRef name;
    int64_t id = 0;
    const ir::Type *type = nullptr;
    const ir::Expr *value = nullptr; ///< what it stands for; null where that is not known
  };
  /// What names mean at the place that is being elaborated.
  struct Frame {
    const Scope *scope = nullptr;
    const syntax::File *file = nullptr;
    size_t visibleFrom = 0;    ///< the first local that a name may mean: a function does not see its caller's
    size_t historyBarrier = 0; ///< locals before it belong to the current event
    bool declaration = false;  ///< a function checked on its own: roots have no type yet
  };

  // elaborate_bindings.cpp
  const ir::Expr *bindingPart(const syntax::Expr *expr, const ir::Type *element);

  // expressions.cpp: dispatch, presence, conversion
  const ir::Expr *raw(const syntax::Expr *expr, const ir::Type *wanted);
  const ir::Expr *read(const syntax::Expr *expr, const ir::Type *wanted = nullptr);
  const ir::Expr *present(const syntax::Expr *expr, const ir::Type *wanted = nullptr);
  const ir::Expr *narrowed(const ir::Expr *node);
  const ir::Expr *proved(const ir::Expr *node, Range range);
  const ir::Expr *coerce(const ir::Expr *node, const ir::Type *wanted, Range range);
  const ir::Expr *coerceLiteral(const ir::Expr *node, const ir::Type *wanted, Range range);
  const ir::Expr *mismatch(const ir::Expr *node, const ir::Type *wanted, Range range);

  // elaborate_literals.cpp
  const ir::Expr *list(const syntax::ListExpr *expr, const ir::Type *wanted);
  const ir::Expr *record(const syntax::RecordExpr *expr, const ir::Type *wanted);
  const ir::Expr *recordAs(const syntax::RecordExpr *expr, const ir::Type *wanted);
  const ir::Expr *conditional(const syntax::IfExpr *expr, const ir::Type *wanted);
  const ir::Expr *cast(const syntax::CastExpr *expr);

  // elaborate_texts.cpp
  const ir::Expr *pattern(const syntax::PatternExpr *expr);
  Range patternPart(const syntax::PatternExpr *expr, const ir::RegexProblem &problem) const;
  void reportPattern(const syntax::PatternExpr *expr, const ir::RegexProblem &problem);
  bool tells(const ir::Expr *subject, const ir::Expr *pattern, const syntax::Expr *written, bool whole);
  std::string functionOf(const ir::Expr *subject);
  bool mayBe(const ir::Expr *subject, const ir::Expr *texts, Range range, bool whole);
  bool searches(llvm::StringRef name, const ir::Expr *subject, const ir::Expr *wanted, Range range);
  bool mayWork(llvm::StringRef name, const ir::Expr *argument, Range range);
  bool isWildcard(const ir::Expr *subject, llvm::StringRef glob, Range range, Range whole);
  const ir::Expr *badAddress(llvm::StringRef text, bool block, Range range);
  const ir::Expr *comparedWithNull(const syntax::BinaryExpr *expr);

  // elaborate_names.cpp
  const ir::Expr *name(const syntax::NameExpr *expr, const ir::Type *wanted);
  const ir::Expr *member(const syntax::MemberExpr *expr, const ir::Type *wanted);
  const ir::Expr *select(const ir::Expr *base, const syntax::Name &member, Range range);
  const ir::Expr *selectShared(const ir::Expr *base, const syntax::Name &member, Range range);
  const ir::Expr *selectField(const ir::Expr *base, const ir::Type *record, const syntax::Name &member, Range range);
  const ir::Expr *index(const syntax::IndexExpr *expr);
  const ir::Expr *project(const syntax::ProjectExpr *expr);
  const ir::Expr *effectParameter(const resolve::Symbol &symbol, const syntax::Name &parameter, Range range);
  bool dotted(const syntax::Expr *expr, std::vector<syntax::Name> &names) const;
  bool hasArgument(const Tool &tool, llvm::StringRef name) const;
  bool isArgument(llvm::StringRef name) const;
  bool meansValue(llvm::StringRef name) const;
  const ir::Expr *qualified(llvm::ArrayRef<syntax::Name> names, Range range, const ir::Type *wanted);
  const ir::Expr *unknownName(llvm::ArrayRef<syntax::Name> names);
  const Local *local(llvm::StringRef name) const;
  const ir::Expr *localRead(const Local &local, Range range);

  // elaborate_roots.cpp
  bool isRoot(llvm::StringRef name) const;
  const ir::Expr *root(llvm::StringRef name, Range range);
  const ir::Type *rootType(llvm::StringRef name, Range range);
  const ir::Type *sharedType(llvm::StringRef rootName);
  const ir::Type *contextType();
  std::vector<llvm::StringRef> rootNames() const;
  std::string whyUnavailable(llvm::StringRef rootName) const;

  // elaborate_operators.cpp
  const ir::Expr *binary(const syntax::BinaryExpr *expr, const ir::Type *wanted);
  const ir::Expr *unary(const syntax::UnaryExpr *expr, const ir::Type *wanted);
  const ir::Expr *junction(const syntax::BinaryExpr *expr);
  const ir::Expr *comparison(const syntax::BinaryExpr *expr, bool ordered);
  bool comparable(const ir::Expr *left, const ir::Expr *right, const syntax::BinaryExpr *expr);
  bool insideUnion(const ir::Expr *literal, const ir::Type *type);
  const ir::Expr *membership(const syntax::BinaryExpr *expr);
  const ir::Expr *matches(const syntax::BinaryExpr *expr);
  const ir::Expr *like(const syntax::BinaryExpr *expr);
  const ir::Expr *coalesce(const syntax::BinaryExpr *expr, const ir::Type *wanted);
  const ir::Expr *arithmetic(const syntax::BinaryExpr *expr, const ir::Type *wanted);
  const ir::Type *arithmeticType(syntax::BinaryOp op, const ir::Expr *&left, const ir::Expr *&right);
  const ir::Expr *folded(ir::ExprKind kind, const ir::Type *type, const ir::Expr *left, const ir::Expr *right,
                         Range range);
  const ir::Expr *has(const syntax::HasExpr *expr);
  bool madeRequired(const ir::Expr *node) const;

  // elaborate_calls.cpp
  const ir::Expr *call(const syntax::CallExpr *expr, const ir::Type *wanted);
  const ir::Expr *namedCall(const syntax::CallExpr *expr, llvm::ArrayRef<syntax::Name> names, const ir::Type *wanted,
                            bool &handled);
  const ir::Expr *builtin(llvm::StringRef name, const syntax::CallExpr *expr,
                          llvm::ArrayRef<const syntax::Expr *> arguments);
  const ir::Expr *stringArgument(const syntax::Expr *expr);
  const ir::Expr *patternArgument(const syntax::Expr *expr, bool whole);
  void notePatternUse(const syntax::Expr *expr, bool whole);
  const ir::Expr *sizeCall(const syntax::CallExpr *expr, const syntax::Expr *argument);
  const ir::Expr *containsCall(const syntax::CallExpr *expr, llvm::ArrayRef<const syntax::Expr *> arguments);
  const ir::Expr *zipCall(const syntax::CallExpr *expr, llvm::ArrayRef<const syntax::Expr *> arguments);
  const ir::Expr *textCall(const syntax::CallExpr *expr, const syntax::Expr *argument);
  const ir::Expr *conversion(llvm::StringRef name, const syntax::CallExpr *expr, const syntax::Expr *argument);
  static std::vector<const syntax::Expr *> plainArguments(const syntax::CallExpr *expr);
  bool countIs(llvm::StringRef name, const syntax::CallExpr *expr, size_t wanted, size_t given);

  // elaborate_functions.cpp
  const ir::Expr *constant(const resolve::Symbol &symbol, Range range, const ir::Type *wanted);
  const ir::Expr *inlined(const resolve::Symbol &symbol, const syntax::CallExpr *expr,
                          llvm::ArrayRef<const syntax::Expr *> arguments);
  bool unfold(const syntax::LetDecl &decl, Range range);
  const ir::Expr *bodyOf(const resolve::Symbol &symbol, const syntax::LetDecl &decl, Range at);
  const ir::Expr *detectorCall(const resolve::Symbol &symbol, const syntax::CallExpr *expr,
                               llvm::ArrayRef<const syntax::Expr *> arguments);
  std::string keyOf(const Detector &detector, llvm::ArrayRef<const ir::Expr *> arguments);

  // elaborate_quantifiers.cpp
  const ir::Expr *quantifier(const syntax::QuantifierExpr *expr);
  const ir::Expr *comprehension(const syntax::CallExpr *expr, bool sum, const ir::Type *wanted);
  const ir::Expr *iterable(const syntax::Expr *expr, const ir::Type *&element);
  bool enterQuantifier(Range range);

  // elaborate_history.cpp
  const ir::Expr *history(ir::HistoryOp op, const syntax::CallExpr *expr);
  bool historyForm(ir::HistoryOp op, const syntax::CallExpr *expr);
  const syntax::Selector *selectorOf(const syntax::Argument &argument);
  bool fillSlot(ir::Slot &slot, const syntax::CallExpr *expr, const SelectorMeaning &meaning);
  bool slotKeys(ir::Slot &slot, const syntax::Argument &argument, const Scope &earlier,
                std::vector<const ir::Expr *> &current);
  const ir::Expr *lenientPath(const syntax::Expr *expr);
  bool checkWindow(const ir::Slot &slot, const syntax::Argument &argument);
  bool selectsSomething(const SelectorMeaning &meaning);
  bool selectsEvents(const ir::Slot &slot, const syntax::CallExpr *expr, Range range);
  std::string slotText(const ir::Slot &slot, const syntax::Selector &selector, const SelectorMeaning &meaning);
  int64_t slotNumber(ir::Slot slot);
  const ir::Type *historyType(const ir::Slot &slot);
  template <typename Work>
  auto inEarlierEvent(const Scope &earlier, Work work);

  // elaborate_flow.cpp
  void assume(const ir::Expr *condition, bool truth);
  void collect(const ir::Expr *condition, bool truth, std::set<std::string> &facts);
  void collectJunction(const ir::Expr *condition, bool truth, std::set<std::string> &facts);
  const std::set<std::string> &collectLocal(int64_t local, bool truth);
  void collectChoice(const ir::Expr *condition, bool truth, std::set<std::string> &facts);
  std::string key(const ir::Expr *node);
  const ir::Expr *substituted(const ir::Expr *node, bool numbered);
  const ir::Expr *replaced(const ir::Expr *node, bool numbered);

  // Small things
  const ir::Expr *make(ir::ExprKind kind, const ir::Type *type, Range range,
                       llvm::ArrayRef<const ir::Expr *> operands = {}, llvm::StringRef text = {}, int64_t number = 0,
                       llvm::ArrayRef<llvm::StringRef> names = {});
  const ir::Expr *bad(Range range);
  const ir::Expr *retyped(const ir::Expr *node, const ir::Type *type);
  const ir::Type *simple(ir::TypeKind kind) const { return types_.simple(kind); }
  /// The type with the sensitivity of what it was made from; booleans are never sensitive (S45).
  const ir::Type *flowing(const ir::Type *type, llvm::ArrayRef<const ir::Expr *> from);
  std::string written(const syntax::Expr *expr) const;
  std::string written(Range range) const;
  /// Where to report: the place itself, or the use of the constant that is being read.
  Range at(Range range) const {
    Range use = frame_.scope->patternUse;
    return use.valid() ? use : useSite_.valid() ? useSite_ : range;
  }
  /// Says by way of which calls a place was reached.
  diagnostics::Builder traced(diagnostics::Builder builder);

  template <diagnostics::Kind kind, typename... Args>
  diagnostics::Builder report(Range range, const Args &...args) {
    auto builder = context_.reporter.report<kind>(at(range), args...);
    if (frame_.scope->patternUse.valid())
      builder.related(range, "in the pattern");
    return traced(std::move(builder));
  }

  Context &context_;
  ir::TypeTable &types_;
  Arena &arena_;
  Frame frame_;
  std::vector<Local> locals_;
  llvm::DenseMap<int64_t, const ir::Expr *> meanings_;              ///< of locals that stand for a value
  std::map<std::pair<int64_t, bool>, std::set<std::string>> meant_; ///< what must be there where such a local is so
  std::set<std::string> facts_;                                     ///< keys of optionals that are there
  /// The fact that stands for all: after a condition that was reported nobody knows what it would have proved.
  static constexpr const char *anything = "*";
  unsigned quantifiers_ = 0;
  unsigned unfolded_ = 0;    ///< functions and constants read in place so far
  unsigned substituted_ = 0; ///< nodes that the substitution at hand has seen
  Range useSite_;
  /// A quantifier on the left of an `and` or `or` that is being read: its variable means nothing on the right.
  struct Passed {
    const syntax::QuantifierExpr *quantifier;
    Range right;
  };
  std::vector<Passed> passed_;
  struct Entered {
    const syntax::LetDecl *decl;
    Range call;
  };
  std::vector<Entered> entered_; ///< functions and constants that are being read

  friend class FrameGuard;
  friend class FactsGuard;
};

} // namespace onus::check
