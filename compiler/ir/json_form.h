// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"

#include <array>

/// The members of the JSON form of a module, each written down once: `describe` names them in their canonical order,
/// and the writer, the reader and the schema are three visitors of it. A visitor has
///   required(NAME, FIELD)  always written, and must be there
///   optional(NAME, FIELD)  left out where it is empty, null, false or nothing
/// and takes strings, bools, int64_t (also milliseconds), uint32_t, Day, the enumerations, types, expressions,
/// json::Value, and vectors, optionals and structs of these.
namespace onus::ir::form {

/// What the member `format` of a module says.
inline constexpr llvm::StringLiteral formatName = "onus-policy-ir";
/// Raised whenever a reader of the older form could misread the newer one.
inline constexpr int64_t formatVersion = 1;
/// The deepest expression or type that a module may hold; readers recurse over them.
inline constexpr unsigned maxDepth = 400;
/// The most members that a record type may have; they are looked up one by one.
inline constexpr size_t maxFields = 4096;

template <typename V>
void describe(V &v, Span &x) {
  v.required("file", x.file);
  v.required("line", x.line);
  v.required("column", x.column);
  v.required("end_line", x.endLine);
  v.required("end_column", x.endColumn);
}

template <typename V>
void describe(V &v, Waiver &x) {
  v.required("because", x.because);
  v.required("requested_by", x.requestedBy);
  v.required("approved_by", x.approvedBy);
  v.required("on", x.on);
  v.required("until", x.until);
  v.optional("also_approved_by", x.alsoApprovedBy);
}

/// A contact of a team.
template <typename V>
void describe(V &v, std::pair<std::string, std::string> &x) {
  v.required("channel", x.first);
  v.required("address", x.second);
}

/// A threshold: more than so many in so long.
template <typename V>
void describe(V &v, std::pair<int64_t, Millis> &x) {
  v.required("more_than", x.first);
  v.required("in", x.second);
}

template <typename V>
void describe(V &v, Party &x) {
  v.required("name", x.name);
  v.required("kind", x.kind);
  v.optional("title", x.title);
  v.optional("email", x.email);
  v.optional("lead", x.lead);
  v.optional("members", x.members);
  v.optional("answers_to", x.answersTo);
  v.optional("contacts", x.contacts);
  v.optional("active_from", x.activeFrom);
  v.optional("active_until", x.activeUntil);
}

template <typename V>
void describe(V &v, Sink &x) {
  v.required("name", x.name);
  v.required("owner", x.owner);
  v.required("keep", x.keep);
}

template <typename V>
void describe(V &v, Control &x) {
  v.required("framework", x.framework);
  v.optional("version", x.version);
  v.required("id", x.id);
  v.optional("title", x.title);
}

template <typename V>
void describe(V &v, Detector &x) {
  v.required("name", x.name);
  v.required("owner", x.owner);
  v.optional("vendor", x.vendor);
  v.required("output", x.output);
  v.required("timeout", x.timeout);
  v.required("terms", x.terms);
}

template <typename V>
void describe(V &v, Data &x) {
  v.required("name", x.name);
  v.required("type", x.type);
  v.required("value", x.value);
  v.optional("digest", x.digest);
}

template <typename V>
void describe(V &v, Binding &x) {
  v.required("parameter", x.parameter);
  v.required("type", x.type);
  v.optional("none", x.none);
  v.optional("value", x.value);
}

template <typename V>
void describe(V &v, ToolEffect &x) {
  v.required("effect", x.effect);
  v.optional("bindings", x.bindings);
}

template <typename V>
void describe(V &v, ToolUnguarded &x) {
  v.required("event", x.event);
  v.required("waiver", x.waiver);
}

template <typename V>
void describe(V &v, Tool &x) {
  v.required("name", x.name);
  v.required("surface", x.surface);
  v.required("owner", x.owner);
  v.required("classified_by", x.classifiedBy);
  v.required("digest", x.digest);
  v.required("args", x.args);
  v.required("result", x.result);
  v.optional("result_from_text", x.resultFromText);
  v.optional("needs_call", x.needsCall);
  v.optional("needs_result", x.needsResult);
  v.optional("effects", x.effects);
  v.optional("unguarded", x.unguarded);
}

template <typename V>
void describe(V &v, ContextMember &x) {
  v.required("name", x.name);
  v.required("type", x.type);
}

template <typename V>
void describe(V &v, Slot &x) {
  v.required("text", x.text);
  v.required("op", x.op);
  v.optional("denied", x.denied);
  v.required("event", x.event);
  v.optional("tools", x.tools);
  v.optional("where", x.where);
  v.optional("per", x.per);
  v.optional("last", x.last);
  v.optional("path", x.path);
  v.optional("not_for", x.notFor);
  v.required("capacity", x.capacity);
  v.optional("reads_result", x.readsResult);
}

template <typename V>
void describe(V &v, RedactTarget &x) {
  v.required("path", x.path);
  v.optional("pattern", x.pattern);
  v.optional("whole_text", x.wholeText);
}

template <typename V>
void describe(V &v, Rule &x) {
  v.optional("label", x.label);
  v.required("span", x.span);
  v.required("verdict", x.verdict);
  v.optional("require", x.require);
  v.optional("condition", x.condition);
  v.optional("because", x.because);
  v.optional("ask", x.askParty);
  v.required("within", x.within);
  v.optional("redact", x.redact);
  v.optional("not_for", x.notFor);
}

template <typename V>
void describe(V &v, Monitor &x) {
  v.required("alert", x.alert);
  v.required("more_than", x.moreThan);
  v.required("in", x.in);
}

template <typename V>
void describe(V &v, Exception &x) {
  v.required("name", x.name);
  v.required("span", x.span);
  v.required("lifts", x.lifts);
  v.optional("when", x.when);
  v.required("waiver", x.waiver);
  v.required("reviewed_by", x.reviewedBy);
  v.required("reviewed_on", x.reviewedOn);
  v.required("every", x.every);
  v.required("monitor", x.monitor);
}

template <typename V>
void describe(V &v, LogItem &x) {
  v.required("text", x.text);
  v.required("value", x.value);
  v.optional("redacted", x.redacted);
  v.optional("sensitive", x.sensitive);
}

template <typename V>
void describe(V &v, EscalateStep &x) {
  v.required("to", x.to);
  v.required("within", x.within);
}

template <typename V>
void describe(V &v, Rollback &x) {
  v.required("act", x.act);
  v.optional("targets", x.targets);
  v.required("by", x.by);
  v.required("within", x.within);
  v.optional("runbook", x.runbook);
}

template <typename V>
void describe(V &v, GuardrailSelector &x) {
  v.required("event", x.event);
  v.optional("tools", x.tools);
  v.optional("covers", x.covers);
}

template <typename V>
void describe(V &v, LocalValue &x) {
  v.required("local", x.local);
  v.required("name", x.name);
  v.required("value", x.value);
}

template <typename V>
void describe(V &v, Guardrail &x) {
  v.required("name", x.name);
  v.optional("title", x.title);
  v.optional("doc", x.doc);
  v.required("span", x.span);
  v.required("severity", x.severity);
  v.required("owner", x.owner);
  v.required("on", x.on);
  v.optional("lets", x.lets);
  v.required("rules", x.rules);
  v.optional("exceptions", x.exceptions);
  v.required("log", x.log);
  v.required("sink", x.sink);
  v.required("escalate", x.escalate);
  v.optional("escalate_when", x.escalateWhen);
  v.required("rollback", x.rollback);
  v.required("fails", x.fails);
  v.optional("fails_ask", x.failsAsk);
  v.optional("fails_waiver", x.failsWaiver);
  v.optional("shadow", x.shadow);
  v.optional("controls", x.controls);
  v.optional("reads_state", x.readsState);
}

template <typename V>
void describe(V &v, System &x) {
  v.required("name", x.name);
  v.optional("title", x.title);
  v.required("operator", x.operatorParty);
  v.required("business", x.business);
  v.required("engineering", x.engineering);
  v.required("security", x.security);
  v.optional("model", x.model);
  v.optional("model_version", x.modelVersion);
  v.optional("change", x.change);
  v.optional("incident", x.incident);
  v.optional("review", x.review);
  v.optional("review_on", x.reviewOn);
  v.required("context", x.context);
  v.required("tools", x.tools);
  v.required("detectors", x.detectors);
  v.required("slots", x.slots);
  v.required("guardrails", x.guardrails);
  v.required("worst_cost", x.worstCost);
}

template <typename V>
void describe(V &v, SourceFile &x) {
  v.required("path", x.path);
  v.required("digest", x.digest);
}

/// Of the members that `format`, `version` and `digest` precede.
template <typename V>
void describe(V &v, Module &x) {
  v.required("onus_version", x.onusVersion);
  v.required("sources", x.sources);
  v.required("parties", x.parties);
  v.required("sinks", x.sinks);
  v.required("data", x.data);
  v.required("systems", x.systems);
}

/// How the number of an expression is written.
enum class NumberForm { None, Bool, Int, Decimal, Duration, Day, Instant, Id };

/// The members of one kind of expression besides `op` and `type`. A null name: the kind has no such member.
struct Shape {
  const char *text = nullptr;
  NumberForm numberForm = NumberForm::None;
  const char *number = nullptr;
  const char *name = nullptr;                ///< `names[0]`
  std::array<const char *, 3> operands = {}; ///< one member each, then nulls
  const char *rest = nullptr;                ///< an array of the operands after those
  size_t atLeast = 0;                        ///< so many of them
  bool members = false;                      ///< `rest` holds { name, value } pairs: a record
  size_t fixed() const;                      ///< how many of `operands` are named
};
Shape shape(ExprKind kind);
/// The kind of this "op".
std::optional<ExprKind> exprKind(llvm::StringRef tag);

/// The word of the JSON form for a kind of type; empty for the error type, which no module holds.
llvm::StringRef typeWord(TypeKind kind);
std::optional<TypeKind> typeKind(llvm::StringRef word);

/// Integers beyond ±(2^53 - 1) and decimals of more than 15 digits are written as strings, since a JSON number of that
/// size means different things to different readers (and to RFC 8785, by which a module is digested).
bool exactAsNumber(int64_t value, bool decimal);

/// Every value of the enumerations, for readers.
inline constexpr Severity severities[] = {Severity::Low, Severity::Medium, Severity::High, Severity::Critical};
inline constexpr Verdict verdicts[] = {Verdict::Allow, Verdict::Flag, Verdict::Redact, Verdict::Ask, Verdict::Deny};
inline constexpr EventKind eventKinds[] = {EventKind::Start,      EventKind::Input,   EventKind::Prompt,
                                           EventKind::Completion, EventKind::Call,    EventKind::Result,
                                           EventKind::Output,     EventKind::Handoff, EventKind::Memory};
inline constexpr HistoryOp historyOps[] = {HistoryOp::Seen, HistoryOp::Count, HistoryOp::Total, HistoryOp::Latest,
                                           HistoryOp::Mentioned};
inline constexpr FailsMode failsModes[] = {FailsMode::Closed, FailsMode::Open, FailsMode::Ask};

inline llvm::ArrayRef<Severity> valuesOf(Severity) { return severities; }
inline llvm::ArrayRef<Verdict> valuesOf(Verdict) { return verdicts; }
inline llvm::ArrayRef<EventKind> valuesOf(EventKind) { return eventKinds; }
inline llvm::ArrayRef<HistoryOp> valuesOf(HistoryOp) { return historyOps; }
inline llvm::ArrayRef<FailsMode> valuesOf(FailsMode) { return failsModes; }

} // namespace onus::ir::form
