// SPDX-License-Identifier: Apache-2.0
#include "lower/parts.h"

#include "check/coverage.h"

#include "llvm/ADT/STLExtras.h"

#include <limits>

namespace onus::lower {

namespace {

std::vector<std::string> toolNames(const std::vector<const check::Tool *> &tools) {
  std::vector<std::string> names;
  for (const check::Tool *tool : tools)
    names.push_back(tool->qualified);
  llvm::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

ir::Rule lowerRule(const SystemLowering &system, Renumbering &names, const check::TypedRule &from) {
  const syntax::Rule &rule = *from.syntax;
  ir::Rule out;
  out.label = rule.label.text.str();
  out.span = lowerSpan(*system.program.sources, rule.range);
  out.verdict = rule.require ? ir::Verdict::Deny : rule.verdict;
  out.require = rule.require;
  out.condition = names.rewrite(from.condition);
  out.because = rule.because.value.str();
  if (out.verdict == ir::Verdict::Ask)
    out.askParty = from.askUser ? "user" : nameOf(from.ask);
  if (rule.within)
    out.within = rule.within.value;
  for (const ir::RedactTarget &target : from.redact) {
    out.redact.push_back(target);
    out.redact.back().path = names.rewrite(target.path);
  }
  out.notFor = toolNames(from.notFor);
  return out;
}

ir::Exception lowerException(const SystemLowering &system, Renumbering &names, const check::TypedException &from) {
  const check::Exception &exception = *from.exception;
  const syntax::ExceptionDecl &decl = *exception.decl;
  ir::Exception out;
  out.name = exception.name;
  out.span = lowerSpan(*system.program.sources, decl.range);
  for (const syntax::Rule *rule : exception.lifts)
    out.lifts.push_back(rule->label.text.str());
  out.when = names.rewrite(from.when);
  out.waiver = lowerWaiver(exception.waiver, nullptr);
  out.reviewedBy = nameOf(exception.waiver.reviewedBy);
  if (decl.waiver.reviewed) {
    out.reviewedOn = decl.waiver.reviewed->on.value;
    out.every = decl.waiver.reviewed->every.value;
  }
  out.monitor.alert = nameOf(exception.alert);
  if (decl.monitor) {
    out.monitor.moreThan = decl.monitor->threshold.moreThan.value;
    out.monitor.in = decl.monitor->threshold.in.value;
  }
  return out;
}

ir::Rollback lowerRollback(const SystemLowering &system, const check::Guardrail &from) {
  const syntax::RollbackClause &clause = *from.rollback.clause;
  ir::Rollback out;
  switch (clause.act) {
  case syntax::RollbackClause::Act::DisableTools:
    out.act = "disable_tools";
    out.targets = from.rollbackTargets;
    break;
  case syntax::RollbackClause::Act::DisableSystem:
    out.act = "disable_system";
    out.targets = {nameOf(system.from)};
    break;
  case syntax::RollbackClause::Act::RestorePrevious:
    out.act = "restore_previous";
    break;
  case syntax::RollbackClause::Act::Revoke:
    out.act = "revoke";
    out.targets = {clause.credential.value.str()};
    break;
  case syntax::RollbackClause::Act::Manual:
    out.act = "manual";
    break;
  }
  out.by = nameOf(from.rollbackBy);
  out.within = clause.within.value;
  out.runbook = clause.runbook.value.str();
  return out;
}

ir::FailsMode lowerFails(syntax::FailsClause::Mode mode) {
  switch (mode) {
  case syntax::FailsClause::Mode::Closed:
    return ir::FailsMode::Closed;
  case syntax::FailsClause::Mode::Open:
    return ir::FailsMode::Open;
  case syntax::FailsClause::Mode::Ask:
    return ir::FailsMode::Ask;
  }
  return ir::FailsMode::Closed;
}

void lowerDuties(const SystemLowering &system, Renumbering &names, const check::TypedGuardrail &typed,
                 ir::Guardrail &out) {
  const check::Guardrail &from = *typed.guardrail;
  for (const check::TypedLogItem &item : typed.log) {
    const ir::Expr *value = names.rewrite(item.value);
    out.log.push_back({ir::print(value), value, item.redacted, ir::holdsSensitive(value->type)});
  }
  out.sink = from.sink->symbol->name;
  for (const check::EscalateStep &step : from.escalateSteps)
    out.escalate.push_back({nameOf(step.to), step.within});
  if (const auto &when = from.escalate.clause->when)
    out.escalateWhen = {when->moreThan.value, when->in.value};
  out.rollback = lowerRollback(system, from);
  out.fails = lowerFails(from.fails.clause->mode);
  out.failsAsk = nameOf(from.failsAsk);
  if (from.failsWaiver)
    out.failsWaiver = lowerWaiver(*from.failsWaiver, from.owner);
  if (from.shadow)
    out.shadow = lowerWaiver(*from.shadow, from.owner);
  for (const check::MappedControl &control : from.controls)
    out.controls.push_back({control.framework->symbol->name, control.framework->decl->version.value.str(), control.id,
                            control.control ? control.control->decl->title.value.str() : ""});
}

/// What covers is written down as for after a trial; whoever reads it asks whether the guardrail is in shadow.
ir::GuardrailSelector lowerSelector(const check::CoveringRules &rules, const check::TypedSelector &from) {
  ir::GuardrailSelector out;
  out.event = from.event;
  out.tools = toolNames(from.tools);
  std::vector<const check::Tool *> covered;
  if (check::selectsByChoice(from))
    llvm::copy_if(from.tools, std::back_inserter(covered), [&](const check::Tool *tool) { return rules.apply(*tool); });
  out.covers = toolNames(covered);
  return out;
}

bool readsHistory(const ir::Guardrail &guardrail) {
  bool found = false;
  auto look = [&](const ir::Expr *expr) {
    if (expr)
      ir::walk(expr, [&](const ir::Expr *part) { found |= part->kind == ir::ExprKind::History; });
  };
  for (const ir::LocalValue &local : guardrail.lets)
    look(local.value);
  for (const ir::Rule &rule : guardrail.rules)
    look(rule.condition);
  for (const ir::Exception &exception : guardrail.exceptions)
    look(exception.when);
  return found;
}

} // namespace

ir::Guardrail lowerGuardrail(SystemLowering &system, const check::TypedGuardrail &typed) {
  const check::Guardrail &from = *typed.guardrail;
  Renumbering names(&system.slots, *system.program.arena);
  ir::Guardrail out;
  out.name = from.name();
  out.title = from.decl->title.value.str();
  out.doc = from.decl->doc.str();
  out.span = lowerSpan(*system.program.sources, from.decl->range);
  out.severity = typed.severity;
  out.owner = nameOf(from.owner);
  check::CoveringRules covering(typed, system.from);
  for (const check::TypedSelector &selector : typed.on)
    out.on.push_back(lowerSelector(covering, selector));
  for (const check::TypedLocal &local : typed.lets)
    out.lets.push_back({names.local(local.local), local.name, names.rewrite(local.value)});
  for (const check::TypedRule &rule : typed.rules)
    out.rules.push_back(lowerRule(system, names, rule));
  for (const check::TypedException &exception : typed.exceptions)
    out.exceptions.push_back(lowerException(system, names, exception));
  lowerDuties(system, names, typed, out);
  out.readsState = readsHistory(out);
  return out;
}

} // namespace onus::lower
