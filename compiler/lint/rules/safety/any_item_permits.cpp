// SPDX-License-Identifier: Apache-2.0
#include "lint/guardrail_reader.h"
#include "lint/pass.h"
#include "lint/places.h"

namespace onus::lint {

namespace {

/// The list names what the call acts on: in an argument, or in what a tool binds to a parameter of an effect.
/// Membership in a list of the policy (`any k in known: k == args.to`) is another question, and so is that of one good
/// label.
bool namesTargets(const GuardrailReader &reader, const ir::Expr *list) {
  list = reader.meaning(list);
  llvm::StringRef name = reader.nameOf(list);
  while (list->kind == ir::ExprKind::Member || list->kind == ir::ExprKind::Coalesce)
    list = list->operand(0);
  bool argument = list->kind == ir::ExprKind::Root && list->text == "args";
  return list->kind == ir::ExprKind::EffectParameter || (argument && namesTarget(name));
}

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) {
  GuardrailReader reader(guardrail);
  reader.walk([&](const ir::Expr &expr, Use use) {
    bool permits = expr.kind == ir::ExprKind::Any && use == Use::Permits;
    bool stops = expr.kind == ir::ExprKind::All && use == Use::Stops;
    if ((!permits && !stops) || !namesTargets(reader, expr.operand(0)))
      return;
    std::string list = ir::print(reader.meaning(expr.operand(0)));
    if (permits)
      pass.report(expr.range, "one good item of `{}` permits all the others", list)
          .label("true as soon as it is true of one")
          .help("with `all` every item must be so");
    else
      pass.report(expr.range, "one good item of `{}` is enough, and nothing is stopped", list)
          .label("false as soon as it is false of one")
          .help("with `any` one bad item stops it");
  });
}

} // namespace

extern const Rule any_item_permits = {
    .name = "any-item-permits",
    .category = Category::Safety,
    .level = Level::Warn,
    .summary = "one acceptable item of a list lets all the others through",
    .typedGuardrail = check,
};

} // namespace onus::lint
