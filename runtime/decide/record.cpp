// SPDX-License-Identifier: Apache-2.0
#include "runtime/decide/record.h"

#include "runtime/base/growing.h"
#include "runtime/base/sort.h"
#include "runtime/decide/json_out.h"
#include "runtime/decide/words.h"
#include "runtime/interpret/waiver.h"

namespace onus::rt {

namespace {

class RecordWriter {
public:
  RecordWriter(const Decision &decision, const Bundle &bundle, const Key &key, Arena &arena, Buffer &scratch,
               Buffer &out)
      : decision_(decision), bundle_(bundle), key_(key), arena_(arena), scratch_(scratch), record_(out) {}

  void write(Text previous) {
    envelope();
    outcome();
    obligations();
    accountability();
    origin(previous);
    record_.close();
  }

private:
  /// What fired or failed, and of which guardrail.
  template <typename T>
  struct Entry {
    const GuardrailResult *result;
    const T *what;
    size_t place;
  };

  Text text(TextRef ref) const { return bundle_.text(ref); }
  Text nameOf(const GuardrailResult &result) const { return text(guardrail(result).name); }
  const GuardrailRow &guardrail(const GuardrailResult &result) const {
    return bundle_.row<Section::Guardrails>(result.guardrail);
  }
  const GuardrailColdRow &cold(const GuardrailResult &result) const {
    return bundle_.row<Section::GuardrailsCold>(result.guardrail);
  }
  Text labelOf(uint32_t rule) const { return rule == none ? Text() : text(bundle_.row<Section::Rules>(rule).label); }

  void envelope() {
    const Event &event = decision_.event;
    record_.textOrNull("event", event.kindWord);
    record_.textOrNull("event_id", event.id);
    if (!event.tool.empty())
      record_.text("tool", event.tool);
    record_.textOrNull("session", event.session);
    if (!event.agentId.empty())
      record_.text("agent", event.agentId);
  }

  void outcome() {
    record_.text("decision", wordOf(decision_.verdict));
    if (!decision_.reason.empty()) {
      record_.text("reason", decision_.reason);
      record_.text("detail", decision_.detail);
    }
    if (decision_.hasWouldBe)
      record_.text("would_be", wordOf(decision_.wouldBe));
    rules(false, record_);
    if (decision_.hasWouldBe) {
      ObjectOut shadow(record_.member("shadow"));
      rules(true, shadow);
      shadow.close();
    }
    redactions();
  }

  // ---- What fired and failed

  /// Of one guardrail after the other, by the labels of their rules.
  template <typename T>
  void sortEntries(Growing<Entry<T>> &entries) {
    sort(const_cast<Entry<T> *>(entries.data()), entries.size(), [this](const Entry<T> &left, const Entry<T> &right) {
      Text a = nameOf(*left.result), b = nameOf(*right.result);
      if (!(a == b))
        return a < b;
      a = labelOf(left.what->rule), b = labelOf(right.what->rule);
      return a == b ? left.place < right.place : a < b;
    });
  }

  /// `fired` and `failures` of the guardrails in shadow, or of the others.
  void rules(bool shadow, ObjectOut &into) {
    Growing<Entry<FiredRule>> fired(arena_);
    Growing<Entry<RuleFailure>> failures(arena_);
    for (const GuardrailResult *result : decision_.results) {
      if (result->shadow != shadow)
        continue;
      for (const FiredRule &rule : result->fired)
        fired.add({result, &rule, fired.size()});
      for (const RuleFailure &failure : result->failures)
        failures.add({result, &failure, failures.size()});
    }
    sortEntries(fired);
    sortEntries(failures);
    ArrayOut firedOut(into.member("fired"));
    for (const Entry<FiredRule> &entry : fired.span())
      writeFired(*entry.result, *entry.what, firedOut.item());
    firedOut.close();
    ArrayOut failuresOut(into.member("failures"));
    for (const Entry<RuleFailure> &entry : failures.span())
      writeFailure(*entry.result, *entry.what, failuresOut.item());
    failuresOut.close();
  }

  void writeSpan(const SpanRow &span, Buffer &out) {
    ObjectOut entry(out);
    entry.text("file", text(span.file));
    entry.number("line", span.line);
    entry.number("column", span.column);
    entry.number("end_line", span.endLine);
    entry.number("end_column", span.endColumn);
    entry.close();
  }

  void writeFired(const GuardrailResult &result, const FiredRule &fired, Buffer &out) {
    const RuleColdRow &ruleCold = bundle_.row<Section::RulesCold>(fired.rule);
    ObjectOut entry(out);
    entry.text("guardrail", nameOf(result));
    entry.textOrNull("rule", labelOf(fired.rule));
    entry.text("verdict", wordOf(fired.verdict));
    entry.text("because", text(ruleCold.because));
    writeSpan(ruleCold.span, entry.member("span"));
    if (fired.isLifted()) {
      const ExceptionColdRow &exception = bundle_.row<Section::ExceptionsCold>(fired.liftedBy);
      const WaiverRow &waiver = bundle_.row<Section::Waivers>(exception.waiver);
      ObjectOut lifted(entry.member("exception"));
      lifted.text("name", text(exception.name));
      lifted.text("approved_by", text(waiver.approvedBy));
      lifted.day("until", waiver.until);
      lifted.close();
    }
    if (!fired.failedExceptions.empty())
      writeFailedExceptions(fired, entry.member("failed_exceptions"));
    entry.close();
  }

  void writeFailedExceptions(const FiredRule &fired, Buffer &out) {
    ArrayOut failed(out);
    for (const ExceptionFailure &failure : fired.failedExceptions) {
      ObjectOut entry(failed.item());
      entry.text("name", text(bundle_.row<Section::ExceptionsCold>(failure.exception).name));
      entry.text("cause", wordOf(failure.cause));
      entry.text("why", failure.why);
      entry.close();
    }
    failed.close();
  }

  void writeFailure(const GuardrailResult &result, const RuleFailure &failure, Buffer &out) {
    ObjectOut entry(out);
    entry.text("guardrail", nameOf(result));
    entry.textOrNull("rule", labelOf(failure.rule));
    entry.text("cause", wordOf(failure.cause));
    entry.text("verdict", wordOf(failure.verdict));
    entry.text("why", failure.why);
    writeSpan(failure.rule == none ? cold(result).span : bundle_.row<Section::RulesCold>(failure.rule).span,
              entry.member("span"));
    entry.close();
  }

  void redactions() {
    ArrayOut redact(record_.member("redact"));
    for (const Redaction &one : decision_.redactions) {
      ObjectOut entry(redact.item());
      entry.text("path", one.path);
      if (!one.pointer.empty())
        entry.text("pointer", one.pointer);
      if (one.pattern != none)
        entry.text("matching", text(bundle_.row<Section::Patterns>(one.pattern).source));
      entry.close();
    }
    redact.close();
  }

  // ---- Who is asked, called and told

  /// Sorted, each once.
  void parties(Text name, Answer answer, bool evenNone) {
    Growing<Text> found(arena_);
    for (const Ask &ask : decision_.asks)
      if (ask.answer == answer)
        found.add(ask.party);
    if (found.size() == 0 && !evenNone)
      return;
    sort(const_cast<Text *>(found.data()), found.size(), [](Text left, Text right) { return left < right; });
    ArrayOut list(record_.member(name));
    for (size_t at = 0; at < found.size(); ++at)
      if (at == 0 || !(found.data()[at] == found.data()[at - 1]))
        writeJsonString(found.data()[at], list.item());
    list.close();
  }

  void obligations() {
    parties("ask", Answer::None, true);
    parties("approved", Answer::Approved, false);
    parties("refused", Answer::Refused, false);
    ArrayOut log(record_.member("log"));
    for (const GuardrailResult *result : decision_.results)
      if (result->selected && !result->shadow)
        writeLogEntry(*result, bundle_, key_, arena_, scratch_, log.item());
    log.close();
    ArrayOut escalate(record_.member("escalate"));
    for (const Escalation &one : decision_.escalations) {
      ObjectOut entry(escalate.item());
      entry.text("party", one.party);
      entry.instant("by", one.by);
      entry.text("guardrail", one.guardrail);
      if (!one.eventId.empty())
        entry.text("unanswered", one.eventId);
      entry.close();
    }
    escalate.close();
    ArrayOut alerts(record_.member("alerts"));
    for (const Alert &one : decision_.alerts) {
      ObjectOut entry(alerts.item());
      entry.text("party", one.party);
      entry.text("exception", one.exception);
      entry.close();
    }
    alerts.close();
  }

  // ---- Who answers for it

  static bool hasActed(const GuardrailResult &result) { return !result.fired.empty() || !result.failures.empty(); }

  /// Who let the tool be reached: whoever signed its absence of cover, else its classification.
  Text exposureApprover() const {
    const ToolRow *tool = decision_.tool;
    if (!tool)
      return {};
    for (const UnguardedRow &row : bundle_.rows<Section::Unguarded>(tool->unguarded)) {
      const WaiverRow &waiver = bundle_.row<Section::Waivers>(row.waiver);
      if (row.event == static_cast<uint32_t>(decision_.event.kind) && inForce(waiver, decision_.event.now))
        return text(waiver.approvedBy);
    }
    return text(tool->classifiedBy);
  }

  void writeAccountable(const GuardrailResult *result, Buffer &out) {
    const SystemRow &system = *decision_.system;
    ObjectOut entry(out);
    if (result)
      entry.text("guardrail", nameOf(*result));
    entry.text("operator", text(system.operatorParty));
    if (result)
      entry.text("control_owner", text(cold(*result).owner));
    entry.text("business", text(system.business));
    entry.text("engineering", text(system.engineering));
    entry.text("security", text(system.security));
    if (result) {
      uint32_t sink = cold(*result).sink;
      entry.textOrNull("log_owner", sink == none ? Text() : text(bundle_.row<Section::Sinks>(sink).owner));
      entry.textOrNull("rollback_by", text(cold(*result).rollbackBy));
    }
    if (Text approver = exposureApprover(); !approver.empty())
      entry.text("exposure_approved_by", approver);
    const FiredRule *lifted = result ? result->fired.first : nullptr;
    while (lifted && !lifted->isLifted())
      lifted = lifted->next;
    if (lifted) {
      const ExceptionColdRow &exception = bundle_.row<Section::ExceptionsCold>(lifted->liftedBy);
      entry.text("exception_approved_by", text(bundle_.row<Section::Waivers>(exception.waiver).approvedBy));
    }
    entry.close();
  }

  /// Of the guardrails that fired or failed; where none did, of those that selected the event.
  void accountability() {
    bool anyActed = false, any = false;
    for (const GuardrailResult *result : decision_.results)
      anyActed |= !result->shadow && hasActed(*result);
    Growing<uint32_t> controls(arena_);
    ArrayOut accountable(record_.member("accountable"));
    for (const GuardrailResult *result : decision_.results) {
      if (result->shadow || (anyActed && !hasActed(*result)))
        continue;
      any = true;
      writeAccountable(result, accountable.item());
      for (uint32_t control : bundle_.rows<Section::Indexes>(cold(*result).controls))
        controls.add(control);
    }
    if (!any && decision_.system)
      writeAccountable(nullptr, accountable.item());
    accountable.close();
    writeControls(controls);
  }

  /// By framework, version and id, each once: so they lie in the bundle.
  void writeControls(Growing<uint32_t> &controls) {
    sort(const_cast<uint32_t *>(controls.data()), controls.size(),
         [](uint32_t left, uint32_t right) { return left < right; });
    ArrayOut list(record_.member("controls"));
    for (size_t at = 0; at < controls.size(); ++at) {
      if (at > 0 && controls.data()[at] == controls.data()[at - 1])
        continue;
      const ControlRow &control = bundle_.row<Section::Controls>(controls.data()[at]);
      ObjectOut entry(list.item());
      entry.text("framework", text(control.framework));
      entry.text("version", text(control.version));
      entry.text("id", text(control.id));
      entry.text("title", text(control.title));
      entry.close();
    }
    list.close();
  }

  // ---- Where it comes from

  void origin(Text previous) {
    const Event &event = decision_.event;
    ObjectOut bundle(record_.member("bundle"));
    bundle.textOrNull("system", decision_.system ? text(decision_.system->name) : Text());
    bundle.text("digest", text(bundle_.header().policyDigest));
    bundle.text("onus_version", text(bundle_.header().onusVersion));
    bundle.close();
    if (!decision_.actionDigest.empty())
      record_.text("action_digest", decision_.actionDigest);
    if (key_.isSet())
      record_.text("key_id", key_.id);
    const Cell *time = event.writtenTime;
    int64_t written = 0;
    if (time && time->kind == Kind::JsonString && parseInstant({time->pointer<char>(), time->size}, written)) {
      record_.instant("time", written);
      if (event.now != event.time)
        record_.instant("judged_at", event.now);
    } else {
      record_.textOrNull("time", {});
    }
    if (previous.empty()) {
      record_.textOrNull("prev", {});
      return;
    }
    Buffer &out = record_.member("prev");
    out.append(Text("\"sha256:"));
    out.appendHex(reinterpret_cast<const uint8_t *>(previous.data), previous.size);
    out.append('"');
  }

  const Decision &decision_;
  const Bundle &bundle_;
  const Key &key_;
  Arena &arena_;
  Buffer &scratch_;
  ObjectOut record_;
};

} // namespace

void writeRecord(const Decision &decision, const Bundle &bundle, const Key &key, Text previous, Arena &arena,
                 Buffer &scratch, Buffer &out) {
  RecordWriter(decision, bundle, key, arena, scratch, out).write(previous);
}

} // namespace onus::rt
