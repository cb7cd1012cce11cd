// SPDX-License-Identifier: Apache-2.0
#include "lsp/written_types.h"

#include "check/lets.h"
#include "syntax/walk.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

namespace {

bool isUsable(const ir::Type *type) { return type && !type->isError(); }

/// What one item of a list is; null for what is no list.
const ir::Type *itemOf(const ir::Type *list) {
  return list && list->kind == ir::TypeKind::List ? list->element : nullptr;
}

} // namespace

WrittenTypes::WrittenTypes(const View &view, source::FileId file) : program_(view.program()), file_(file) {
  const syntax::File *tree = view.tree(file);
  if (!tree)
    return;
  for (const auto *systems : {&program_.systems, &program_.standIns})
    for (const check::System &system : *systems)
      for (const check::TypedGuardrail &typed : system.guardrails)
        if (typed.guardrail && concerns(*typed.guardrail))
          guardrail(system, typed);
  for (const check::Surface &surface : program_.surfaces)
    if (surface.decl->range.file == file)
      for (const check::Tool &tool : surface.tools)
        for (const check::ToolEffect &effect : tool.effects)
          for (const check::EffectBinding &binding : effect.bindings)
            add(binding.value);
  for (const check::TypedTest &test : program_.tests)
    if (test.file == tree)
      for (const check::TypedStep &step : test.steps)
        for (const ir::Expr *each : {step.value, step.args})
          add(each);
  declarations(*tree);
}

bool WrittenTypes::concerns(const check::Guardrail &guardrail) const {
  return guardrail.decl->range.file == file_ || (guardrail.bodyFile && guardrail.bodyFile->id == file_) ||
         llvm::any_of(guardrail.exceptions,
                      [&](const check::Exception &each) { return each.decl->range.file == file_; });
}

void WrittenTypes::guardrail(const check::System &system, const check::TypedGuardrail &typed) {
  lets(typed);
  for (const check::TypedRule &rule : typed.rules) {
    add(rule.condition);
    for (const ir::RedactTarget &target : rule.redact)
      add(target.path);
  }
  for (const check::TypedException &exception : typed.exceptions)
    add(exception.when);
  for (const check::TypedLogItem &item : typed.log)
    add(item.value);
  for (const ir::Slot &slot : system.slots) {
    add(slot.where);
    add(slot.path);
    for (const ir::Expr *key : slot.per)
      add(key);
  }
}

void WrittenTypes::lets(const check::TypedGuardrail &typed) {
  for (const check::TypedLocal &local : typed.lets)
    add(local.value);
  for (const syntax::LocalLet &written : typed.guardrail->lets) {
    auto same = [&](const check::TypedLocal &local) { return written.name.text == local.name; };
    auto found = llvm::find_if(typed.lets, same);
    bool typedHere = found != typed.lets.end() && found->value && isUsable(found->value->type);
    if (typedHere && written.name.range.file == file_)
      declared_.try_emplace(written.name.range.begin, found->value->type);
  }
}

void WrittenTypes::add(const ir::Expr *expr) {
  if (!expr)
    return;
  ir::walk(expr, [&](const ir::Expr *each) {
    if (each->range.file != file_)
      return;
    std::pair<uint32_t, uint32_t> place(each->range.end, each->range.begin);
    if (isUsable(each->type))
      byPlace_.try_emplace(place, each->type);
    bool runs = each->kind == ir::ExprKind::Any || each->kind == ir::ExprKind::All ||
                each->kind == ir::ExprKind::CountOf || each->kind == ir::ExprKind::SumOf;
    if (runs && isUsable(each->operand(0)->type))
      lists_.try_emplace(place, each->operand(0)->type);
  });
}

void WrittenTypes::declarations(const syntax::File &tree) {
  for (const syntax::Decl *decl : tree.decls) {
    if (const auto *let = llvm::dyn_cast<syntax::LetDecl>(decl)) {
      add(check::valueOf(program_, *let));
      if (const ir::Type *type = check::typeOf(program_, *let); isUsable(type))
        declared_.try_emplace(let->name.range.begin, type);
    }
    syntax::walk(*decl, [&](const syntax::Expr &expr) {
      if (const auto *quantifier = llvm::dyn_cast<syntax::QuantifierExpr>(&expr))
        variable(quantifier->variable, expr.range, quantifier->list->range);
      if (const auto *call = llvm::dyn_cast<syntax::CallExpr>(&expr))
        for (const syntax::Argument &argument : call->arguments)
          if (argument.kind == syntax::Argument::Kind::Comprehension)
            variable(argument.variable, expr.range, argument.value->range);
    });
  }
}

void WrittenTypes::variable(const syntax::Name &name, source::Range whole, source::Range list) {
  auto known = lists_.find({whole.end, whole.begin});
  const ir::Type *item = itemOf(known != lists_.end() ? known->second : of(list));
  if (isUsable(item))
    declared_.try_emplace(name.range.begin, item);
}

const ir::Type *WrittenTypes::of(source::Range range) const {
  auto found = byPlace_.find({range.end, range.begin});
  return found == byPlace_.end() ? nullptr : found->second;
}

const ir::Type *WrittenTypes::endingWith(source::Range name) const {
  auto after = byPlace_.upper_bound({name.end, name.begin});
  if (after == byPlace_.begin())
    return nullptr;
  auto found = std::prev(after);
  return found->first.first == name.end ? found->second : nullptr;
}

const ir::Type *WrittenTypes::declaredBy(const syntax::Name &name) const {
  auto found = declared_.find(name.range.begin);
  return found == declared_.end() ? nullptr : found->second;
}

} // namespace onus::lsp
