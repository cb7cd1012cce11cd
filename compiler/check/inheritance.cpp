// SPDX-License-Identifier: Apache-2.0
#include "check/inheritance.h"
#include "check/expressions.h"
#include "check/paths.h"
#include "check/text.h"

#include <algorithm>

namespace onus::check {
namespace {

using diagnostics::Kind;
using llvm::ArrayRef;
using llvm::StringRef;
using resolve::Symbol;
using syntax::Clauses;

// ---- Clauses that stand twice or where they do not belong

Range rangeOf(const syntax::OwnerClause &clause) { return clause.range; }
template <typename T>
Range rangeOf(const T *clause) {
  return clause->range;
}

template <typename T>
void once(Context &context, const Decl &decl, ArrayRef<T> clauses, StringRef word) {
  for (size_t i = 1; i < clauses.size(); ++i)
    context.reporter.report<Kind::ClauseRepeated>(rangeOf(clauses[i]), decl.name.text, word)
        .label("which of them holds?")
        .related(rangeOf(clauses[0]), "the first is here");
}

void checkRepeated(Context &context, const Decl &decl, const Clauses &clauses) {
  once(context, decl, clauses.owners, "owner");
  once(context, decl, clauses.logs, "log");
  once(context, decl, clauses.escalates, "escalate");
  once(context, decl, clauses.rollbacks, "rollback");
  once(context, decl, clauses.fails, "fails");
  once(context, decl, clauses.shadows, "shadow");
}

/// Says that clauses of a kind do not belong here; `why` is the label.
class Misplaced {
public:
  Misplaced(Context &context, const Decl &decl) : context_(context), decl_(decl) {}

  template <typename T>
  void list(ArrayRef<T> clauses, StringRef word, StringRef why) {
    if (!clauses.empty())
      one(rangeOf(clauses.front()), word, why);
  }
  void one(Range range, StringRef word, StringRef why) {
    if (range.valid())
      context_.reporter.report<Kind::ClauseUnfit>(range, syntax::word(decl_.kind), decl_.name.text, word)
          .label(why.str());
  }
  void body(const Clauses &clauses, StringRef why) {
    if (!clauses.on.empty())
      one(clauses.onRange, "on", why);
    list(clauses.rules, "rules", why);
    if (!clauses.lets.empty())
      one(clauses.lets.front().name.range, "let", why);
  }
  void debts(const Clauses &clauses, StringRef why) {
    list(clauses.logs, "log", why);
    list(clauses.escalates, "escalate", why);
    list(clauses.rollbacks, "rollback", why);
    list(clauses.fails, "fails", why);
  }

private:
  Context &context_;
  const Decl &decl_;
};

// ---- Inheritance

template <typename T>
Inherited<T> pick(ArrayRef<T *> own, const Symbol *symbol, ArrayRef<T *> fromDuties, const Symbol *duties) {
  if (!own.empty())
    return {own.front(), Origin::Guardrail, nullptr, symbol->file};
  if (!fromDuties.empty())
    return {fromDuties.front(), Origin::Duties, duties, duties->file};
  return {};
}

void inheritDebts(Guardrail &guardrail) {
  static const Clauses nothing;
  const Clauses &own = guardrail.decl->clauses;
  const Clauses &owed = guardrail.duties ? llvm::cast<syntax::DutiesDecl>(guardrail.duties->decl)->clauses : nothing;
  guardrail.log = pick(own.logs, guardrail.symbol, owed.logs, guardrail.duties);
  guardrail.escalate = pick(own.escalates, guardrail.symbol, owed.escalates, guardrail.duties);
  guardrail.rollback = pick(own.rollbacks, guardrail.symbol, owed.rollbacks, guardrail.duties);
  guardrail.fails = pick(own.fails, guardrail.symbol, owed.fails, guardrail.duties);
}

void takeBody(Guardrail &guardrail, const Clauses &clauses, const syntax::File *file) {
  guardrail.bodyFile = file;
  guardrail.on.assign(clauses.on.begin(), clauses.on.end());
  guardrail.rules.assign(clauses.rules.begin(), clauses.rules.end());
  guardrail.lets.insert(guardrail.lets.end(), clauses.lets.begin(), clauses.lets.end());
}

// ---- Patterns

const syntax::FieldDecl *parameterOf(const syntax::PatternDecl &pattern, StringRef name) {
  for (const syntax::FieldDecl &parameter : pattern.parameters)
    if (parameter.name.text == name)
      return &parameter;
  return nullptr;
}

void reportUnknownArgument(Context &context, const syntax::PatternDecl &pattern, const syntax::Name &label) {
  std::vector<StringRef> names;
  for (const syntax::FieldDecl &parameter : pattern.parameters)
    names.push_back(parameter.name.text);
  std::string guess = resolve::closest(label.text, names);
  auto builder = context.reporter.report<Kind::PatternArgumentUnknown>(label.range, pattern.name.text, label.text);
  builder.related(pattern.name.range, "the pattern is declared here");
  if (!guess.empty())
    builder.didYouMean(label.range, guess);
}

/// Whom a value names: a path, or nothing where it is no name.
syntax::Path partyPath(Context &context, const syntax::Expr *value) {
  std::vector<syntax::Name> names;
  if (namesOf(value, names))
    return {context.program.arena->copy(names), value->range};
  if (!llvm::isa<syntax::ErrorExpr>(value))
    context.reporter
        .report<Kind::UnknownName>(value->range, "a team or person", context.program.sources->text(value->range))
        .help("name a team or a person, `owner` for the guardrail's own, or `user`");
  return {};
}

/// Binds a parameter to a value: a party by its name, anything else as a value over the event, which is typed with the
/// guardrail's rules.
void bind(Context &context, Guardrail &guardrail, const syntax::FieldDecl &parameter, const syntax::Name &label,
          syntax::Expr *value, const syntax::File *file) {
  if (isPartyParameter(parameter)) {
    guardrail.parties.push_back({parameter.name.text, partyPath(context, value), file});
    return;
  }
  guardrail.lets.push_back({label, value});
  guardrail.arguments.push_back({&parameter, file});
}

/// The body still finds the name, with a value about which nothing more is said.
void reportMissingArgument(Context &context, Guardrail &guardrail, const syntax::FieldDecl &parameter) {
  Range use = guardrail.decl->pattern.range;
  context.reporter.report<Kind::PatternArgumentMissing>(use, guardrail.pattern->simpleName(), parameter.name.text)
      .related(parameter.range, "this parameter has no value")
      .help("write `is " + guardrail.decl->pattern.text() + "(" + parameter.name.text.str() + ": …)`");
  syntax::Expr *unknown = context.program.arena->make<syntax::ErrorExpr>(use);
  bind(context, guardrail, parameter, parameter.name, unknown, guardrail.symbol->file);
}

void bindArguments(Context &context, Guardrail &guardrail) {
  const auto &pattern = *llvm::cast<syntax::PatternDecl>(guardrail.pattern->decl);
  llvm::StringMap<Range> given;
  for (const syntax::Argument &argument : guardrail.decl->arguments) {
    const syntax::FieldDecl *parameter = parameterOf(pattern, argument.label.text);
    if (!parameter) {
      reportUnknownArgument(context, pattern, argument.label);
      continue;
    }
    auto [first, added] = given.try_emplace(argument.label.text, argument.label.range);
    if (!added) {
      context.reporter.report<Kind::PatternArgumentRepeated>(argument.label.range, argument.label.text)
          .related(first->second, "the first is here");
      continue;
    }
    bind(context, guardrail, *parameter, argument.label, argument.value, guardrail.symbol->file);
  }
  for (const syntax::FieldDecl &parameter : pattern.parameters) {
    if (given.count(parameter.name.text))
      continue;
    if (parameter.fallback)
      bind(context, guardrail, parameter, parameter.name, parameter.fallback, guardrail.pattern->file);
    else
      reportMissingArgument(context, guardrail, parameter);
  }
}

/// The type and the default of a parameter, also where nobody uses the pattern. A default is a constant.
void checkParameter(Context &context, const syntax::File &file, const syntax::FieldDecl &parameter) {
  if (isPartyParameter(parameter)) {
    if (parameter.fallback)
      partyPath(context, parameter.fallback);
    return;
  }
  const ir::Type *type = elaborateType(context, file, parameter.type);
  if (!parameter.fallback)
    return;
  Scope scope;
  scope.file = &file;
  elaborate(context, scope, parameter.fallback, type);
}

void inheritPattern(Context &context, Guardrail &guardrail) {
  const auto &pattern = *llvm::cast<syntax::PatternDecl>(guardrail.pattern->decl);
  Misplaced misplaced(context, *guardrail.decl);
  misplaced.body(guardrail.decl->clauses, "its body is that of pattern " + quoted(pattern.name.text));
  bindArguments(context, guardrail);
  takeBody(guardrail, pattern.clauses, guardrail.pattern->file);
  if (!guardrail.severity)
    guardrail.severity = pattern.clauses.severity;
}

} // namespace

void checkDutiesClauses(Context &context, const Symbol *symbol) {
  const auto &duties = *llvm::cast<syntax::DutiesDecl>(symbol->decl);
  checkRepeated(context, duties, duties.clauses);
  constexpr StringRef why = "duties hold `log`, `escalate`, `rollback` and `fails`";
  Misplaced misplaced(context, duties);
  misplaced.list(duties.clauses.owners, "owner", why);
  misplaced.body(duties.clauses, why);
  misplaced.one(duties.clauses.severityRange, "severity", why);
  misplaced.list(duties.clauses.maps, "maps", why);
  misplaced.list(duties.clauses.shadows, "shadow", why);
  misplaced.list(duties.clauses.exceptions, "exception", why);
}

void checkPatternClauses(Context &context, const Symbol *symbol) {
  const auto &pattern = *llvm::cast<syntax::PatternDecl>(symbol->decl);
  checkRepeated(context, pattern, pattern.clauses);
  constexpr StringRef why = "whoever uses the pattern says this";
  Misplaced misplaced(context, pattern);
  misplaced.list(pattern.clauses.owners, "owner", why);
  misplaced.debts(pattern.clauses, why);
  misplaced.list(pattern.clauses.shadows, "shadow", why);
  misplaced.list(pattern.clauses.exceptions, "exception", why);
  for (const syntax::FieldDecl &parameter : pattern.parameters)
    checkParameter(context, *symbol->file, parameter);
}

bool isPartyParameter(const syntax::FieldDecl &parameter) {
  const syntax::TypeExpr *type = parameter.type;
  return type && type->kind == syntax::TypeExpr::Kind::Named && type->name.text() == "party" && !type->optional &&
         !type->sensitive;
}

Guardrail inherit(Context &context, const Symbol *symbol) {
  Guardrail guardrail;
  guardrail.symbol = symbol;
  guardrail.decl = llvm::cast<syntax::GuardrailDecl>(symbol->decl);
  const syntax::GuardrailDecl &decl = *guardrail.decl;
  const resolve::Names &names = *context.program.names;
  checkRepeated(context, decl, decl.clauses);
  guardrail.severity = decl.clauses.severity;
  if (decl.duties)
    guardrail.duties = names.find(*symbol->file, decl.duties, resolve::bit(Decl::Kind::Duties), "a bundle of duties",
                                  context.reporter);
  if (decl.pattern)
    guardrail.pattern =
        names.find(*symbol->file, decl.pattern, resolve::bit(Decl::Kind::Pattern), "a pattern", context.reporter);
  inheritDebts(guardrail);
  if (guardrail.pattern)
    inheritPattern(context, guardrail);
  else
    takeBody(guardrail, decl.clauses, symbol->file);
  if (!decl.clauses.shadows.empty())
    guardrail.shadowClause =
        *std::max_element(decl.clauses.shadows.begin(), decl.clauses.shadows.end(),
                          [](const auto *a, const auto *b) { return a->until.range.valid() < b->until.range.valid(); });
  return guardrail;
}

} // namespace onus::check
