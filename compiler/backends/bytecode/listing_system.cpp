// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/listing_page.h"

#include "base/time.h"

#include <algorithm>

namespace onus::backends::bytecode {

using rt::Section;

namespace {

// The runtime numbers words as base/words.def orders them.
llvm::StringRef wordOf(rt::EventKind kind) { return word(static_cast<EventKind>(kind)); }
llvm::StringRef wordOf(rt::Verdict verdict) { return word(static_cast<Verdict>(verdict)); }
llvm::StringRef wordOf(rt::Severity severity) { return word(static_cast<Severity>(severity)); }

llvm::StringRef wordOf(rt::HistoryOp op) {
  static constexpr llvm::StringLiteral words[] = {"seen", "count", "total", "latest", "mentioned"};
  return words[static_cast<size_t>(op)];
}
llvm::StringRef wordOf(rt::FailsMode mode) {
  static constexpr llvm::StringLiteral words[] = {"closed", "open", "ask"};
  return words[static_cast<size_t>(mode)];
}

std::string number(int64_t value) { return std::to_string(value); }

class SystemListing {
public:
  SystemListing(ListingPage &page, const rt::SystemRow &system)
      : page_(page), bundle_(page.bundle()), system_(system) {}

  void list() {
    page_.line("system ", page_.titled(system_.name, system_.title));
    page_.in();
    head();
    tools();
    slots();
    dispatch();
    guardrails();
    page_.out();
  }

private:
  void head();
  void tools();
  void tool(uint32_t place, const rt::ToolRow &row);
  void slots();
  void dispatch();
  void dispatchRow(const std::string &title, const rt::DispatchRow &row);
  void guardrails();
  void guardrail(uint32_t place, uint32_t index);
  void duties(const rt::GuardrailRow &row, const rt::GuardrailColdRow &cold);
  void rule(uint32_t index);
  void exception(uint32_t index);

  ListingPage &page_;
  const rt::Bundle &bundle_;
  const rt::SystemRow &system_;
};

void SystemListing::head() {
  page_.clause("operator", system_.operatorParty);
  page_.clause("business", system_.business);
  page_.clause("engineering", system_.engineering);
  page_.clause("security", system_.security);
  if (system_.model.size)
    page_.line("model ", page_.titled(system_.model, system_.modelVersion));
  page_.clause("change", system_.change);
  page_.clause("incident", system_.incident);
  if (system_.review.size)
    page_.line("review ", page_.text(system_.review),
               system_.reviewOn == rt::noDay ? "" : " on " + formatDay(system_.reviewOn));
  page_.line("worst cost ", number(system_.worstCost));
  for (const rt::ContextRow &row : bundle_.rows<Section::Context>(system_.context))
    page_.line("context ", page_.text(row.name), ": ", page_.type(row.type));
  for (const rt::DetectorRow &row : bundle_.rows<Section::Detectors>(system_.detectors))
    page_.line("detector ", page_.text(row.name), ": ", page_.type(row.output), " within ", formatDuration(row.timeout),
               ", ", page_.texts(row.terms));
}

void SystemListing::tools() {
  uint32_t place = 0;
  for (const rt::ToolRow &row : bundle_.rows<Section::Tools>(system_.tools))
    tool(place++, row);
}

void SystemListing::tool(uint32_t place, const rt::ToolRow &row) {
  page_.line("tool ", number(place), " ", page_.text(row.name), " of ", page_.text(row.surface), " ",
             page_.text(row.digest));
  page_.in();
  page_.line("args ", page_.type(row.args));
  page_.line("result ", page_.type(row.result), row.flags & rt::toolResultFromText ? " from text" : "");
  if (row.effects.count)
    page_.line("does ", page_.texts(row.effects), row.flags & rt::toolNeedsCall ? ", needs call" : "",
               row.flags & rt::toolNeedsResult ? ", needs result" : "");
  for (const rt::BindingRow &binding : bundle_.rows<Section::Bindings>(row.bindings))
    page_.line("binds ", page_.text(binding.parameter), ": ", page_.type(binding.type), " = ",
               binding.value == rt::none ? "none" : page_.code(binding.value));
  for (const rt::UnguardedRow &each : bundle_.rows<Section::Unguarded>(row.unguarded))
    page_.line("unguarded ", wordOf(static_cast<rt::EventKind>(each.event)), " ", page_.waiver(each.waiver));
  page_.line("classified by ", page_.text(row.classifiedBy), ", owner ", page_.text(row.owner));
  page_.out();
}

void SystemListing::slots() {
  uint32_t place = 0;
  for (const rt::SlotRow &row : bundle_.rows<Section::Slots>(system_.slots)) {
    std::string out = "slot " + number(place++) + " " + wordOf(row.op).str() +
                      (row.flags & rt::slotDenied ? " denied " : " ") + wordOf(row.event).str();
    out += row.where == rt::none ? "" : ", where " + page_.code(row.where);
    out += row.per.count ? ", per " + page_.codes(row.per) : "";
    out += row.path == rt::none ? "" : ", path " + page_.code(row.path);
    out += row.last < 0 ? "" : ", last " + formatDuration(row.last);
    out += row.notFor.count ? ", not for tools " + page_.indexes(row.notFor) : "";
    out += ", capacity " + number(row.capacity) + ", read by " + page_.indexes(row.readers);
    out += row.flags & rt::slotReadsResult ? ", reads the result" : "";
    out += row.flags & rt::slotSessionScoped ? ", of the session" : "";
    page_.line(out, "  `", page_.text(row.text), "`");
  }
}

void SystemListing::dispatch() {
  auto rows = bundle_.rows<Section::Dispatch>(system_.dispatch);
  size_t next = 0;
  for (const rt::ToolRow &row : bundle_.rows<Section::Tools>(system_.tools))
    for (rt::EventKind kind : {rt::EventKind::Call, rt::EventKind::Result})
      dispatchRow(wordOf(kind).str() + " " + page_.text(row.name).str(), rows[next++]);
  for (size_t kind = 0; kind < rt::eventKinds; ++kind)
    if (auto event = static_cast<rt::EventKind>(kind); event != rt::EventKind::Call && event != rt::EventKind::Result)
      dispatchRow(wordOf(event).str(), rows[next++]);
}

/// Nothing for what no guardrail selects and no slot records.
void SystemListing::dispatchRow(const std::string &title, const rt::DispatchRow &row) {
  if (!row.guardrails.count && !row.recording.count)
    return;
  page_.line("on ", title, ": guardrails ", page_.indexes(row.guardrails),
             row.covering.count ? ", covered by " + page_.indexes(row.covering) : "",
             row.recording.count ? ", slots " + page_.indexes(row.recording) : "");
}

void SystemListing::guardrails() {
  for (uint32_t place = 0; place < system_.guardrails.count; ++place)
    guardrail(place, system_.guardrails.first + place);
}

void SystemListing::guardrail(uint32_t place, uint32_t index) {
  const rt::GuardrailRow &row = bundle_.row<Section::Guardrails>(index);
  const rt::GuardrailColdRow &cold = bundle_.row<Section::GuardrailsCold>(index);
  page_.line("guardrail ", number(place), " ", page_.titled(row.name, cold.title));
  page_.in();
  page_.line("at ", page_.span(cold.span));
  page_.line("owner ", page_.text(cold.owner), ", severity ", wordOf(row.severity));
  for (const rt::LetRow &let : bundle_.rows<Section::Lets>(row.lets))
    page_.line("let #", number(let.local), " = ", page_.code(let.value));
  for (uint32_t at = 0; at < row.rules.count; ++at)
    rule(row.rules.first + at);
  for (uint32_t at = 0; at < row.exceptions.count; ++at)
    exception(row.exceptions.first + at);
  duties(row, cold);
  page_.out();
}

void SystemListing::rule(uint32_t index) {
  const rt::RuleRow &row = bundle_.row<Section::Rules>(index);
  const rt::RuleColdRow &cold = bundle_.row<Section::RulesCold>(index);
  std::string out = row.label.size ? page_.text(row.label).str() + ": " : "";
  out += row.require ? "require" : wordOf(row.verdict).str();
  if (row.verdict == rt::Verdict::Ask)
    out += " " + page_.text(row.askParty).str() + " within " + formatDuration(row.within);
  for (const rt::RedactRow &target : bundle_.rows<Section::Redacts>(row.redact)) {
    out += " " + page_.code(target.path);
    out += target.pattern == rt::none ? "" : " matching pattern " + number(target.pattern);
  }
  if (row.condition != rt::none)
    out += (row.require ? " " : " when ") + page_.code(row.condition);
  out += cold.because.size ? " because " + page_.quoted(cold.because) : "";
  out += row.notFor.count ? " (not for tools " + page_.indexes(row.notFor) + ")" : "";
  page_.line(out, "  ", page_.span(cold.span));
}

void SystemListing::exception(uint32_t index) {
  const rt::ExceptionRow &row = bundle_.row<Section::Exceptions>(index);
  const rt::ExceptionColdRow &cold = bundle_.row<Section::ExceptionsCold>(index);
  page_.line("exception ", page_.text(cold.name), " lifts rules ", page_.indexes(row.lifts),
             row.when == rt::none ? "" : " when " + page_.code(row.when), "  ", page_.span(cold.span));
  page_.in();
  page_.line("waiver ", page_.waiver(cold.waiver));
  page_.line("reviewed by ", page_.text(cold.reviewedBy), " on ", formatDay(cold.reviewedOn), " every ",
             formatDuration(cold.every), ", in force through ", formatDay(std::min(row.until, row.reviewedBefore)));
  page_.line("monitor alert ", page_.text(cold.alert), " when more than ", number(cold.moreThan), " in ",
             formatDuration(cold.in));
  page_.out();
}

void SystemListing::duties(const rt::GuardrailRow &row, const rt::GuardrailColdRow &cold) {
  for (const rt::LogRow &item : bundle_.rows<Section::Log>(cold.log))
    page_.line("log ", page_.text(item.text), " = ", page_.code(item.value),
               item.flags & rt::logRedacted ? " redacted" : "", item.flags & rt::logSensitive ? " sensitive" : "");
  if (cold.sink != rt::none)
    page_.line("to ", page_.text(bundle_.row<Section::Sinks>(cold.sink).name));
  for (const rt::EscalateRow &step : bundle_.rows<Section::Escalate>(cold.escalate))
    page_.line("escalate to ", page_.text(step.to), " within ", formatDuration(step.within));
  if (cold.escalateIn >= 0)
    page_.line("escalate when more than ", number(cold.escalateMoreThan), " in ", formatDuration(cold.escalateIn));
  page_.line("rollback ", page_.text(cold.rollbackAct), " ", page_.texts(cold.rollbackTargets), " by ",
             page_.text(cold.rollbackBy), " within ", formatDuration(cold.rollbackWithin),
             cold.runbook.size ? " runbook " + page_.quoted(cold.runbook) : "");
  page_.line("fails ", wordOf(row.fails), " ", page_.text(row.failsAsk),
             row.failsWaiver == rt::none ? "" : page_.waiver(row.failsWaiver));
  if (row.shadow != rt::none)
    page_.line("shadow ", page_.waiver(row.shadow));
  if (cold.controls.count)
    page_.line("maps controls ", page_.indexes(cold.controls));
}

} // namespace

void listSystem(ListingPage &page, const rt::SystemRow &system) { SystemListing(page, system).list(); }

} // namespace onus::backends::bytecode
