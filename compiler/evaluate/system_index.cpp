// SPDX-License-Identifier: Apache-2.0
#include "evaluate/system_index.h"

#include "evaluate/roots.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

namespace onus::evaluate {

std::vector<const ir::Expr *> expressionsOf(const ir::Guardrail &guardrail) {
  std::vector<const ir::Expr *> found;
  auto add = [&](const ir::Expr *expr) {
    if (expr)
      found.push_back(expr);
  };
  for (const ir::LocalValue &let : guardrail.lets)
    add(let.value);
  for (const ir::Rule &rule : guardrail.rules) {
    add(rule.condition);
    for (const ir::RedactTarget &target : rule.redact)
      add(target.path);
  }
  for (const ir::Exception &exception : guardrail.exceptions)
    add(exception.when);
  return found;
}

SystemIndex::SystemIndex(const ir::System &system) : system_(&system), readers_(system.slots.size()) {
  for (const ir::Tool &tool : system.tools)
    tools_[tool.name] = &tool;
  for (size_t slot = 0; slot < system.slots.size(); ++slot)
    indexSlot(slot);
  for (size_t place = 0; place < system.guardrails.size(); ++place) {
    for (const ir::GuardrailSelector &selector : system.guardrails[place].on) {
      std::vector<std::string> tools = selector.tools;
      if (selector.event != ir::EventKind::Call && selector.event != ir::EventKind::Result)
        tools = {""};
      for (const std::string &tool : tools) {
        std::vector<size_t> &selecting = selecting_[{selector.event, tool}];
        if (selecting.empty() || selecting.back() != place)
          selecting.push_back(place);
      }
      for (const std::string &tool : selector.covers)
        covers_.insert({place, {selector.event, tool}});
    }
    indexReads(place);
  }
}

namespace {

/// True where some tool fills the parameter from a sensitive argument (S37).
bool bindsSensitive(const ir::System &system, const ir::Expr &parameter) {
  for (const ir::Tool &tool : system.tools)
    for (const ir::ToolEffect &effect : tool.effects)
      for (const ir::Binding &binding : effect.bindings)
        if (effect.effect == parameter.text && binding.parameter == parameter.names[0] && binding.value &&
            readsSensitive(*binding.value))
          return true;
  return false;
}

} // namespace

void SystemIndex::indexSlot(size_t slot) {
  const ir::Slot &of = system_->slots[slot];
  if (of.event != ir::EventKind::Call && of.event != ir::EventKind::Result) {
    recording_[{of.event, ""}].push_back(slot);
    return;
  }
  bool waits = of.event == ir::EventKind::Result && !of.denied && of.op != ir::HistoryOp::Mentioned;
  for (const std::string &tool : of.tools) {
    recording_[{of.event, tool}].push_back(slot);
    if (waits)
      recording_[{ir::EventKind::Call, tool}].push_back(slot);
  }
}

void SystemIndex::indexReads(size_t guardrail) {
  const ir::Guardrail &of = system_->guardrails[guardrail];
  llvm::StringSet<> maskedTexts;
  for (const ir::LogItem &item : of.log)
    if (item.redacted || item.sensitive)
      maskedTexts.insert(ir::print(item.value));
  llvm::DenseSet<const ir::Expr *> &masked = masked_.emplace_back();
  for (const ir::Expr *expr : expressionsOf(of))
    ir::walk(expr, [&](const ir::Expr *part) {
      if (part->kind == ir::ExprKind::History && static_cast<size_t>(part->number) < readers_.size()) {
        std::vector<size_t> &readers = readers_[static_cast<size_t>(part->number)];
        if (readers.empty() || readers.back() != guardrail)
          readers.push_back(guardrail);
      }
      bool isSensitive = (part->type && ir::holdsSensitive(part->type)) ||
                         (part->kind == ir::ExprKind::EffectParameter && bindsSensitive(*system_, *part));
      if (isSensitive || (!maskedTexts.empty() && maskedTexts.contains(ir::print(part))))
        masked.insert(part);
    });
}

llvm::ArrayRef<size_t> SystemIndex::selecting(ir::EventKind kind, llvm::StringRef tool) const {
  auto found = selecting_.find({kind, tool.str()});
  return found == selecting_.end() ? llvm::ArrayRef<size_t>() : llvm::ArrayRef<size_t>(found->second);
}

llvm::ArrayRef<size_t> SystemIndex::recording(ir::EventKind kind, llvm::StringRef tool) const {
  auto found = recording_.find({kind, tool.str()});
  return found == recording_.end() ? llvm::ArrayRef<size_t>() : llvm::ArrayRef<size_t>(found->second);
}

bool SystemIndex::covers(size_t guardrail, ir::EventKind kind, llvm::StringRef tool) const {
  return covers_.count({guardrail, {kind, tool.str()}}) > 0;
}

} // namespace onus::evaluate
