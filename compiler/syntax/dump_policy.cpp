// SPDX-License-Identifier: Apache-2.0
#include "syntax/dump_writer.h"

#include <fmt/format.h>

namespace onus::syntax {

void TreeWriter::guardrail(const GuardrailDecl &decl) {
  path("is", decl.pattern);
  for (const Argument &item : decl.arguments)
    argument(item);
  path("under", decl.duties);
  clauses(decl.clauses);
}

void TreeWriter::clauses(const Clauses &clauses) {
  for (const OwnerClause &owner : clauses.owners)
    path("owner", owner.party);
  if (clauses.severity) {
    static constexpr const char *spelled[] = {"low", "medium", "high", "critical"};
    line(fmt::format("severity {}", spelled[static_cast<size_t>(*clauses.severity)]), clauses.severityRange);
  }
  for (const LocalLet &let : clauses.lets) {
    name("let", let.name);
    Indent indent(*this);
    expr("", let.value);
  }
  for (const Selector *item : clauses.on)
    selector(*item);
  for (const Rule *item : clauses.rules)
    rule(*item);
  accountability(clauses);
  for (const ExceptionDecl *item : clauses.exceptions)
    decl(*item);
}

void TreeWriter::accountability(const Clauses &clauses) {
  for (const LogClause *log : clauses.logs) {
    line(log->inputs ? "log inputs" : "log", log->range);
    Indent indent(*this);
    for (const Expr *item : log->items)
      expr("item", item);
    for (const Expr *item : log->redact)
      expr("redact", item);
    path("to", log->to);
  }
  for (const EscalateClause *chain : clauses.escalates) {
    line("escalate", chain->range);
    Indent indent(*this);
    for (const EscalateStep &step : chain->steps)
      line(fmt::format("to {} within {}", step.to.text(), formatDuration(step.within.value)), step.to.range);
    if (chain->when)
      threshold("when", *chain->when);
  }
  for (const RollbackClause *clause : clauses.rollbacks)
    rollback(*clause);
  for (const FailsClause *clause : clauses.fails) {
    static constexpr const char *spelled[] = {"fails closed", "fails open", "fails to ask"};
    line(spelled[static_cast<size_t>(clause->mode)], clause->range);
    Indent indent(*this);
    path("ask", clause->ask);
    waiver(clause->waiver);
  }
  for (const Waiver *clause : clauses.shadows) {
    line("shadow", clause->range);
    Indent indent(*this);
    waiver(*clause);
  }
  for (const MapsClause *clause : clauses.maps) {
    line("maps " + clause->framework.text(), clause->range);
    Indent indent(*this);
    texts("control", clause->controls);
  }
}

void TreeWriter::rule(const Rule &rule) {
  std::string label = rule.label ? rule.label.text.str() + ": " : "";
  line("rule " + label + (rule.require ? "require" : word(rule.verdict).str()), rule.range);
  Indent indent(*this);
  doc(rule.doc);
  path(rule.askUser ? "ask the user" : rule.askOwner ? "ask the owner" : "ask", rule.ask);
  duration("within", rule.within);
  for (const RedactTarget &target : rule.redact) {
    expr("redact", target.path);
    expr("matching", target.matching);
  }
  expr("when", rule.condition);
  text("because", rule.because);
}

void TreeWriter::rollback(const RollbackClause &clause) {
  static constexpr const char *spelled[] = {"disable", "disable system", "restore previous", "revoke", "manual"};
  line(fmt::format("rollback {}", spelled[static_cast<size_t>(clause.act)]), clause.range);
  Indent indent(*this);
  paths("tool", clause.tools);
  text("credential", clause.credential);
  path("by", clause.by);
  duration("within", clause.within);
  text("runbook", clause.runbook);
}

void TreeWriter::approval(const char *word, const Approval &approval) {
  if (approval)
    line(fmt::format("{} by {} on {}", word, approval.by.text(), formatDay(approval.on.value)), approval.range);
}

void TreeWriter::waiver(const Waiver &waiver) {
  text("because", waiver.because);
  path("requested by", waiver.requestedBy);
  approval("approved", waiver.approved);
  approval("also approved", waiver.alsoApproved);
  if (waiver.reviewed)
    line(fmt::format("reviewed by {} on {} every {}", waiver.reviewed->by.text(), formatDay(waiver.reviewed->on.value),
                     formatDuration(waiver.reviewed->every.value)),
         waiver.reviewed->range);
  date("until", waiver.until);
}

void TreeWriter::threshold(const char *word, const Threshold &threshold) {
  line(fmt::format("{} more than {} in {}", word, threshold.moreThan.value, formatDuration(threshold.in.value)),
       threshold.range);
}

void TreeWriter::exception(const ExceptionDecl &decl) {
  path("to", decl.to);
  names("lifts", decl.lifts);
  expr("when", decl.when);
  waiver(decl.waiver);
  if (!decl.monitor)
    return;
  path("alert", decl.monitor->alert);
  threshold("alert when", decl.monitor->threshold);
}

void TreeWriter::test(const TestDecl &decl) {
  path("of", decl.of);
  for (const Step *item : decl.steps)
    step(*item);
}

void TreeWriter::step(const Step &step) {
  switch (step.kind) {
  case Step::Kind::At:
    return line("at " + formatInstant(step.at.value), step.range);
  case Step::Kind::After:
    return line("after " + formatDuration(step.after.value), step.range);
  case Step::Kind::Session:
    line("session", step.range);
    break;
  case Step::Kind::Agent:
    line("agent", step.range);
    break;
  case Step::Kind::Context:
    line("context", step.range);
    break;
  case Step::Kind::Event:
    line((step.error ? "errored " : "") + word(step.event).str(), step.range);
    break;
  case Step::Kind::Signal:
    line(step.unavailable ? "signal unavailable" : "signal", step.range);
    break;
  case Step::Kind::Approved:
    line("approved", step.range);
    break;
  case Step::Kind::Expect:
    return expectation(step);
  }
  Indent indent(*this);
  path("tool", step.tool);
  path("detector", step.detector);
  path("by", step.party);
  expr("argument", step.argument);
  expr("", step.value);
  expr("args", step.args);
}

void TreeWriter::expectation(const Step &step) {
  std::string what = step.failing ? "failing" : (step.wouldBe ? "would_be " : "") + word(step.verdict).str();
  line("expect " + what, step.range);
  Indent indent(*this);
  path("party", step.party);
  path("by", step.by);
  path("by exception", step.exception);
  name("with", step.with);
}

} // namespace onus::syntax
