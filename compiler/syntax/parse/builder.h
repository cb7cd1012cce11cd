// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/arena.h"
#include "diagnostics/diagnostic.h"
#include "syntax/ast.h"
#include "syntax/parse/parse.h"
#include "syntax/parse/word_stream.h"
#include "syntax/parse/words.h"

#include "grammar/OnusParser.h"

#include <string>
#include <vector>

/// From what ANTLR has read to the syntax tree. The builder reads the labels of the grammar, never children: no parse
/// tree is kept. It reports what the grammar lets through and the language does not: bad escapes, days that do not
/// exist, clauses said twice, operators that want parentheses.
namespace onus::syntax {

using grammar::OnusParser;

/// The context of one labelled alternative, or null: an exact match, far cheaper than dynamic_cast.
template <typename Wanted, typename Context>
Wanted *alternative(Context *context) {
  return context != nullptr && typeid(*context) == typeid(Wanted) ? static_cast<Wanted *>(context) : nullptr;
}

class TreeBuilder {
public:
  /// All of the arguments but `limits` must outlive the builder.
  TreeBuilder(llvm::StringRef text, source::FileId file, const Words &words, Arena &arena,
              diagnostics::Reporter &reporter, const Limits &limits)
      : text_(text), file_(file), checked_(words), words_(words.tokens.words), comments_(words.tokens.comments),
        arena_(arena), reporter_(reporter), limits_(limits) {}

  void package(OnusParser::PackageClauseContext *context, File &file);
  Use use(OnusParser::UseClauseContext *context);
  Decl *declaration(OnusParser::DeclarationContext *context);

private:
  // ---- Places, names and literals (build_names.cpp)
  Range range(const antlr4::Token *token) const;
  Range range(const antlr4::ParserRuleContext *context) const;
  /// Something was reported about this very word before it was parsed.
  bool known(const antlr4::Token *token) const { return checked_.mistakeAt(asWord(token).index()); }
  Range span(const antlr4::Token *first, const antlr4::Token *last) const;
  llvm::StringRef textOf(Range range) const { return text_.slice(range.begin, range.end); }
  llvm::StringRef docAbove(const antlr4::Token *first) const;
  Name name(const antlr4::Token *token);
  Name name(const antlr4::ParserRuleContext *word) { return name(word->start); }
  Path path(OnusParser::PathContext *context);
  Path path(llvm::ArrayRef<Name> names);
  llvm::ArrayRef<Path> paths(const std::vector<OnusParser::PathContext *> &contexts);
  Text string(const antlr4::Token *token);
  llvm::ArrayRef<Text> strings(const std::vector<antlr4::Token *> &tokens);
  DateLit date(const antlr4::Token *token);
  InstantLit instant(const antlr4::Token *token);
  /// The text of a number without `_`, and without zeros in front, which are reported.
  std::string digitsOf(const antlr4::Token *token);
  DurationLit duration(const antlr4::Token *token);
  IntLit integer(const antlr4::Token *token);
  std::optional<Severity> severity(const Name &word);
  template <typename T>
  llvm::ArrayRef<T> keep(const std::vector<T> &items) {
    return arena_.copy(items);
  }
  /// Makes a declaration with what all have in common.
  template <typename T>
  T *open(antlr4::ParserRuleContext *context, antlr4::ParserRuleContext *title, antlr4::Token *caption);
  /// Sets a clause that may stand once; says so where it stands twice.
  template <typename T>
  void once(T &slot, const T &value, Range again);
  void saidTwice(Range first, Range again);
  void misplaced(Range where, const std::string &message, const std::string &help);

  // ---- Types (build_types.cpp)
  TypeExpr *type(OnusParser::TypeContext *context);
  TypeExpr *record(OnusParser::RecordTypeContext *context);
  Path typePath(OnusParser::TypePathContext *context);
  std::optional<IntLit> limit(OnusParser::LimitContext *context);
  FieldDecl field(const antlr4::ParserRuleContext *context, Name name, OnusParser::TypeContext *shape);
  struct Parameters {
    std::vector<FieldDecl> fields;
    bool open = false;
  };
  enum class ParameterForm { Closed, MayBeOpen, WithDefaults };
  Parameters parameters(const std::vector<OnusParser::ParamContext *> &items, ParameterForm form);
  llvm::ArrayRef<FieldDecl> closedParameters(OnusParser::ParamsContext *context);

  // ---- Expressions (build_exprs.cpp, build_operators.cpp, build_history.cpp)
  /// An expression, how deep it is, and its place with the parentheses around it.
  struct Built {
    Expr *expr = nullptr;
    unsigned depth = 0;
    Range outer;
  };
  /// What stands between the operands of an expression: prefixes too wait here until their operand is complete.
  struct Pending {
    enum class Form { Binary, Not, Negate, Quantifier } form = Form::Binary;
    int precedence = 0;
    BinaryOp op = BinaryOp::Or;
    Range range;
    OnusParser::PrefixQuantifierContext *quantifier = nullptr;
  };
  struct Fold;
  Expr *expr(OnusParser::ExprContext *context) { return build(context).expr; }
  Expr *expr(OnusParser::StepExprContext *context) { return build(context).expr; }
  llvm::ArrayRef<Expr *> exprs(const std::vector<OnusParser::ExprContext *> &contexts);
  Built build(OnusParser::ExprContext *context);
  Built build(OnusParser::StepExprContext *context);
  Built conditional(antlr4::ParserRuleContext *whole, OnusParser::ExprContext *condition,
                    OnusParser::ExprContext *positive, OnusParser::ExprContext *negative);
  void feed(Fold &fold, const std::vector<antlr4::Token *> &operators,
            const std::vector<OnusParser::OperandContext *> &operands, size_t skip);
  void pushPrefixes(Fold &fold, const std::vector<OnusParser::PrefixContext *> &prefixes);
  void pushOperator(Fold &fold, const antlr4::Token *token);
  void reduce(Fold &fold);
  void reduceBinary(Fold &fold, const Pending &top);
  void needsParentheses(Range where, Range wrapped);
  Built subject(OnusParser::SubjectContext *context);
  Built postfix(OnusParser::AtomContext *base, OnusParser::StepWordContext *word,
                OnusParser::CallArgumentsContext *call, const std::vector<OnusParser::SuffixContext *> &suffixes,
                OnusParser::TypeContext *shape);
  Built suffix(Built base, OnusParser::SuffixContext *context);
  Built atom(OnusParser::AtomContext *context);
  Built atomOfSeveralWords(OnusParser::AtomContext *context);
  Built literal(const antlr4::Token *token);
  Built list(OnusParser::ListLiteralContext *context);
  Built recordLiteral(OnusParser::RecordLiteralContext *context);
  Built reference(const antlr4::Token *word, OnusParser::CallArgumentsContext *call);
  Built call(Built callee, std::vector<Argument> arguments, unsigned depth, const antlr4::Token *close);
  Built callOf(Built callee, OnusParser::CallArgumentsContext *context);
  void emptyItems(antlr4::ParserRuleContext *context, const char *what);
  Built history(const antlr4::Token *word, OnusParser::HistoryTermContext *term, const antlr4::Token *close);
  Built counting(OnusParser::CountingContext *context);
  Built summing(OnusParser::SummingContext *context);
  Argument comprehension(const antlr4::ParserRuleContext *variable, OnusParser::SubjectContext *domain,
                         OnusParser::ExprContext *filter, unsigned &depth);
  llvm::ArrayRef<Expr *> perKeys(OnusParser::PerKeyContext *context);
  Built limited(Expr *expr, unsigned depth);
  template <typename T>
  T *makeExpr(Range range) {
    return arena_.make<T>(range);
  }

  // ---- Selectors (build_history.cpp)
  Selector *selector(OnusParser::SelectorContext *context, const antlr4::Token *denied);
  void selectorTarget(OnusParser::SelectorTargetContext *context, Selector &selector);
  /// A tool's path; `star` is set where `.*` ends it, and null where it may not.
  Path toolPath(OnusParser::ToolPathContext *context, bool *star);

  // ---- Declarations
  Decl *party(OnusParser::PartyDeclContext *context); // build_parties.cpp
  void partyClause(OnusParser::PartyClauseContext *context, PartyDecl &decl);
  Decl *sink(OnusParser::SinkDeclContext *context);
  Decl *standard(OnusParser::StandardDeclContext *context);
  Decl *framework(OnusParser::FrameworkDeclContext *context);
  void frameworkFact(OnusParser::FrameworkFactContext *context, FrameworkDecl &decl);
  ControlDecl *control(OnusParser::ControlContext *context);
  void controlParagraphs(OnusParser::ControlParagraphsContext *context, ControlDecl &control);
  Decl *contextDecl(OnusParser::ContextDeclContext *context); // build_types.cpp
  Decl *typeDecl(OnusParser::TypeDeclContext *context);
  LetDecl *let(OnusParser::LetDeclContext *context);
  Decl *effect(OnusParser::EffectDeclContext *context); // build_systems.cpp
  Decl *detector(OnusParser::DetectorDeclContext *context);
  void detectorClause(OnusParser::DetectorClauseContext *context, DetectorDecl &decl);
  Decl *system(OnusParser::SystemDeclContext *context);
  void systemClause(OnusParser::SystemClauseContext *context, SystemDecl &decl);
  struct SurfaceParts;
  Decl *surface(OnusParser::SurfaceDeclContext *context); // build_surfaces.cpp
  void surfaceClause(OnusParser::SurfaceClauseContext *context, SurfaceParts &parts);
  void openTool(OnusParser::SurfaceToolContext *context, SurfaceParts &parts);
  void closeTool(SurfaceParts &parts);
  void toolClause(OnusParser::SurfaceClauseContext *context, SurfaceParts &parts);
  void unguarded(OnusParser::SurfaceUnguardedContext *context, SurfaceParts &parts);
  void surfaceTerm(OnusParser::SurfaceClauseContext *context, SurfaceParts &parts);
  DoesClause does(OnusParser::EffectUseContext *context);
  Binding binding(OnusParser::BindingContext *context);
  Decl *duties(OnusParser::DutiesDeclContext *context); // build_guardrails.cpp
  Decl *guardrail(OnusParser::GuardrailDeclContext *context);
  Decl *pattern(OnusParser::PatternDeclContext *context);
  struct ClauseParts;
  void clauses(const std::vector<OnusParser::GuardrailMemberContext *> &members, Clauses &clauses, Path *duties);
  void member(OnusParser::GuardrailMemberContext *context, ClauseParts &parts);
  void accountabilityMember(OnusParser::GuardrailMemberContext *context, ClauseParts &parts);
  void addRule(ClauseParts &parts, Rule *rule);
  Rule *rule(OnusParser::RuleBodyContext *context, const antlr4::ParserRuleContext *label);
  void ruleTail(Rule &rule, OnusParser::ExprContext *condition, antlr4::Token *reason);
  llvm::ArrayRef<RedactTarget> redactions(const std::vector<OnusParser::RedactionContext *> &items);
  LogClause *log(OnusParser::GuardrailLogContext *context);
  EscalateClause *escalate(OnusParser::GuardrailEscalateContext *context);
  RollbackClause *rollback(OnusParser::GuardrailRollbackContext *context);
  FailsClause *fails(OnusParser::GuardrailFailsContext *context);
  Threshold threshold(OnusParser::MoreThanContext *context);
  Decl *exception(OnusParser::ExceptionDeclContext *context, bool nested); // build_waivers.cpp
  void exceptionClause(OnusParser::ExceptionClauseContext *context, ExceptionDecl &decl);
  void waiverTerm(OnusParser::WaiverTermContext *context, Waiver &waiver);
  void requested(OnusParser::RequestedByContext *context, Waiver &waiver);
  void approved(OnusParser::ApprovedByContext *context, Waiver &waiver);
  void reviewed(OnusParser::ReviewedByContext *context, Waiver &waiver);
  void until(OnusParser::UntilDateContext *context, Waiver &waiver);
  Approval approval(OnusParser::ApprovedByContext *context);
  Decl *test(OnusParser::TestDeclContext *context); // build_tests.cpp
  Step *step(OnusParser::TestStepContext *context);
  void eventStep(OnusParser::TestStepContext *context, Step &step);
  void resultStep(OnusParser::StepResultContext *context, Step &step);
  void answerStep(OnusParser::TestStepContext *context, Step &step);
  void outcome(OnusParser::OutcomeContext *context, Step &step);
  void origins(const std::vector<OnusParser::OriginContext *> &origins, Step &step);

  llvm::StringRef text_;
  source::FileId file_;
  const Words &checked_;
  llvm::ArrayRef<Token> words_;
  llvm::ArrayRef<Token> comments_;
  Arena &arena_;
  diagnostics::Reporter &reporter_;
  Limits limits_;
  bool tooLong_ = false; ///< an expression of this declaration was too long already
};

/// `call`, `input` and so on.
EventKind eventKind(TokenKind kind);

template <typename T>
T *TreeBuilder::open(antlr4::ParserRuleContext *context, antlr4::ParserRuleContext *title, antlr4::Token *caption) {
  T *decl = arena_.make<T>(range(context));
  decl->keyword = range(context->start);
  decl->doc = docAbove(context->start);
  if (title != nullptr)
    decl->name = name(title);
  if (caption != nullptr)
    decl->title = string(caption);
  return decl;
}

template <typename T>
void TreeBuilder::once(T &slot, const T &value, Range again) {
  if (slot)
    saidTwice(slot.range, again);
  else
    slot = value;
}

} // namespace onus::syntax
