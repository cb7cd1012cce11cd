// SPDX-License-Identifier: Apache-2.0
#include "ir/verify.h"

#include "ir/depth.h"
#include "ir/fits.h"
#include "ir/verify_expr.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace onus::ir {

namespace {

/// Periods beyond this are no obligations of anybody, and adding one to an instant stays far within int64.
constexpr Millis longestPeriod = 366 * 1000 * millisPerDay;
constexpr int64_t largestCapacity = 1 << 30;

class ModuleVerifier {
public:
  explicit ModuleVerifier(const Module &module) : module_(module) {}
  std::optional<ReadError> run();

private:
  /// Visits a list with the trail at each item.
  template <typename T, typename Visit>
  void each(llvm::StringRef name, const std::vector<T> &items, Visit visit) {
    Step list(trail_, name);
    for (size_t index = 0; index < items.size() && !trail_.failed(); ++index) {
      Step item(trail_, index);
      visit(items[index]);
    }
  }
  template <typename Visit>
  void at(llvm::StringRef name, Visit visit) {
    if (trail_.failed())
      return;
    Step step(trail_, name);
    visit();
  }
  void require(bool holds, const char *message) {
    if (!holds)
      trail_.fail(message);
  }
  void requireAt(llvm::StringRef name, bool holds, const char *message) {
    at(name, [&] { require(holds, message); });
  }
  void period(llvm::StringRef name, Millis value, bool zero = false) {
    requireAt(name, value >= (zero ? 0 : 1) && value <= longestPeriod, "the period is out of range");
  }
  void party(llvm::StringRef name, const std::string &value, bool needed = true) {
    requireAt(name, (value.empty() && !needed) || parties_.contains(value), "no such party");
  }
  template <typename T>
  void sortedByName(const std::vector<T> &items) {
    for (size_t index = 1; index < items.size(); ++index)
      if (!(items[index - 1].name < items[index].name))
        return trail_.fail("the names are not sorted and unique");
  }

  void checkParties();
  void checkData();
  void checkSystem(const System &system);
  void checkTool(const Tool &tool);
  void checkTypes(const Tool &tool);
  void checkWaiver(const Waiver &waiver);
  void checkSlot(const Slot &slot);
  void checkSlotUse(const Slot &slot);
  void checkGuardrail(const Guardrail &guardrail);
  void checkSelector(const GuardrailSelector &selector);
  void checkRule(const Rule &rule, const VerifyScope &scope);
  void checkException(const Guardrail &guardrail, const Exception &exception, const VerifyScope &scope);
  void checkDuties(const Guardrail &guardrail, const VerifyScope &scope);
  void checkTools(llvm::StringRef name, const std::vector<std::string> &tools);
  std::vector<const Tool *> toolsOf(const std::vector<std::string> &names) const;
  void expr(const VerifyScope &scope, const Expr *expr) {
    VerifyScope own = scope;
    verifyExpr(trail_, own, expr);
  }
  void condition(const VerifyScope &scope, const Expr *expr) {
    VerifyScope own = scope;
    verifyCondition(trail_, own, expr);
  }

  const Module &module_;
  Trail trail_;
  llvm::StringSet<> parties_, sinks_;
  const System *system_ = nullptr;
  llvm::StringMap<const Tool *> tools_;
  VerifyNames names_;
};

std::optional<ReadError> ModuleVerifier::run() {
  for (const Party &party : module_.parties)
    parties_.insert(party.name);
  for (const Sink &sink : module_.sinks)
    sinks_.insert(sink.name);
  checkParties();
  checkData();
  requireAt("systems", !module_.systems.empty(), "a module has a system");
  at("systems", [&] { sortedByName(module_.systems); });
  each("systems", module_.systems, [&](const System &system) { checkSystem(system); });
  return std::move(trail_.error);
}

void ModuleVerifier::checkParties() {
  static constexpr llvm::StringLiteral kinds[] = {"organization", "person", "team", "vendor"};
  each("parties", module_.parties, [&](const Party &each) {
    requireAt("kind", llvm::is_contained(kinds, each.kind), "no kind of party");
    party("lead", each.lead, false);
    party("answers_to", each.answersTo, false);
    for (const std::string &member : each.members)
      party("members", member);
  });
  each("sinks", module_.sinks, [&](const Sink &sink) {
    party("owner", sink.owner);
    period("keep", sink.keep);
  });
}

void ModuleVerifier::checkData() {
  llvm::StringSet<> names;
  each("data", module_.data, [&](const Data &data) {
    requireAt("name", names.insert(data.name).second, "this name is there twice");
    names_.data[data.name] = &data;
    if (auto problem = misfit(data.value, data.type))
      trail_.fail("the value does not fit its type: " + problem->message + " at `value" + problem->path + "`");
  });
}

void ModuleVerifier::checkWaiver(const Waiver &waiver) {
  party("requested_by", waiver.requestedBy);
  party("approved_by", waiver.approvedBy);
  party("also_approved_by", waiver.alsoApprovedBy, false);
}

void ModuleVerifier::checkTypes(const Tool &tool) {
  auto isRoot = [](const Type *type) { return type->kind == TypeKind::Record || type->kind == TypeKind::Json; };
  requireAt("args", isRoot(tool.args), "arguments are a record or json");
  VerifyScope scope;
  scope.names = &names_;
  scope.tools = {&tool};
  each("effects", tool.effects, [&](const ToolEffect &effect) {
    each("bindings", effect.bindings, [&](const Binding &binding) {
      require(binding.none != (binding.value != nullptr), "a binding is either `none` or a value");
      at("value", [&] {
        if (binding.value)
          expr(scope, binding.value);
        if (binding.value && !trail_.failed())
          require(readableAs(binding.value->type, binding.type), "the value does not fit the parameter");
      });
    });
  });
}

void ModuleVerifier::checkTool(const Tool &tool) {
  party("owner", tool.owner);
  party("classified_by", tool.classifiedBy);
  checkTypes(tool);
  each("unguarded", tool.unguarded,
       [&](const ToolUnguarded &unguarded) { at("waiver", [&] { checkWaiver(unguarded.waiver); }); });
}

std::vector<const Tool *> ModuleVerifier::toolsOf(const std::vector<std::string> &names) const {
  std::vector<const Tool *> tools;
  for (const std::string &name : names)
    if (const Tool *tool = tools_.lookup(name))
      tools.push_back(tool);
  return tools;
}

void ModuleVerifier::checkTools(llvm::StringRef name, const std::vector<std::string> &tools) {
  at(name, [&] {
    for (const std::string &tool : tools)
      if (!tools_.count(tool))
        return trail_.fail("`" + tool + "` is no tool of the system");
  });
}

/// Which of where, per, last and path go with the operation (S20).
void ModuleVerifier::checkSlotUse(const Slot &slot) {
  bool adds = slot.op == HistoryOp::Total;
  bool reads = adds || slot.op == HistoryOp::Latest;
  require(reads == (slot.path != nullptr), "`path` belongs to total and latest");
  require(!slot.denied || slot.op == HistoryOp::Count, "only denied events are counted");
  if (slot.op == HistoryOp::Mentioned)
    require(!slot.where && slot.per.empty() && !slot.last, "`mentioned` has no condition, key or window");
  if (adds && !trail_.failed())
    require(present(slot.path->type)->isNumber(), "what is added up is a number");
}

void ModuleVerifier::checkSlot(const Slot &slot) {
  bool onTools = slot.event == EventKind::Call || slot.event == EventKind::Result;
  requireAt("tools", onTools || slot.tools.empty(), "events of this kind have no tool");
  checkTools("tools", slot.tools);
  checkTools("not_for", slot.notFor);
  requireAt("capacity", slot.capacity > 0 && slot.capacity <= largestCapacity, "the capacity is out of range");
  if (slot.last)
    period("last", *slot.last);
  VerifyScope scope;
  scope.names = &names_;
  scope.system = system_;
  scope.history = false;
  for (const Tool *tool : toolsOf(slot.tools))
    if (!llvm::is_contained(slot.notFor, tool->name))
      scope.tools.push_back(tool);
  at("where", [&] { slot.where ? condition(scope, slot.where) : void(); });
  at("path", [&] { slot.path ? expr(scope, slot.path) : void(); });
  each("per", slot.per, [&](const Expr *key) { expr(scope, key); });
  if (!trail_.failed())
    checkSlotUse(slot);
}

void ModuleVerifier::checkSelector(const GuardrailSelector &selector) {
  bool onTools = selector.event == EventKind::Call || selector.event == EventKind::Result;
  requireAt("tools", onTools || selector.tools.empty(), "events of this kind have no tool");
  checkTools("tools", selector.tools);
  requireAt("covers",
            llvm::all_of(selector.covers, [&](auto &tool) { return llvm::is_contained(selector.tools, tool); }),
            "what is covered is selected");
}

void ModuleVerifier::checkRule(const Rule &rule, const VerifyScope &scope) {
  bool asks = rule.verdict == Verdict::Ask;
  requireAt("verdict", rule.verdict != Verdict::Allow, "a rule does not allow");
  requireAt("require", !rule.require || (rule.verdict == Verdict::Deny && rule.condition), "`require` denies");
  requireAt("ask", asks ? rule.askParty == "user" || parties_.contains(rule.askParty) : rule.askParty.empty(),
            "no such party");
  period("within", rule.within);
  checkTools("not_for", rule.notFor);
  VerifyScope own = scope;
  llvm::erase_if(own.tools, [&](const Tool *tool) { return llvm::is_contained(rule.notFor, tool->name); });
  at("condition", [&] { rule.condition ? condition(own, rule.condition) : void(); });
  requireAt("redact", (rule.verdict == Verdict::Redact) == !rule.redact.empty(), "`redact` names what goes");
  each("redact", rule.redact, [&](const RedactTarget &target) {
    at("path", [&] { expr(own, target.path); });
    if (!trail_.failed() && !target.pattern.empty())
      if (auto problem = badPattern(target.pattern))
        trail_.fail(*problem);
  });
}

void ModuleVerifier::checkException(const Guardrail &guardrail, const Exception &exception, const VerifyScope &scope) {
  at("lifts", [&] {
    for (const std::string &label : exception.lifts)
      require(llvm::any_of(guardrail.rules, [&](const Rule &rule) { return rule.label == label; }), "no such label");
  });
  at("when", [&] { exception.when ? condition(scope, exception.when) : void(); });
  at("waiver", [&] { checkWaiver(exception.waiver); });
  party("reviewed_by", exception.reviewedBy);
  period("every", exception.every);
  at("monitor", [&] {
    party("alert", exception.monitor.alert);
    period("in", exception.monitor.in);
    requireAt("more_than", exception.monitor.moreThan >= 0, "the number is out of range");
  });
}

void ModuleVerifier::checkDuties(const Guardrail &guardrail, const VerifyScope &scope) {
  static constexpr llvm::StringLiteral acts[] = {"disable_tools", "disable_system", "restore_previous", "revoke",
                                                 "manual"};
  each("log", guardrail.log, [&](const LogItem &item) { at("value", [&] { expr(scope, item.value); }); });
  requireAt("sink", sinks_.contains(guardrail.sink), "no such sink");
  requireAt("escalate", !guardrail.escalate.empty(), "somebody is called");
  each("escalate", guardrail.escalate, [&](const EscalateStep &step) {
    party("to", step.to);
    period("within", step.within);
  });
  if (guardrail.escalateWhen)
    at("escalate_when", [&] {
      period("in", guardrail.escalateWhen->second);
      requireAt("more_than", guardrail.escalateWhen->first >= 0, "the number is out of range");
    });
  at("rollback", [&] {
    requireAt("act", llvm::is_contained(acts, guardrail.rollback.act), "no way to roll back");
    party("by", guardrail.rollback.by);
    period("within", guardrail.rollback.within);
  });
}

void ModuleVerifier::checkGuardrail(const Guardrail &guardrail) {
  party("owner", guardrail.owner);
  requireAt("on", !guardrail.on.empty(), "a guardrail selects something");
  requireAt("rules", !guardrail.rules.empty(), "a guardrail has a rule");
  each("on", guardrail.on, [&](const GuardrailSelector &selector) { checkSelector(selector); });
  VerifyScope scope;
  scope.names = &names_;
  scope.system = system_;
  for (const GuardrailSelector &selector : guardrail.on)
    for (const Tool *tool : toolsOf(selector.tools))
      if (!llvm::is_contained(scope.tools, tool))
        scope.tools.push_back(tool);
  each("lets", guardrail.lets, [&](const LocalValue &local) {
    requireAt("local", local.local >= 0 && local.local <= maxLocal, "the local's number is out of range");
    at("value", [&] { expr(scope, local.value); });
    scope.locals[local.local] = local.value->type;
    if (!trail_.failed())
      scope.depths[local.local] = evaluationDepth(local.value, scope.depths);
  });
  each("rules", guardrail.rules, [&](const Rule &rule) { checkRule(rule, scope); });
  each("exceptions", guardrail.exceptions, [&](const Exception &it) { checkException(guardrail, it, scope); });
  checkDuties(guardrail, scope);
  requireAt("fails_waiver", guardrail.failsWaiver.has_value() == (guardrail.fails == FailsMode::Open),
            "a waiver signs for failing open");
  requireAt("fails_ask",
            guardrail.fails == FailsMode::Ask ? guardrail.failsAsk == "user" || parties_.contains(guardrail.failsAsk)
                                              : guardrail.failsAsk.empty(),
            "no such party");
  at("fails_waiver", [&] { guardrail.failsWaiver ? checkWaiver(*guardrail.failsWaiver) : void(); });
  at("shadow", [&] { guardrail.shadow ? checkWaiver(*guardrail.shadow) : void(); });
}

void ModuleVerifier::checkSystem(const System &system) {
  system_ = &system;
  tools_.clear();
  names_.detectors.clear();
  for (const Detector &detector : system.detectors) {
    VerifyNames::Terms &known = names_.detectors[detector.name];
    known.detector = &detector;
    for (const std::string &term : detector.terms)
      known.terms.insert(term);
  }
  for (const Tool &tool : system.tools)
    tools_[tool.name] = &tool;
  party("operator", system.operatorParty);
  party("business", system.business);
  party("engineering", system.engineering);
  party("security", system.security);
  party("model", system.model, false);
  at("tools", [&] { sortedByName(system.tools); });
  at("guardrails", [&] { sortedByName(system.guardrails); });
  llvm::StringSet<> context;
  each("context", system.context,
       [&](const ContextMember &member) { requireAt("name", context.insert(member.name).second, "there twice"); });
  each("tools", system.tools, [&](const Tool &tool) { checkTool(tool); });
  each("detectors", system.detectors, [&](const Detector &detector) {
    party("owner", detector.owner);
    party("vendor", detector.vendor, false);
    period("timeout", detector.timeout);
  });
  each("slots", system.slots, [&](const Slot &slot) { checkSlot(slot); });
  each("guardrails", system.guardrails, [&](const Guardrail &guardrail) { checkGuardrail(guardrail); });
}

} // namespace

std::optional<ReadError> verify(const Module &module) { return ModuleVerifier(module).run(); }

} // namespace onus::ir
