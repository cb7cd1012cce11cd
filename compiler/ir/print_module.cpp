// SPDX-License-Identifier: Apache-2.0
#include "ir/print_module.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::ir {

namespace {

std::string quoted(llvm::StringRef text) {
  std::string out = "\"";
  for (char letter : text)
    if (letter == '\n')
      out += "\\n";
    else
      (letter == '"' || letter == '\\' ? out += '\\' : out) += letter;
  return out + "\"";
}

std::string titled(llvm::StringRef name, llvm::StringRef title) {
  return title.empty() ? name.str() : name.str() + " " + quoted(title);
}

std::string joined(const std::vector<std::string> &items) { return llvm::join(items, ", "); }

/// Collects indented lines.
class Page {
public:
  template <typename... Parts>
  void line(const Parts &...parts) {
    out_.append(2 * depth_, ' ');
    (out_.append(llvm::StringRef(parts).data(), llvm::StringRef(parts).size()), ...);
    out_ += '\n';
  }
  /// `word rest`, nothing where the rest is empty.
  void clause(llvm::StringRef word, llvm::StringRef rest) {
    if (!rest.empty())
      line(word, " ", rest);
  }
  void in() { ++depth_; }
  void out() { --depth_; }
  std::string take() { return std::move(out_); }

private:
  std::string out_;
  size_t depth_ = 0;
};

std::string waiverText(const Waiver &waiver) {
  std::string out = "because " + quoted(waiver.because);
  if (!waiver.requestedBy.empty())
    out += " requested by " + waiver.requestedBy;
  out += " approved by " + waiver.approvedBy + " on " + formatDay(waiver.on) + " until " + formatDay(waiver.until);
  return waiver.alsoApprovedBy.empty() ? out : out + " also approved by " + waiver.alsoApprovedBy;
}

void printHead(Page &page, const Module &module) {
  page.line("module ", module.onusVersion, " ", module.digest);
  for (const SourceFile &source : module.sources)
    page.line("source ", source.path, " ", source.digest);
  for (const Party &party : module.parties) {
    page.line(party.kind, " ", titled(party.name, party.title));
    page.in();
    page.clause("email", party.email);
    page.clause("lead", party.lead);
    page.clause("members", joined(party.members));
    page.clause("answers to", party.answersTo);
    for (const auto &[channel, address] : party.contacts)
      page.line("contact ", channel, " ", quoted(address));
    page.out();
  }
  for (const Sink &sink : module.sinks)
    page.line("sink ", sink.name, " owner ", sink.owner, " keep ", formatDuration(sink.keep));
  for (const Data &data : module.data)
    page.line("data ", data.name, ": ", print(data.type), data.digest.empty() ? "" : " " + data.digest);
}

std::string effectText(const ToolEffect &effect) {
  std::vector<std::string> bindings;
  for (const Binding &binding : effect.bindings)
    bindings.push_back(binding.parameter + ": " + (binding.none ? "none" : print(binding.value)));
  return effect.effect + (bindings.empty() ? "" : "(" + joined(bindings) + ")");
}

void printTool(Page &page, const Tool &tool) {
  page.line("tool ", tool.name, " ", tool.digest);
  page.in();
  page.line("args ", print(tool.args));
  page.line("result ", print(tool.result), tool.resultFromText ? " from text" : "");
  for (const ToolEffect &effect : tool.effects)
    page.line("does ", effectText(effect));
  for (const ToolUnguarded &unguarded : tool.unguarded)
    page.line("unguarded ", word(unguarded.event), " ", waiverText(unguarded.waiver));
  page.line("classified by ", tool.classifiedBy, ", owner ", tool.owner);
  page.out();
}

void printSystemHead(Page &page, const System &system) {
  page.clause("operator", system.operatorParty);
  page.clause("business", system.business);
  page.clause("engineering", system.engineering);
  page.clause("security", system.security);
  page.clause("model", system.modelVersion.empty() ? system.model : titled(system.model, system.modelVersion));
  page.clause("change", system.change);
  page.clause("incident", system.incident);
  page.clause("review", system.reviewOn ? system.review + " on " + formatDay(*system.reviewOn) : system.review);
  page.line("worst cost ", std::to_string(system.worstCost));
  for (const ContextMember &member : system.context)
    page.line("context ", member.name, ": ", print(member.type));
  for (const Tool &tool : system.tools)
    printTool(page, tool);
  for (const Detector &detector : system.detectors)
    page.line("detector ", detector.name, ": ", print(detector.output), " within ", formatDuration(detector.timeout),
              ", ", joined(detector.terms));
  for (size_t index = 0; index < system.slots.size(); ++index)
    page.line("slot ", std::to_string(index), " ", printSlot(system.slots[index]));
}

void printException(Page &page, const Exception &exception) {
  page.line("exception ", exception.name);
  page.in();
  page.clause("lifts", joined(exception.lifts));
  if (exception.when)
    page.line("when ", print(exception.when));
  page.line(waiverText(exception.waiver));
  page.line("reviewed by ", exception.reviewedBy, " on ", formatDay(exception.reviewedOn), " every ",
            formatDuration(exception.every));
  page.line("monitor alert ", exception.monitor.alert, " when more than ", std::to_string(exception.monitor.moreThan),
            " in ", formatDuration(exception.monitor.in));
  page.out();
}

std::string logText(const std::vector<LogItem> &items, bool redacted) {
  std::vector<std::string> texts;
  for (const LogItem &item : items)
    if (item.redacted == redacted)
      texts.push_back(item.sensitive && !redacted ? item.text + " (sensitive)" : item.text);
  return joined(texts);
}

void printDuties(Page &page, const Guardrail &guardrail) {
  page.clause("log", logText(guardrail.log, false));
  page.clause("log redacted", logText(guardrail.log, true));
  page.clause("to", guardrail.sink);
  for (const EscalateStep &step : guardrail.escalate)
    page.line("escalate to ", step.to, " within ", formatDuration(step.within));
  if (guardrail.escalateWhen)
    page.line("escalate when more than ", std::to_string(guardrail.escalateWhen->first), " in ",
              formatDuration(guardrail.escalateWhen->second));
  const Rollback &rollback = guardrail.rollback;
  page.line("rollback ", rollback.act, rollback.targets.empty() ? "" : " " + joined(rollback.targets), " by ",
            rollback.by, " within ", formatDuration(rollback.within),
            rollback.runbook.empty() ? "" : " runbook " + quoted(rollback.runbook));
  page.line("fails ", word(guardrail.fails), guardrail.failsAsk.empty() ? "" : " " + guardrail.failsAsk,
            guardrail.failsWaiver ? " " + waiverText(*guardrail.failsWaiver) : "");
  if (guardrail.shadow)
    page.line("shadow ", waiverText(*guardrail.shadow));
  for (const Control &control : guardrail.controls)
    page.line("maps ", control.framework, " ", titled(quoted(control.id), control.title));
}

void printGuardrail(Page &page, const Guardrail &guardrail) {
  page.line("guardrail ", titled(guardrail.name, guardrail.title));
  page.in();
  page.line("at ", guardrail.span.file, ":", std::to_string(guardrail.span.line));
  page.line("owner ", guardrail.owner);
  page.line("severity ", word(guardrail.severity));
  for (const GuardrailSelector &selector : guardrail.on)
    page.line("on ", word(selector.event), selector.tools.empty() ? "" : " " + joined(selector.tools),
              selector.covers.empty() ? "" : " (covers " + joined(selector.covers) + ")");
  for (const LocalValue &local : guardrail.lets)
    page.line("let ", local.name, " = ", print(local.value));
  for (const Rule &rule : guardrail.rules)
    page.line(printRule(rule));
  for (const Exception &exception : guardrail.exceptions)
    printException(page, exception);
  printDuties(page, guardrail);
  page.out();
}

std::string redactText(const Rule &rule) {
  std::vector<std::string> targets;
  for (const RedactTarget &target : rule.redact)
    targets.push_back(print(target.path) + (target.pattern.empty() ? "" : " matching r" + quoted(target.pattern)));
  return joined(targets);
}

} // namespace

std::string printRule(const Rule &rule) {
  std::string out = rule.require ? "require" : word(rule.verdict).str();
  if (rule.verdict == Verdict::Ask)
    out += " " + rule.askParty + " within " + formatDuration(rule.within);
  if (!rule.redact.empty())
    out += " " + redactText(rule);
  if (!rule.label.empty())
    out = rule.label + ": " + out;
  if (rule.condition)
    out += (rule.require ? " " : " when ") + print(rule.condition);
  if (!rule.because.empty())
    out += " because " + quoted(rule.because);
  if (!rule.notFor.empty())
    out += " (not for " + joined(rule.notFor) + ")";
  return out;
}

std::string printSlot(const Slot &slot) {
  std::string out = slot.text + ": " + word(slot.op).str() + (slot.denied ? " denied " : " ") + word(slot.event).str();
  if (!slot.tools.empty())
    out += " of " + joined(slot.tools);
  if (slot.where)
    out += ", where " + print(slot.where);
  for (const Expr *key : slot.per)
    out += ", per " + print(key);
  if (slot.path)
    out += ", path " + print(slot.path);
  if (slot.last)
    out += ", last " + formatDuration(*slot.last);
  if (!slot.notFor.empty())
    out += ", not for " + joined(slot.notFor);
  out += ", capacity " + std::to_string(slot.capacity);
  return slot.readsResult ? out + ", reads the result" : out;
}

std::string printModule(const Module &module) {
  Page page;
  printHead(page, module);
  for (const System &system : module.systems) {
    page.line("system ", titled(system.name, system.title));
    page.in();
    printSystemHead(page, system);
    for (const Guardrail &guardrail : system.guardrails)
      printGuardrail(page, guardrail);
    page.out();
  }
  return page.take();
}

} // namespace onus::ir
