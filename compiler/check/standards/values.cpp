// SPDX-License-Identifier: Apache-2.0
#include "check/standards/attributes.h"

namespace onus::check::standards {
namespace {

/// A party that was not found was reported where it is written.
Found party(const Party *found, const syntax::Path &path) {
  return {found ? Value(found) : Value(Unknown{}), path.range};
}
Found optionalParty(const Party *found, const syntax::Path &path) {
  return path ? party(found, path) : Found{Absent{}, {}};
}
Found optionalText(const syntax::Text &text) {
  return text ? Found{text.value.str(), text.range} : Found{Absent{}, {}};
}
Found duration(const syntax::DurationLit &literal) {
  return literal ? Found{Duration{literal.value}, literal.range} : Found{Unknown{}, {}};
}
Found date(const syntax::DateLit &literal) {
  return literal ? Found{Date{literal.value}, literal.range} : Found{Unknown{}, {}};
}
Found age(const Context &context, const syntax::DateLit &literal) {
  if (!literal)
    return {Unknown{}, {}};
  return {Duration{static_cast<Millis>(context.program.options.asOf - literal.value) * millisPerDay}, literal.range};
}
Found number(size_t count) { return {static_cast<int64_t>(count), {}}; }

// ---- Guardrails

llvm::StringRef failsWord(syntax::FailsClause::Mode mode) {
  switch (mode) {
  case syntax::FailsClause::Mode::Closed:
    return "closed";
  case syntax::FailsClause::Mode::Open:
    return "open";
  case syntax::FailsClause::Mode::Ask:
    return "ask";
  }
  return {};
}

Found ownerOf(const Guardrail &guardrail) {
  if (guardrail.ownerOrigin == Origin::Guardrail && !guardrail.decl->clauses.owners.empty())
    return party(guardrail.owner, guardrail.decl->clauses.owners.front().party);
  return {guardrail.owner ? Value(guardrail.owner) : Value(Unknown{}), {}};
}

Found escalateWithin(const Guardrail &guardrail) {
  if (!guardrail.escalate || guardrail.escalate.clause->steps.empty())
    return {Unknown{}, {}};
  return duration(guardrail.escalate.clause->steps.front().within);
}

Found runbook(const Guardrail &guardrail) {
  if (!guardrail.rollback)
    return {Unknown{}, {}};
  Found found = optionalText(guardrail.rollback.clause->runbook);
  if (!found.range.valid())
    found.range = guardrail.rollback.clause->by.range;
  return found;
}

Found failsOf(const Guardrail &guardrail) {
  if (!guardrail.fails)
    return {Unknown{}, {}};
  return {failsWord(guardrail.fails.clause->mode).str(), guardrail.fails.clause->range};
}

// ---- Waivers

Found lifetime(const syntax::Waiver &waiver) {
  if (!waiver.until || !waiver.approved.on)
    return {Unknown{}, {}};
  return {Duration{static_cast<Millis>(waiver.until.value - waiver.approved.on.value) * millisPerDay},
          waiver.until.range};
}

Found reviewedBy(const Waiver &waiver, bool required) {
  if (!waiver.syntax->reviewed)
    return {required ? Value(Unknown{}) : Value(Absent{}), {}};
  return party(waiver.reviewedBy, waiver.syntax->reviewed->by);
}

Found reviewedEvery(const Waiver &waiver, bool required) {
  if (!waiver.syntax->reviewed)
    return {required ? Value(Unknown{}) : Value(Absent{}), {}};
  return duration(waiver.syntax->reviewed->every);
}

Found monitorMoreThan(const Exception &exception) {
  if (!exception.decl->monitor)
    return {Unknown{}, {}};
  return {exception.decl->monitor->threshold.moreThan.value, exception.decl->monitor->threshold.moreThan.range};
}

Found monitorIn(const Exception &exception) {
  return exception.decl->monitor ? duration(exception.decl->monitor->threshold.in) : Found{Unknown{}, {}};
}

// ---- Tools and systems

Found toolSeverity(const Tool &tool) {
  std::optional<ir::Severity> highest;
  for (const ToolEffect &effect : tool.effects)
    if (!highest || effect.effect->severity > *highest)
      highest = effect.effect->severity;
  return {highest ? Value(*highest) : Value(Absent{}), {}};
}

const syntax::DateLit &approvedOn(const Tool &tool) {
  return tool.syntax && tool.syntax->approved ? tool.syntax->approved.on : tool.surface->decl->approved.on;
}

size_t toolCount(const System &system) {
  size_t count = 0;
  for (const Surface *surface : system.surfaces)
    count += surface->tools.size();
  return count;
}

Found reviewOn(const System &system) {
  return system.decl->reviewOn ? date(system.decl->reviewOn) : Found{Absent{}, {}};
}
Found reviewAge(const Context &context, const System &system) {
  return system.decl->reviewOn ? age(context, system.decl->reviewOn) : Found{Absent{}, {}};
}

// ---- One reader for each row of attributes.def

#define READ(NAME) Found read##NAME([[maybe_unused]] const Context &context, const Subject &subject)

READ(GuardrailSeverity) {
  return {subject.guardrail->severity, subject.guardrail->guardrail->decl->clauses.severityRange};
}
READ(GuardrailOwner) { return ownerOf(*subject.guardrail->guardrail); }
READ(GuardrailEscalateWithin) { return escalateWithin(*subject.guardrail->guardrail); }
READ(GuardrailEscalateSteps) {
  const Guardrail &guardrail = *subject.guardrail->guardrail;
  return guardrail.escalate ? number(guardrail.escalate.clause->steps.size()) : Found{Unknown{}, {}};
}
READ(GuardrailLogKeep) {
  const Sink *sink = subject.guardrail->guardrail->sink;
  return sink ? duration(sink->decl->keep) : Found{Unknown{}, {}};
}
READ(GuardrailLogInputs) {
  const auto &log = subject.guardrail->guardrail->log;
  return log ? Found{log.clause->inputs, log.clause->range} : Found{Unknown{}, {}};
}
READ(GuardrailRollbackWithin) {
  const auto &rollback = subject.guardrail->guardrail->rollback;
  return rollback ? duration(rollback.clause->within) : Found{Unknown{}, {}};
}
READ(GuardrailRollbackBy) {
  const Guardrail &guardrail = *subject.guardrail->guardrail;
  return guardrail.rollback ? party(guardrail.rollbackBy, guardrail.rollback.clause->by) : Found{Unknown{}, {}};
}
READ(GuardrailRollbackRunbook) { return runbook(*subject.guardrail->guardrail); }
READ(GuardrailFails) { return failsOf(*subject.guardrail->guardrail); }
READ(GuardrailShadow) {
  const std::optional<Waiver> &shadow = subject.guardrail->guardrail->shadow;
  return {shadow.has_value(), shadow ? shadow->range : Range{}};
}
READ(GuardrailControls) { return number(subject.guardrail->guardrail->controls.size()); }
READ(GuardrailRules) { return number(subject.guardrail->guardrail->rules.size()); }
READ(GuardrailExceptions) { return number(subject.guardrail->exceptions.size()); }

READ(ExceptionLifetime) { return lifetime(*subject.waiver->syntax); }
READ(ExceptionUntil) { return date(subject.waiver->syntax->until); }
READ(ExceptionApprovedOn) { return date(subject.waiver->syntax->approved.on); }
READ(ExceptionApprovedBy) { return party(subject.waiver->approvedBy, subject.waiver->syntax->approved.by); }
READ(ExceptionRequestedBy) { return party(subject.waiver->requestedBy, subject.waiver->syntax->requestedBy); }
READ(ExceptionReviewedBy) { return reviewedBy(*subject.waiver, true); }
READ(ExceptionReviewedEvery) { return reviewedEvery(*subject.waiver, true); }
READ(ExceptionMonitorMoreThan) { return monitorMoreThan(*subject.exception); }
READ(ExceptionMonitorIn) { return monitorIn(*subject.exception); }
READ(ExceptionGuardrailSeverity) { return {subject.guardrail->severity, {}}; }
READ(ExceptionGuardrailOwner) {
  const Party *owner = subject.exception->guardrail->owner;
  return {owner ? Value(owner) : Value(Unknown{}), {}};
}

READ(WaiverKind) { return {subject.waiverKind.str(), {}}; }
READ(WaiverLifetime) { return lifetime(*subject.waiver->syntax); }
READ(WaiverUntil) { return date(subject.waiver->syntax->until); }
READ(WaiverApprovedOn) { return date(subject.waiver->syntax->approved.on); }
READ(WaiverApprovedBy) { return party(subject.waiver->approvedBy, subject.waiver->syntax->approved.by); }
READ(WaiverRequestedBy) { return party(subject.waiver->requestedBy, subject.waiver->syntax->requestedBy); }
READ(WaiverReviewedBy) { return reviewedBy(*subject.waiver, subject.exception != nullptr); }
READ(WaiverReviewedEvery) { return reviewedEvery(*subject.waiver, subject.exception != nullptr); }

READ(SystemChange) { return optionalText(subject.system->decl->change); }
READ(SystemIncident) { return optionalText(subject.system->decl->incident); }
READ(SystemReview) { return optionalText(subject.system->decl->review); }
READ(SystemReviewOn) { return reviewOn(*subject.system); }
READ(SystemReviewAge) { return reviewAge(context, *subject.system); }
READ(SystemBusiness) { return party(subject.system->business, subject.system->decl->business); }
READ(SystemEngineering) { return party(subject.system->engineering, subject.system->decl->engineering); }
READ(SystemSecurity) { return party(subject.system->security, subject.system->decl->security); }
READ(SystemModel) { return optionalParty(subject.system->model, subject.system->decl->model); }
READ(SystemModelVersion) { return optionalText(subject.system->decl->modelVersion); }
READ(SystemGuardrails) { return number(subject.system->enforced.size()); }
READ(SystemTools) { return number(toolCount(*subject.system)); }

READ(ToolSeverity) { return toolSeverity(*subject.tool); }
READ(ToolOwner) { return party(subject.tool->surface->owner, subject.tool->surface->decl->owner); }
READ(ToolApprovedBy) { return {subject.tool->approvedBy ? Value(subject.tool->approvedBy) : Value(Unknown{}), {}}; }
READ(ToolApprovedOn) { return date(approvedOn(*subject.tool)); }
READ(ToolApprovedAge) { return age(context, approvedOn(*subject.tool)); }
READ(ToolUnguarded) { return {!subject.tool->unguarded.empty(), {}}; }
READ(ToolEffects) { return number(subject.tool->effects.size()); }

READ(DetectorOwner) { return party(subject.detector->owner, subject.detector->decl->owner); }
READ(DetectorVendor) { return optionalParty(subject.detector->vendor, subject.detector->decl->vendor); }
READ(DetectorTimeout) { return duration(subject.detector->decl->timeout); }

#undef READ

} // namespace

Found attributeOf(const Context &context, const Subject &subject, AttributeId attribute) {
  switch (attribute) {
#define ONUS_ATTRIBUTE(NAME, SUBJECT, WORDS, TYPE, DOC)                                                                \
  case AttributeId::NAME:                                                                                              \
    return read##NAME(context, subject);
#include "check/standards/attributes.def"
  }
  return {Unknown{}, {}};
}

} // namespace onus::check::standards
