// SPDX-License-Identifier: Apache-2.0
#include "check/duties.h"
#include "check/frameworks.h"
#include "check/inheritance.h"
#include "check/missing.h"
#include "check/people.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::check {
namespace {

using diagnostics::Kind;
using llvm::StringRef;
using resolve::Symbol;

void findOwner(Context &context, Guardrail &guardrail) {
  std::string act = "own a guardrail";
  if (!guardrail.decl->clauses.owners.empty()) {
    guardrail.owner = findInternal(context, *guardrail.symbol->file, guardrail.decl->clauses.owners.front().party, act);
    return;
  }
  guardrail.ownerOrigin = Origin::Package;
  if (const syntax::File *file = guardrail.symbol->package->ownerFile)
    guardrail.owner = findInternal(context, *file, file->owner, act);
}

void findDebts(Context &context, Guardrail &guardrail) {
  if (guardrail.log)
    guardrail.sink = findSink(context, *guardrail.log.file, *guardrail.log.clause);
  if (guardrail.escalate)
    guardrail.escalateSteps = findSteps(context, *guardrail.escalate.file, *guardrail.escalate.clause);
  if (guardrail.rollback) {
    guardrail.rollbackBy = findExecutor(context, *guardrail.rollback.file, *guardrail.rollback.clause);
    guardrail.rollbackTargets = findTargets(context, *guardrail.rollback.file, *guardrail.rollback.clause);
  }
  if (guardrail.fails)
    guardrail.failsAsk = findAsked(context, *guardrail.fails.file, *guardrail.fails.clause);
}

/// A person who owns a guardrail and is the only one called leaves nobody for when they are away. A team has more than
/// one contact or member to count on.
void checkOwnerAlone(Context &context, const Guardrail &guardrail) {
  const Party *owner = guardrail.owner;
  if (!owner || owner->kind != Decl::Kind::Person || guardrail.escalateSteps.empty() ||
      guardrail.escalateSteps.size() != guardrail.escalate.clause->steps.size())
    return;
  if (llvm::any_of(guardrail.escalateSteps, [&](const EscalateStep &step) { return step.to != owner; }))
    return;
  source::Range step = guardrail.escalate.clause->steps.front().to.range;
  bool shared = guardrail.escalate.origin == Origin::Duties;
  StringRef name = owner->symbol->simpleName();
  auto builder = context.reporter.report<Kind::EscalationOwnerAlone>(shared ? guardrail.decl->name.range : step,
                                                                     guardrail.decl->name.text, name);
  builder.label("nobody comes when they are away")
      .help("call somebody else next: `escalate to " + name.str() + " within 15m, then TEAM within 1h`");
  if (shared)
    builder.related(step, "the escalation comes from these duties");
}

/// Duties are checked even where no guardrail stands under them yet.
void checkDuties(Context &context, const Symbol *symbol) {
  checkDutiesClauses(context, symbol);
  const syntax::Clauses &clauses = llvm::cast<syntax::DutiesDecl>(symbol->decl)->clauses;
  for (const syntax::LogClause *clause : clauses.logs)
    findSink(context, *symbol->file, *clause);
  for (const syntax::EscalateClause *clause : clauses.escalates)
    findSteps(context, *symbol->file, *clause);
  for (const syntax::RollbackClause *clause : clauses.rollbacks) {
    findExecutor(context, *symbol->file, *clause);
    findTargets(context, *symbol->file, *clause);
  }
  for (const syntax::FailsClause *clause : clauses.fails)
    findAsked(context, *symbol->file, *clause);
}

// ---- Controls

void addMaps(Context &context, Guardrail &guardrail, llvm::ArrayRef<syntax::MapsClause *> clauses,
             const syntax::File &file) {
  for (const syntax::MapsClause *clause : clauses) {
    const Symbol *symbol = context.program.names->find(file, clause->framework, resolve::bit(Decl::Kind::Framework),
                                                       "a framework", context.reporter);
    const auto *framework =
        symbol ? static_cast<const Framework *>(context.program.byDecl.lookup(symbol->decl)) : nullptr;
    if (!framework)
      continue;
    if (const syntax::Text &successor = framework->decl->supersededBy)
      context.reporter
          .report<Kind::FrameworkSuperseded>(clause->framework.range, framework->decl->name.text, successor.value)
          .related(framework->decl->name.range, "declared here")
          .help("map to what superseded it");
    for (const syntax::Text &id : clause->controls)
      for (MappedControl &control : mapControls(context, *framework, id))
        guardrail.controls.push_back(std::move(control));
  }
}

void dropRepeatedControls(Context &context, Guardrail &guardrail) {
  std::vector<MappedControl> kept;
  for (MappedControl &mapped : guardrail.controls) {
    const MappedControl *first = nullptr;
    for (const MappedControl &before : kept)
      if (before.control == mapped.control && before.id == mapped.id)
        first = &before;
    if (!first) {
      kept.push_back(std::move(mapped));
      continue;
    }
    context.reporter.report<Kind::ControlMappedTwice>(mapped.range, guardrail.decl->name.text, mapped.id)
        .related(first->range, "the first is here");
  }
  guardrail.controls = std::move(kept);
}

void findControls(Context &context, Guardrail &guardrail) {
  if (guardrail.pattern)
    addMaps(context, guardrail, llvm::cast<syntax::PatternDecl>(guardrail.pattern->decl)->clauses.maps,
            *guardrail.pattern->file);
  addMaps(context, guardrail, guardrail.decl->clauses.maps, *guardrail.symbol->file);
  dropRepeatedControls(context, guardrail);
}

// ---- Rules

/// Whoever is stopped is told why; a flag stops nobody, so its reason may be left out.
void checkReasons(Context &context, const Guardrail &guardrail) {
  if (guardrail.bodyFile->broken)
    return;
  for (const syntax::Rule *rule : guardrail.rules) {
    if (rule->because || (!rule->require && rule->verdict == syntax::Verdict::Flag))
      continue;
    StringRef name = rule->label ? rule->label.text : guardrail.decl->name.text;
    context.reporter.report<Kind::RuleReasonMissing>(rule->label ? rule->label.range : rule->keyword, name)
        .label("why?")
        .help("write `because \"…\"` after it");
  }
}

} // namespace

void checkGuardrails(Context &context) {
  const resolve::Names &names = *context.program.names;
  for (const Symbol *symbol : names.all(Decl::Kind::Duties))
    checkDuties(context, symbol);
  for (const Symbol *symbol : names.all(Decl::Kind::Pattern))
    checkPatternClauses(context, symbol);
  std::vector<MissingClause> missing;
  for (const Symbol *symbol : names.all(Decl::Kind::Guardrail)) {
    Guardrail &guardrail = context.program.guardrails.emplace_back(inherit(context, symbol));
    context.program.byDecl[symbol->decl] = &guardrail;
    findOwner(context, guardrail);
    findDebts(context, guardrail);
    checkOwnerAlone(context, guardrail);
    findControls(context, guardrail);
    checkReasons(context, guardrail);
    collectMissing(guardrail, missing);
  }
  reportMissing(context, missing);
}

} // namespace onus::check
