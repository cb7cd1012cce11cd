// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/module_writer.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::backends::bytecode {

using rt::Section;

static_assert(static_cast<int>(rt::Verdict::Deny) == static_cast<int>(ir::Verdict::Deny));
static_assert(static_cast<int>(rt::Severity::Critical) == static_cast<int>(ir::Severity::Critical));
static_assert(static_cast<int>(rt::FailsMode::Ask) == static_cast<int>(ir::FailsMode::Ask));

void ModuleWriter::guardrails(const ir::System &system, const evaluate::SystemIndex &index, rt::SystemRow &row) {
  std::vector<rt::GuardrailRow> hot;
  std::vector<rt::GuardrailColdRow> cold;
  for (size_t place = 0; place < system.guardrails.size(); ++place) {
    Scope scope;
    scope.masked = &index.masked(place);
    hot.push_back(guardrail(system.guardrails[place], scope));
    cold.push_back(guardrailCold(system.guardrails[place], scope));
  }
  row.guardrails = rows_.addAll<Section::Guardrails>(hot);
  rows_.addAll<Section::GuardrailsCold>(cold);
}

rt::GuardrailRow ModuleWriter::guardrail(const ir::Guardrail &from, Scope &scope) {
  rt::GuardrailRow row;
  row.fails = static_cast<rt::FailsMode>(from.fails);
  row.severity = static_cast<rt::Severity>(from.severity);
  row.failsWaiver = waiver(from.failsWaiver);
  row.shadow = waiver(from.shadow);
  row.lets = lets(from, scope);
  row.rules = rules(from, scope);
  row.exceptions = exceptions(from, scope);
  row.name = text(from.name);
  row.failsAsk = text(from.failsAsk);
  return row;
}

rt::Range ModuleWriter::lets(const ir::Guardrail &from, Scope &scope) {
  std::vector<rt::LetRow> rows;
  for (const ir::LocalValue &let : from.lets) {
    uint32_t value = codes_.write(let.value, scope);
    scope.depths[let.local] = codes_.depth(value);
    rows.push_back({let.local, value, 0});
  }
  return rows_.addAll<Section::Lets>(rows);
}

rt::Range ModuleWriter::rules(const ir::Guardrail &from, Scope &scope) {
  std::vector<rt::RuleRow> hot;
  std::vector<rt::RuleColdRow> cold;
  for (const ir::Rule &rule : from.rules) {
    rt::RuleRow row;
    row.verdict = static_cast<rt::Verdict>(rule.verdict);
    row.require = rule.require;
    row.condition = codes_.write(rule.condition, scope);
    row.redact = redacts(rule, scope);
    row.notFor = places(*system_, rule.notFor);
    row.label = text(rule.label);
    row.askParty = text(rule.askParty);
    row.within = rule.within;
    hot.push_back(row);
    cold.push_back({text(rule.because), span(rule.span)});
  }
  rows_.addAll<Section::RulesCold>(cold);
  return rows_.addAll<Section::Rules>(hot);
}

rt::Range ModuleWriter::redacts(const ir::Rule &from, Scope &scope) {
  PatternNeeds redacts;
  redacts.search = true; // whether it fires
  redacts.find = true;   // what it strikes out
  std::vector<rt::RedactRow> rows;
  for (const ir::RedactTarget &target : from.redact) {
    uint32_t path = codes_.write(target.path, scope);
    uint32_t pattern = target.pattern.empty() ? rt::none : patterns_.row(target.pattern, redacts);
    rows.push_back({path, pattern});
  }
  return rows_.addAll<Section::Redacts>(rows);
}

rt::Range ModuleWriter::exceptions(const ir::Guardrail &from, Scope &scope) {
  std::vector<rt::ExceptionRow> hot;
  std::vector<rt::ExceptionColdRow> cold;
  for (const ir::Exception &exception : from.exceptions) {
    std::vector<uint32_t> lifts;
    for (uint32_t rule = 0; rule < from.rules.size(); ++rule)
      if (exception.lifts.empty() || llvm::is_contained(exception.lifts, from.rules[rule].label))
        lifts.push_back(rule);
    rt::ExceptionRow row;
    row.lifts = rows_.share<Section::Indexes>(lifts);
    row.when = codes_.write(exception.when, scope);
    row.on = exception.waiver.on;
    row.until = exception.waiver.until;
    row.reviewedBefore = static_cast<int32_t>(exception.reviewedOn + exception.every / millisPerDay);
    hot.push_back(row);
    cold.push_back(exceptionCold(exception));
  }
  rows_.addAll<Section::ExceptionsCold>(cold);
  return rows_.addAll<Section::Exceptions>(hot);
}

rt::ExceptionColdRow ModuleWriter::exceptionCold(const ir::Exception &from) {
  rt::ExceptionColdRow row;
  row.name = text(from.name);
  row.reviewedBy = text(from.reviewedBy);
  row.span = span(from.span);
  row.waiver = waiver(from.waiver);
  row.reviewedOn = from.reviewedOn;
  row.every = from.every;
  row.alert = text(from.monitor.alert);
  row.moreThan = from.monitor.moreThan;
  row.in = from.monitor.in;
  return row;
}

rt::GuardrailColdRow ModuleWriter::guardrailCold(const ir::Guardrail &from, const Scope &scope) {
  rt::GuardrailColdRow row;
  row.title = text(from.title);
  row.doc = text(from.doc);
  row.owner = text(from.owner);
  row.span = span(from.span);
  auto sink = sinks_.find(from.sink);
  row.sink = sink == sinks_.end() ? rt::none : sink->second;
  row.log = log(from, scope);
  std::vector<rt::EscalateRow> steps;
  for (const ir::EscalateStep &step : from.escalate)
    steps.push_back({text(step.to), step.within});
  row.escalate = rows_.share<Section::Escalate>(steps);
  row.controls = controls(from);
  if (from.escalateWhen) {
    row.escalateMoreThan = from.escalateWhen->first;
    row.escalateIn = from.escalateWhen->second;
  }
  row.rollbackAct = text(from.rollback.act);
  row.rollbackBy = text(from.rollback.by);
  row.runbook = text(from.rollback.runbook);
  row.rollbackTargets = texts(from.rollback.targets);
  row.rollbackWithin = from.rollback.within;
  return row;
}

/// What the log owes is read without being noted: no value of it is masked on the way.
rt::Range ModuleWriter::log(const ir::Guardrail &from, const Scope &scope) {
  Scope unmasked{scope.depths, nullptr};
  std::vector<rt::LogRow> rows;
  for (const ir::LogItem &item : from.log) {
    uint32_t flags = (item.redacted ? rt::logRedacted : 0) | (item.sensitive ? rt::logSensitive : 0);
    rows.push_back({text(item.text), codes_.write(item.value, unmasked), flags});
  }
  return rows_.share<Section::Log>(rows);
}

rt::Range ModuleWriter::controls(const ir::Guardrail &from) {
  std::vector<uint32_t> rows;
  for (const ir::Control &control : from.controls)
    rows.push_back(controls_[{control.framework, control.version, control.id, control.title}]);
  return rows_.share<Section::Indexes>(rows);
}

} // namespace onus::backends::bytecode
