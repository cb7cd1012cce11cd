// SPDX-License-Identifier: Apache-2.0
#include "evaluate/record.h"

#include "base/digest.h"
#include "evaluate/log_entry.h"
#include "evaluate/waiver.h"

#include "llvm/ADT/STLExtras.h"

#include <set>
#include <tuple>

namespace onus::evaluate {

namespace {

json::Value spanOf(const ir::Span &span) {
  return json::Object{{"file", span.file},
                      {"line", json::Value::integer(span.line)},
                      {"column", json::Value::integer(span.column)},
                      {"end_line", json::Value::integer(span.endLine)},
                      {"end_column", json::Value::integer(span.endColumn)}};
}

json::Value textOrNull(llvm::StringRef text) { return text.empty() ? json::Value() : json::Value(text.str()); }

json::Value firedEntry(const GuardrailResult &result, const FiredRule &fired) {
  const ir::Rule &rule = *fired.rule;
  json::Object entry{{"guardrail", result.guardrail->name},
                     {"rule", textOrNull(rule.label)},
                     {"verdict", ir::word(rule.verdict).str()},
                     {"because", rule.because},
                     {"span", spanOf(rule.span)}};
  if (fired.liftedBy)
    entry.emplace_back("exception", json::Object{{"name", fired.liftedBy->name},
                                                 {"approved_by", fired.liftedBy->waiver.approvedBy},
                                                 {"until", formatDay(fired.liftedBy->waiver.until)}});
  json::Array failed;
  for (const ExceptionFailure &failure : fired.failedExceptions)
    failed.push_back(json::Object{
        {"name", failure.exception->name}, {"cause", word(failure.failure.cause).str()}, {"why", failure.failure.why}});
  if (!failed.empty())
    entry.emplace_back("failed_exceptions", std::move(failed));
  return entry;
}

json::Value failureEntry(const GuardrailResult &result, const RuleFailure &failure) {
  return json::Object{{"guardrail", result.guardrail->name},
                      {"rule", failure.rule ? textOrNull(failure.rule->label) : json::Value()},
                      {"cause", word(failure.failure.cause).str()},
                      {"verdict", ir::word(failure.verdict).str()},
                      {"why", failure.failure.why},
                      {"span", spanOf(failure.rule ? failure.rule->span : result.guardrail->span)}};
}

class Writer {
public:
  Writer(const Decision &decision, const ir::Module &module, const Tables &tables, const Key &key)
      : decision_(decision), module_(module), tables_(tables), key_(key) {}

  std::string write(llvm::StringRef previous) {
    envelope();
    outcome();
    obligations();
    accountability();
    bundle(previous);
    return json::write(json::Value(std::move(record_)));
  }

private:
  void add(const char *name, json::Value value) { record_.emplace_back(name, std::move(value)); }

  void envelope() {
    const Event &event = decision_.event;
    add("event", textOrNull(event.kindWord));
    add("event_id", textOrNull(event.id));
    if (!event.tool.empty())
      add("tool", event.tool);
    add("session", textOrNull(event.session));
    if (!event.agentId().empty())
      add("agent", event.agentId().str());
  }

  void outcome() {
    add("decision", ir::word(decision_.verdict).str());
    if (!decision_.reason.empty()) {
      add("reason", decision_.reason);
      add("detail", decision_.detail);
    }
    if (decision_.wouldBe)
      add("would_be", ir::word(*decision_.wouldBe).str());
    rules(false, record_);
    if (decision_.wouldBe) {
      json::Object shadow;
      rules(true, shadow);
      add("shadow", std::move(shadow));
    }
    redactions();
  }

  /// `fired` and `failures` of the guardrails in shadow, or of the others.
  void rules(bool shadow, json::Object &into) {
    json::Array fired, failures;
    for (const GuardrailResult &result : decision_.results) {
      if (result.shadow != shadow)
        continue;
      for (const FiredRule &rule : result.fired)
        fired.push_back(firedEntry(result, rule));
      for (const RuleFailure &failure : result.failures)
        failures.push_back(failureEntry(result, failure));
    }
    auto order = [](const json::Value &left, const json::Value &right) {
      return std::pair(left.string("guardrail"), left.string("rule")) <
             std::pair(right.string("guardrail"), right.string("rule"));
    };
    std::stable_sort(fired.begin(), fired.end(), order);
    std::stable_sort(failures.begin(), failures.end(), order);
    into.emplace_back("fired", std::move(fired));
    into.emplace_back("failures", std::move(failures));
  }

  void redactions() {
    json::Array redact;
    for (const Redaction &one : decision_.redactions) {
      json::Object entry{{"path", one.path}};
      if (!one.pointer.empty())
        entry.emplace_back("pointer", one.pointer);
      if (!one.pattern.empty())
        entry.emplace_back("matching", one.pattern);
      redact.push_back(std::move(entry));
    }
    add("redact", std::move(redact));
  }

  static json::Value names(const std::set<std::string> &parties) {
    json::Array list;
    for (const std::string &party : parties)
      list.push_back(party);
    return list;
  }

  void obligations() {
    std::set<std::string> asked, approved, refused;
    for (const Ask &ask : decision_.asks)
      (ask.answer == Answer::None ? asked : ask.answer == Answer::Approved ? approved : refused).insert(ask.party);
    add("ask", names(asked));
    if (!approved.empty())
      add("approved", names(approved));
    if (!refused.empty())
      add("refused", names(refused));
    json::Array log, escalate, alerts;
    for (const GuardrailResult &result : decision_.results)
      if (result.selected && !result.shadow)
        log.push_back(logEntry(result, tables_, key_));
    for (const Escalation &one : decision_.escalations) {
      json::Object entry{{"party", one.party}, {"by", formatInstant(one.by)}, {"guardrail", one.guardrail}};
      if (!one.eventId.empty())
        entry.emplace_back("unanswered", one.eventId);
      escalate.push_back(std::move(entry));
    }
    for (const Alert &one : decision_.alerts)
      alerts.push_back(json::Object{{"party", one.party}, {"exception", one.exception}});
    add("log", std::move(log));
    add("escalate", std::move(escalate));
    add("alerts", std::move(alerts));
  }

  /// Those that fired or failed; where none did, those that selected the event.
  std::vector<const GuardrailResult *> involved() const {
    std::vector<const GuardrailResult *> acted, selected;
    for (const GuardrailResult &result : decision_.results) {
      if (result.shadow)
        continue;
      selected.push_back(&result);
      if (!result.fired.empty() || !result.failures.empty())
        acted.push_back(&result);
    }
    return acted.empty() ? selected : acted;
  }

  /// Who let the tool be reached: whoever signed its absence of cover, else its classification.
  std::string exposureApprover() const {
    const ir::Tool *tool = decision_.tool;
    if (!tool)
      return {};
    for (const ir::ToolUnguarded &unguarded : tool->unguarded)
      if (unguarded.event == decision_.event.kind && inForce(unguarded.waiver, decision_.event.now))
        return unguarded.waiver.approvedBy;
    return tool->classifiedBy;
  }

  json::Value accountableFor(const GuardrailResult *result) const {
    const ir::System &system = *decision_.system;
    json::Object entry;
    if (result)
      entry.emplace_back("guardrail", result->guardrail->name);
    entry.emplace_back("operator", system.operatorParty);
    if (result)
      entry.emplace_back("control_owner", result->guardrail->owner);
    entry.emplace_back("business", system.business);
    entry.emplace_back("engineering", system.engineering);
    entry.emplace_back("security", system.security);
    if (result) {
      const ir::Sink *sink = tables_.sink(result->guardrail->sink);
      entry.emplace_back("log_owner", textOrNull(sink ? llvm::StringRef(sink->owner) : llvm::StringRef()));
      entry.emplace_back("rollback_by", textOrNull(result->guardrail->rollback.by));
    }
    if (std::string approver = exposureApprover(); !approver.empty())
      entry.emplace_back("exposure_approved_by", approver);
    if (result)
      for (const FiredRule &fired : result->fired)
        if (fired.liftedBy) {
          entry.emplace_back("exception_approved_by", fired.liftedBy->waiver.approvedBy);
          break;
        }
    return entry;
  }

  void accountability() {
    json::Array accountable, controls;
    std::map<std::tuple<std::string, std::string, std::string>, std::string> sorted;
    for (const GuardrailResult *result : involved()) {
      accountable.push_back(accountableFor(result));
      for (const ir::Control &control : result->guardrail->controls)
        sorted[{control.framework, control.version, control.id}] = control.title;
    }
    if (accountable.empty() && decision_.system)
      accountable.push_back(accountableFor(nullptr));
    for (const auto &[control, title] : sorted)
      controls.push_back(json::Object{{"framework", std::get<0>(control)},
                                      {"version", std::get<1>(control)},
                                      {"id", std::get<2>(control)},
                                      {"title", title}});
    add("accountable", std::move(accountable));
    add("controls", std::move(controls));
  }

  void bundle(llvm::StringRef previous) {
    add("bundle", json::Object{{"system", textOrNull(decision_.system ? decision_.system->name : std::string())},
                               {"digest", module_.digest},
                               {"onus_version", module_.onusVersion}});
    if (!decision_.actionDigest.empty())
      add("action_digest", decision_.actionDigest);
    if (key_)
      add("key_id", key_.id);
    const Event &event = decision_.event;
    auto written = parseInstant(event.document.string("time"));
    add("time", written ? json::Value(formatInstant(*written)) : json::Value());
    if (written && event.now != event.time)
      add("judged_at", formatInstant(event.now));
    add("prev", textOrNull(previous));
  }

  const Decision &decision_;
  const ir::Module &module_;
  const Tables &tables_;
  const Key &key_;
  json::Object record_;
};

} // namespace

std::string writeRecord(const Decision &decision, const ir::Module &module, const Tables &tables, const Key &key,
                        llvm::StringRef previous) {
  return Writer(decision, module, tables, key).write(previous);
}

std::string recordDigest(llvm::StringRef record) { return "sha256:" + sha256Hex(record); }

} // namespace onus::evaluate
