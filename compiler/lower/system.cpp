// SPDX-License-Identifier: Apache-2.0
#include "lower/parts.h"

#include "llvm/ADT/STLExtras.h"

#include <map>
#include <set>

namespace onus::lower {

namespace {

void eachOf(const ir::Guardrail &guardrail, const std::function<void(const ir::Expr *)> &visit) {
  for (const ir::LocalValue &local : guardrail.lets)
    visit(local.value);
  for (const ir::Rule &rule : guardrail.rules) {
    if (rule.condition)
      visit(rule.condition);
    for (const ir::RedactTarget &target : rule.redact)
      visit(target.path);
  }
  for (const ir::Exception &exception : guardrail.exceptions)
    if (exception.when)
      visit(exception.when);
  for (const ir::LogItem &item : guardrail.log)
    visit(item.value);
}

void eachOf(const ir::Slot &slot, const std::function<void(const ir::Expr *)> &visit) {
  for (const ir::Expr *expr : {slot.where, slot.path})
    if (expr)
      visit(expr);
  for (const ir::Expr *key : slot.per)
    visit(key);
}

/// The detectors that the system reads, with every term under which an engine is asked for them (S47).
std::vector<ir::Detector> lowerDetectors(const check::Program &program, const ir::System &system) {
  std::map<std::string, std::set<std::string>> terms;
  eachExpr(system, [&](const ir::Expr *expr) {
    if (expr->kind == ir::ExprKind::Signal)
      terms[expr->text.str()].insert(expr->names[0].str());
  });
  std::vector<ir::Detector> out;
  for (const check::Detector &detector : program.detectors) {
    auto found = terms.find(detector.symbol->name);
    if (found == terms.end())
      continue;
    out.push_back({detector.symbol->name,
                   nameOf(detector.owner),
                   nameOf(detector.vendor),
                   detector.output,
                   detector.decl->timeout.value,
                   {found->second.begin(), found->second.end()}});
  }
  llvm::sort(out, [](const ir::Detector &left, const ir::Detector &right) { return left.name < right.name; });
  return out;
}

template <typename T>
void sortByName(std::vector<T> &items) {
  llvm::sort(items, [](const T &left, const T &right) { return left.name < right.name; });
}

void lowerTools(const check::System &from, ir::System &out, Arena &arena) {
  for (const check::Surface *surface : from.surfaces)
    for (const check::Tool &tool : surface->tools)
      out.tools.push_back(lowerTool(tool, out.guardrails, arena));
  sortByName(out.tools);
}

} // namespace

void eachExpr(const ir::System &system, const std::function<void(const ir::Expr *)> &visit) {
  auto deep = [&](const ir::Expr *expr) { ir::walk(expr, visit); };
  for (const ir::Guardrail &guardrail : system.guardrails)
    eachOf(guardrail, deep);
  for (const ir::Slot &slot : system.slots)
    eachOf(slot, deep);
  for (const ir::Tool &tool : system.tools)
    for (const ir::ToolEffect &effect : tool.effects)
      for (const ir::Binding &binding : effect.bindings)
        if (binding.value)
          deep(binding.value);
}

namespace {

void lowerAccount(const check::System &from, ir::System &out) {
  out.title = from.decl->title.value.str();
  out.operatorParty = nameOf(from.operatorParty);
  out.business = nameOf(from.business);
  out.engineering = nameOf(from.engineering);
  out.security = nameOf(from.security);
  out.model = nameOf(from.model);
  out.modelVersion = from.decl->modelVersion.value.str();
  out.change = from.decl->change.value.str();
  out.incident = from.decl->incident.value.str();
  out.review = from.decl->review.value.str();
  if (from.decl->reviewOn)
    out.reviewOn = from.decl->reviewOn.value;
}

} // namespace

std::string nameOf(const check::System &system) {
  return system.symbol ? system.symbol->name : system.enforced.front()->symbol->package->name;
}

ir::System lowerSystem(const check::Program &program, const check::System &from) {
  SystemLowering lowering{program, from, Slots(from.slots, *program.arena)};
  ir::System out;
  out.name = nameOf(from);
  if (from.symbol)
    lowerAccount(from, out);
  out.context = from.context;
  out.worstCost = from.worstCost;
  std::vector<const check::TypedGuardrail *> guardrails;
  for (const check::TypedGuardrail &guardrail : from.guardrails)
    guardrails.push_back(&guardrail);
  llvm::sort(guardrails, [](auto *left, auto *right) { return left->guardrail->name() < right->guardrail->name(); });
  for (const check::TypedGuardrail *guardrail : guardrails)
    out.guardrails.push_back(lowerGuardrail(lowering, *guardrail));
  out.slots = lowering.slots.take();
  lowerTools(from, out, *program.arena);
  out.detectors = lowerDetectors(program, out);
  return out;
}

} // namespace onus::lower
