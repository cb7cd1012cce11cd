// SPDX-License-Identifier: Apache-2.0
#include "evaluate/slot_meaning.h"

#include "base/digest.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace onus::evaluate {

namespace {

bool readsSession(const ir::Expr *expr) {
  bool found = false;
  ir::walk(expr, [&](const ir::Expr *part) {
    found |= part->kind == ir::ExprKind::Member && part->text == "id" && part->operand(0)->kind == ir::ExprKind::Root &&
             part->operand(0)->text == "session";
  });
  return found;
}

/// What the slot's expressions mean for a tool: which arguments stand behind effect parameters.
void describeBindings(const ir::System &system, const ir::Slot &slot, std::string &text) {
  std::vector<const ir::Expr *> exprs(slot.per.begin(), slot.per.end());
  exprs.push_back(slot.where);
  exprs.push_back(slot.path);
  std::set<std::pair<std::string, std::string>> read;
  for (const ir::Expr *expr : exprs)
    if (expr)
      ir::walk(expr, [&](const ir::Expr *part) {
        if (part->kind == ir::ExprKind::EffectParameter)
          read.emplace(part->text.str(), part->names[0].str());
      });
  for (const ir::Tool &tool : system.tools)
    for (const ir::ToolEffect &effect : tool.effects)
      for (const ir::Binding &binding : effect.bindings)
        if (llvm::is_contained(slot.tools, tool.name) && read.count({effect.effect, binding.parameter}))
          text += "\n" + tool.name + " " + effect.effect + "." + binding.parameter + " " +
                  (binding.value ? ir::print(binding.value) : "none");
}

} // namespace

std::string definitionOf(const ir::System &system, const ir::Slot &slot) {
  std::string text = ir::word(slot.op).str() + " " + ir::word(slot.event).str() + (slot.denied ? " denied" : "");
  for (const std::string &tool : slot.tools)
    text += "\n" + tool;
  text += "\nwhere " + (slot.where ? ir::print(slot.where) : "");
  for (const ir::Expr *per : slot.per)
    text += "\nper " + ir::print(per);
  text += "\nlast " + std::to_string(slot.last.value_or(0)) + "\npath " + (slot.path ? ir::print(slot.path) : "");
  for (const std::string &tool : slot.notFor)
    text += "\nnot " + tool;
  describeBindings(system, slot, text);
  return sha256Hex(text);
}

bool isSessionScoped(const ir::Slot &slot) { return slot.per.empty() || llvm::any_of(slot.per, readsSession); }

bool whereReadsResult(const ir::Slot &slot) {
  bool found = false;
  if (slot.where)
    ir::walk(slot.where, [&](const ir::Expr *part) {
      found |= part->kind == ir::ExprKind::Root && (part->text == "result" || part->text == "error");
    });
  return found;
}

} // namespace onus::evaluate
