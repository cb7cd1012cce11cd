// SPDX-License-Identifier: Apache-2.0
#include "check/guardrail_typer.h"

#include "check/elaborator.h"
#include "check/inheritance.h"
#include "check/paths.h"
#include "check/people.h"
#include "check/silent_rules.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::check {

using diagnostics::Kind;
using ir::ExprKind;
using ir::TypeKind;
using Form = syntax::Selector::Form;

GuardrailTyper::GuardrailTyper(Context &context, System &system, const Guardrail &guardrail)
    : context_(context), system_(system), guardrail_(guardrail) {
  typed_.guardrail = &guardrail;
}

TypedGuardrail GuardrailTyper::run() {
  if (guardrail_.on.empty()) // reported: what its rules could read is not known
    return std::move(typed_);
  selectors();
  severity();
  if (!context_.program.options.isFocused(guardrail_.decl->name.range.file))
    return std::move(typed_);
  openScope();
  lets();
  labels();
  rules();
  exceptions();
  log();
  return std::move(typed_);
}

std::string GuardrailTyper::where() const {
  return system_.symbol ? "system `" + system_.symbol->name + "`" : "this project";
}

// ---- What it selects

void GuardrailTyper::selectors() {
  for (const syntax::Selector *selector : guardrail_.on) {
    auto meaning = resolveSelector(context_.program, context_.reporter, *guardrail_.bodyFile, system_, *selector);
    if (!meaning) {
      failed_ = true;
      continue;
    }
    if (hasTools(meaning->typed.event) && meaning->typed.tools.empty()) {
      reportNothing(*selector);
      failed_ = true;
      continue;
    }
    typed_.on.push_back(meaning->typed);
  }
}

/// A surface that was reported may lack tools or effects.
bool GuardrailTyper::surfacesWhole() const {
  return llvm::none_of(system_.surfaces,
                       [&](const Surface *surface) { return context_.program.broken.contains(surface->decl); });
}

/// The name of the library's pattern in the guardrail that is made from it; nowhere for any other guardrail.
Range GuardrailTyper::patternUse() const {
  bool library = guardrail_.pattern && guardrail_.pattern->package->standard;
  return library ? guardrail_.decl->pattern.range : Range();
}

void GuardrailTyper::reportNothing(const syntax::Selector &selector) {
  if (!surfacesWhole() || !system_.symbol || context_.program.broken.contains(system_.decl))
    return;
  Range use = patternUse();
  auto builder = context_.reporter.report<Kind::SelectsNothing>(
      use.valid() ? use : selector.range, context_.program.sources->text(selector.range), where());
  builder.label("a guardrail that guards nothing").related(system_.decl->name.range, "the system enforces it");
  if (use.valid())
    builder.related(selector.range, "in the pattern");
  builder.help("leave the selector out, or give the system the surface whose tools are meant");
}

/// The guardrail's own, else the highest of the effects that it selects by, or of those of the tools that it names.
void GuardrailTyper::severity() {
  bool any = false;
  ir::Severity highest = ir::Severity::Low;
  auto raise = [&](ir::Severity severity) {
    highest = any ? std::max(highest, severity) : severity;
    any = true;
  };
  for (const TypedSelector &selector : typed_.on) {
    bool byTool = selector.form == Form::Tool || selector.form == Form::Surface;
    for (const Tool *tool : selector.tools)
      for (const ToolEffect &effect : tool->effects) {
        bool named =
            effect.effect && llvm::any_of(selector.syntax->effects, [&](const syntax::Path &path) {
              return context_.program.names->tryFind(*guardrail_.bodyFile, path.names,
                                                     resolve::bit(Decl::Kind::Effect)) == effect.effect->symbol;
            });
        if (effect.effect && (byTool || (selector.form == Form::Effects && named)))
          raise(effect.effect->severity);
      }
  }
  typed_.severity = guardrail_.severity ? *guardrail_.severity : highest;
  if (guardrail_.severity || any || failed_ || !surfacesWhole() || typed_.on.empty())
    return;
  context_.reporter.report<Kind::SeverityMissing>(guardrail_.symbol->decl->name.range, guardrail_.symbol->simpleName())
      .note("selecting by effect, or by a tool that has one, would give it that effect's severity")
      .help("add `severity medium`, for instance");
}

/// What the rules may read: what every event that the guardrail selects has.
void GuardrailTyper::openScope() {
  scope_.file = guardrail_.bodyFile;
  scope_.system = &system_;
  scope_.slots = &system_.slots;
  scope_.lets = &typed_.lets;
  scope_.patternUse = patternUse();
  bool onlyTools = true;
  for (const TypedSelector &selector : typed_.on) {
    if (!llvm::is_contained(scope_.events, selector.event))
      scope_.events.push_back(selector.event);
    onlyTools &= hasTools(selector.event);
    scope_.allTools |= selector.form == Form::All && hasTools(selector.event);
    for (const Tool *tool : selector.tools)
      if (!llvm::is_contained(scope_.tools, tool))
        scope_.tools.push_back(tool);
  }
  // What a selector that was reported would have added is not known, so nothing is said about arguments.
  if (failed_) {
    for (const syntax::Selector *selector : guardrail_.on)
      if (!llvm::is_contained(scope_.events, selector->event))
        scope_.events.push_back(selector->event);
    scope_.tools.clear();
    scope_.allTools = false;
    typed_.on.clear();
  } else if (onlyTools) {
    scope_.effects = sharedEffects(scope_.tools);
  }
}

// ---- What it says

/// A parameter to which the guardrail passes nothing was reported; its name must not be reported as unknown besides.
void GuardrailTyper::missingArguments() {
  auto *pattern = guardrail_.pattern ? llvm::dyn_cast<syntax::PatternDecl>(guardrail_.pattern->decl) : nullptr;
  if (!pattern)
    return;
  for (const syntax::FieldDecl &parameter : pattern->parameters) {
    bool passed = isPartyParameter(parameter) || llvm::any_of(guardrail_.lets, [&](const syntax::LocalLet &let) {
                    return let.name.text == parameter.name.text;
                  });
    if (passed)
      continue;
    auto *unknown = context_.program.arena->make<ir::Expr>();
    unknown->type = context_.program.types->error();
    typed_.lets.push_back({context_.program.nextLocal++, parameter.name.text.str(), unknown});
  }
}

void GuardrailTyper::lets() {
  missingArguments();
  for (size_t at = 0; at < guardrail_.lets.size(); ++at) {
    const syntax::LocalLet &let = guardrail_.lets[at];
    if (!let.value)
      continue;
    Scope scope = scope_;
    const ir::Type *wanted = nullptr;
    if (at < guardrail_.arguments.size()) {
      const PatternArgument &argument = guardrail_.arguments[at];
      scope.file = argument.file;
      if (argument.file == guardrail_.symbol->file)
        scope.patternUse = Range();
      scope.lets = nullptr; // the pattern's own names mean nothing to whoever writes the argument
      if (argument.parameter)
        wanted = elaborateType(context_, *guardrail_.bodyFile, argument.parameter->type);
    }
    const ir::Expr *value = elaborate(context_, scope, let.value, wanted);
    typed_.lets.push_back({context_.program.nextLocal++, let.name.text.str(), value});
  }
}

void GuardrailTyper::labels() {
  for (size_t at = 0; at < guardrail_.rules.size(); ++at) {
    const syntax::Rule &rule = *guardrail_.rules[at];
    if (!rule.label) {
      if (guardrail_.rules.size() > 1)
        context_.reporter.report<Kind::LabelMissing>(rule.keyword, guardrail_.symbol->simpleName())
            .note("records, tests and exceptions name rules by their labels")
            .fix("name it", {rule.keyword.file, rule.keyword.begin, rule.keyword.begin},
                 "label: ", diagnostics::Applicability::HasPlaceholders);
      continue;
    }
    for (size_t other = 0; other < at; ++other)
      if (guardrail_.rules[other]->label.text == rule.label.text)
        context_.reporter
            .report<Kind::LabelRepeated>(rule.label.range, guardrail_.symbol->simpleName(), rule.label.text)
            .related(guardrail_.rules[other]->label.range, "the first is here");
  }
}

void GuardrailTyper::rules() {
  for (const syntax::Rule *rule : guardrail_.rules) {
    TypedRule typed;
    typed.syntax = rule;
    assumed_[rule] = required_.size();
    scope_.known = required_;
    condition(typed);
    redactions(typed);
    asked(typed);
    notFor(typed);
    if (rule->require && typed.condition)
      required_.push_back(typed.condition);
    typed_.rules.push_back(std::move(typed));
  }
  reportSilentRules(context_, typed_);
}

void GuardrailTyper::condition(TypedRule &typed) {
  if (typed.syntax->condition)
    typed.condition = elaborateCondition(context_, scope_, typed.syntax->condition);
}

/// Whom an `ask` asks: a party, the control owner, the user, or what the pattern's parameter stands for.
void GuardrailTyper::asked(TypedRule &typed) {
  if (!typed.syntax->ask)
    return;
  syntax::Path path = typed.syntax->ask;
  const syntax::File *file = guardrail_.bodyFile;
  for (const PatternParty &party : guardrail_.parties)
    if (path.names.size() == 1 && path.names.front().text == party.parameter) {
      path = party.path;
      file = party.file;
      break;
    }
  llvm::StringRef only = path.names.size() == 1 ? path.names.front().text : "";
  typed.askUser = only == "user";
  if (only == "owner")
    typed.ask = guardrail_.owner;
  else if (path && !typed.askUser)
    typed.ask =
        findInternal(context_, *file, path, "be asked by guardrail `" + guardrail_.symbol->simpleName().str() + "`");
}

/// Tools for which a scalar parameter that the rule reads is `none` (S37).
void GuardrailTyper::notFor(TypedRule &typed) {
  std::vector<const ir::Expr *> parts;
  if (typed.condition)
    parts.push_back(typed.condition);
  for (const ir::RedactTarget &target : typed.redact)
    parts.push_back(target.path);
  // Named values are read where the rule reads their names.
  for (size_t at = 0; at < parts.size(); ++at)
    ir::walk(parts[at], [&](const ir::Expr *part) {
      if (part->kind == ExprKind::Local)
        for (const TypedLocal &local : typed_.lets)
          if (local.local == part->number && !llvm::is_contained(parts, local.value))
            parts.push_back(local.value);
    });
  for (const Tool *tool : scope_.tools)
    if (llvm::any_of(parts, [&](const ir::Expr *part) { return bindsToNone(*tool, part); }))
      typed.notFor.push_back(tool);
}

// ---- Redaction (S5)

void GuardrailTyper::redactions(TypedRule &typed) {
  for (const syntax::RedactTarget &target : typed.syntax->redact)
    if (target.path)
      redaction(typed, target);
}

bool GuardrailTyper::redactable(const ir::Expr *path, Range range) {
  const ir::Type *type = context_.program.types->withoutOptional(path->type);
  bool texts = type->isStringLike() || (type->kind == TypeKind::List && type->element->isStringLike());
  if (texts)
    return true;
  context_.reporter.report<Kind::RedactTarget>(range, context_.program.sources->text(range))
      .label("its type is `" + ir::print(path->type) + "`")
      .note("only texts and lists of texts are struck out")
      .help("name a member that is a text, or `text(…) matching r\"…\"` for parts of the whole");
  return false;
}

void GuardrailTyper::redaction(TypedRule &typed, const syntax::RedactTarget &target) {
  Range range = target.path->range;
  if (llvm::is_contained(scope_.events, ir::EventKind::Call)) {
    context_.reporter.report<Kind::RedactTarget>(range, context_.program.sources->text(range))
        .label("part of a call")
        .note("an altered argument is not the action that was approved")
        .help("deny the call, or ask somebody");
    return;
  }
  Elaborator elaborator(context_, scope_);
  ir::RedactTarget made;
  made.path = elaborator.path(target.path);
  if (made.path->type->isError())
    return;
  made.wholeText = made.path->kind == ExprKind::Call;
  const ir::Expr *root = made.wholeText ? made.path->operand(0) : made.path;
  while (root->kind == ExprKind::Member || root->kind == ExprKind::Index)
    root = root->operand(0);
  auto kind = root->kind == ExprKind::Root ? ir::eventKind(root->text) : std::nullopt;
  if (!kind || *kind == ir::EventKind::Call) {
    context_.reporter.report<Kind::RedactTarget>(range, context_.program.sources->text(range))
        .label("not what the event carries to its reader")
        .help("strike out parts of `result` or of the event's text");
    return;
  }
  if (!made.wholeText && !redactable(made.path, range))
    return;
  if (target.matching) {
    const ir::Expr *pattern = elaborator.wantedPattern(target.matching);
    if (pattern->type->isError())
      return;
    made.pattern = pattern->text.str();
  }
  typed.redact.push_back(std::move(made));
}

// ---- Exceptions

void GuardrailTyper::exceptions() {
  for (const Exception &exception : guardrail_.exceptions) {
    bool acts = !exception.symbol || llvm::is_contained(system_.exceptions, &exception);
    if (acts)
      this->exception(exception);
  }
}

void GuardrailTyper::exception(const Exception &exception) {
  Scope scope = scope_;
  scope.file = exception.file;
  size_t assumed = exception.lifts.empty() ? 0 : SIZE_MAX;
  for (const syntax::Rule *rule : exception.lifts)
    assumed = std::min(assumed, assumed_.lookup(rule));
  scope.known.assign(required_.begin(), required_.begin() + std::min(assumed, required_.size()));
  TypedException typed;
  typed.exception = &exception;
  if (exception.decl->when)
    typed.when = elaborateCondition(context_, scope, exception.decl->when);
  typed_.exceptions.push_back(typed);
}

// ---- Log

/// `inputs` first, as what the rules read; then what is listed; then what is redacted, in clear nowhere.
void GuardrailTyper::log() {
  const syntax::LogClause *clause = guardrail_.log.clause;
  if (!clause || failed_)
    return;
  Scope scope = scope_;
  scope.file = guardrail_.log.file;
  scope.known.clear();
  std::vector<TypedLogItem> listed, redacted;
  auto add = [&](const syntax::Expr *item, std::vector<TypedLogItem> &items, bool masked) {
    const ir::Expr *value = Elaborator(context_, scope).path(item);
    if (!value->type->isError())
      items.push_back({value, masked, item->range});
  };
  for (const syntax::Expr *item : clause->items)
    add(item, listed, false);
  for (const syntax::Expr *item : clause->redact)
    add(item, redacted, true);
  auto among = [](const std::vector<TypedLogItem> &items, const ir::Expr *path) {
    return llvm::any_of(items, [&](const TypedLogItem &item) { return ir::sameText(item.value, path); });
  };
  auto below = [&](const ir::Expr *path) {
    return llvm::any_of(redacted, [&](const TypedLogItem &item) { return records(item.value, path); });
  };
  if (clause->inputs)
    for (const ir::Expr *path : readPaths(context_, typed_))
      if (!among(listed, path) && !among(redacted, path))
        typed_.log.push_back({path, below(path), clause->inputsRange});
  typed_.log.insert(typed_.log.end(), listed.begin(), listed.end());
  typed_.log.insert(typed_.log.end(), redacted.begin(), redacted.end());
}

} // namespace onus::check
