// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/time.h"
#include "runtime/verify/verifier.h"

namespace onus::rt {

bool Verifier::expression(uint32_t code, Text what) {
  return require(code < count<Section::Codes>() && bundle_.code(code).op != Opcode::Pattern, what);
}

bool Verifier::condition(uint32_t code, Text what) {
  return expression(code, what) && require(kindOf(bundle_.code(code)) == TypeKind::Bool, what);
}

bool Verifier::checkGuardrails(const SystemRow &system) {
  for (size_t place = 0; place < system.guardrails.count; ++place)
    if (!checkGuardrail(system, place))
      return false;
  return true;
}

bool Verifier::checkGuardrail(const SystemRow &system, size_t place) {
  size_t row = size_t{system.guardrails.first} + place;
  const GuardrailRow &guardrail = bundle_.row<Section::Guardrails>(row);
  at(Section::Guardrails, row);
  if (!texts("its name, or who is asked, is no text", guardrail.name, guardrail.failsAsk) ||
      !(place == 0 || sorted(bundle_.row<Section::Guardrails>(row - 1).name, guardrail.name,
                             "the guardrails are not sorted and unique")) ||
      !require(guardrail.fails <= FailsMode::Ask && guardrail.severity <= Severity::Critical, "no such severity") ||
      !require(guardrail.reserved == 0, "something where it is reserved") ||
      !indexOrNone<Section::Waivers>(guardrail.failsWaiver, "no such waiver") ||
      !indexOrNone<Section::Waivers>(guardrail.shadow, "no such waiver") ||
      !require((guardrail.failsWaiver != none) == (guardrail.fails == FailsMode::Open),
               "a waiver signs for failing open") ||
      !require((guardrail.failsAsk.size != 0) == (guardrail.fails == FailsMode::Ask),
               "who is asked belongs to failing to ask") ||
      !owns<Section::Lets>(guardrail.lets, "its names do not follow those of the guardrail before") ||
      !owns<Section::Rules>(guardrail.rules, "its rules do not follow those of the guardrail before") ||
      !owns<Section::Exceptions>(guardrail.exceptions, "its exceptions do not follow those of the guardrail before") ||
      !require(guardrail.rules.count > 0, "a guardrail has a rule"))
    return false;
  size_t exception = guardrail.exceptions.first;
  return each<Section::Lets>(guardrail.lets,
                             [&](const LetRow &let) {
                               return require(let.local >= 0 && let.local <= maxLocal,
                                              "the local's number is out of range") &&
                                      require(let.reserved == 0, "something where it is reserved") &&
                                      expression(let.value, "its value is no expression");
                             }) &&
         each<Section::Rules>(guardrail.rules, [&](const RuleRow &rule) { return checkRule(system, rule); }) &&
         each<Section::RulesCold>(
             guardrail.rules,
             [&](const RuleColdRow &rule) { return text(rule.because, "its reason is no text") && span(rule.span); }) &&
         each<Section::Exceptions>(guardrail.exceptions,
                                   [&](const ExceptionRow &it) { return checkException(guardrail, it); }) &&
         each<Section::ExceptionsCold>(
             guardrail.exceptions, [&](const ExceptionColdRow &it) { return checkExceptionCold(exception++, it); }) &&
         (at(Section::GuardrailsCold, row), checkCold(bundle_.row<Section::GuardrailsCold>(row)));
}

bool Verifier::checkRule(const SystemRow &system, const RuleRow &rule) {
  bool known = rule.verdict >= Verdict::Flag && rule.verdict <= Verdict::Deny;
  return require(known, "a rule flags, redacts, asks or denies") && require(rule.require <= 1, "a flag is 0 or 1") &&
         require(rule.reserved == 0, "something where it is reserved") &&
         texts("its label, or who is asked, is no text", rule.label, rule.askParty) &&
         (rule.condition == none || condition(rule.condition, "its condition is none")) &&
         require(!rule.require || (rule.verdict == Verdict::Deny && rule.condition != none), "`require` denies") &&
         require((rule.verdict == Verdict::Ask) == (rule.askParty.size != 0), "who is asked belongs to `ask`") &&
         period(rule.within, "how long an answer counts is out of range") &&
         places(rule.notFor, system.tools.count, "no such tool") && checkRedacts(rule);
}

bool Verifier::checkRedacts(const RuleRow &rule) {
  size_t row = row_;
  if (!require((rule.verdict == Verdict::Redact) == (rule.redact.count != 0), "`redact` names what goes") ||
      !owns<Section::Redacts>(rule.redact, "what it redacts does not follow that of the rule before"))
    return false;
  bool holds = each<Section::Redacts>(rule.redact, [&](const RedactRow &target) {
    return expression(target.path, "its path is no expression") &&
           (target.pattern == none || (index<Section::Patterns>(target.pattern, "no such pattern") &&
                                       require(bundle_.row<Section::Patterns>(target.pattern).search != none &&
                                                   bundle_.row<Section::Patterns>(target.pattern).find != none,
                                               "its pattern has no automata to search and to find")));
  });
  if (holds)
    at(Section::Rules, row);
  return holds;
}

bool Verifier::checkException(const GuardrailRow &guardrail, const ExceptionRow &exception) {
  int64_t reviewed = exception.reviewedBefore;
  return ascending(exception.lifts, guardrail.rules.count, "what it lifts are not ascending places of rules") &&
         (exception.when == none || condition(exception.when, "its `when` is no condition")) &&
         day(exception.on, "its first day is out of range") && day(exception.until, "its last day is out of range") &&
         require(reviewed >= -1'000'000 && reviewed <= 4'000'000, "its review is out of range");
}

/// What a record says of an exception is what decided.
bool Verifier::checkExceptionCold(size_t place, const ExceptionColdRow &exception) {
  const ExceptionRow &hot = bundle_.row<Section::Exceptions>(place);
  if (!texts("its name, its reviewer or whom it alerts is no text", exception.name, exception.reviewedBy,
             exception.alert) ||
      !span(exception.span) || !index<Section::Waivers>(exception.waiver, "no such waiver") ||
      !day(exception.reviewedOn, "its review is out of range") ||
      !period(exception.every, "how often it is reviewed is out of range") ||
      !period(exception.in, "the period of its monitor is out of range") ||
      !require(exception.moreThan >= 0, "the number of its monitor is out of range"))
    return false;
  const WaiverRow &waiver = bundle_.row<Section::Waivers>(exception.waiver);
  return require(waiver.on == hot.on && waiver.until == hot.until, "its waiver has other days than the exception") &&
         require(hot.reviewedBefore == exception.reviewedOn + exception.every / millisPerDay,
                 "its review has other days than the exception");
}

bool Verifier::checkCold(const GuardrailColdRow &cold) {
  return texts("what people read is no text", cold.title, cold.doc, cold.owner, cold.rollbackAct, cold.rollbackBy,
               cold.runbook) &&
         span(cold.span) && index<Section::Sinks>(cold.sink, "no such sink") &&
         require(cold.reserved == 0, "something where it is reserved") &&
         places(cold.controls, count<Section::Controls>(), "no such control") &&
         list<Section::Log>(cold.log, "what it logs is outside of `Log`") &&
         list<Section::Escalate>(cold.escalate, "its escalation is outside of `Escalate`") &&
         list<Section::TextRefs>(cold.rollbackTargets, "what it rolls back is outside of `TextRefs`") &&
         require(cold.escalateMoreThan >= 0, "the number of its escalation is out of range") &&
         (cold.escalateIn == -1 || period(cold.escalateIn, "the period of its escalation is out of range")) &&
         period(cold.rollbackWithin, "the period of its rollback is out of range");
}

/// Guardrails may share these.
bool Verifier::checkDuties() {
  return each<Section::Log>([&](const LogRow &item) {
           return text(item.text, "its text is no text") && expression(item.value, "its value is no expression") &&
                  require((item.flags & ~(logRedacted | logSensitive)) == 0, "a flag that means nothing");
         }) &&
         each<Section::Escalate>([&](const EscalateRow &step) {
           return text(step.to, "who is called is no text") && period(step.within, "its period is out of range");
         });
}

} // namespace onus::rt
