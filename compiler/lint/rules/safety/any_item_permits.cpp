// SPDX-License-Identifier: Apache-2.0
#include "lint/guardrail_reader.h"
#include "lint/pass.h"

namespace onus::lint {

namespace {

/// The list is the event's own: an argument of the call, or what a tool binds to a parameter of an effect. Membership
/// in a list of the policy (`any k in known: k == args.to`) is another question.
bool isArgument(const ir::Expr *list) {
  while (list->kind == ir::ExprKind::Member || list->kind == ir::ExprKind::Coalesce)
    list = list->operand(0);
  return list->kind == ir::ExprKind::EffectParameter || (list->kind == ir::ExprKind::Root && list->text == "args");
}

/// Labels say what a thing is beside others; one of them may well be enough.
bool namesLabels(llvm::StringRef member) {
  return member == "tags" || member == "labels" || member == "roles" || member == "groups" || member == "scopes";
}

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) {
  GuardrailReader reader(guardrail);
  reader.walk([&](const ir::Expr &expr, Use use) {
    bool permits = expr.kind == ir::ExprKind::Any && use == Use::Permits;
    bool stops = expr.kind == ir::ExprKind::All && use == Use::Stops;
    if ((!permits && !stops) || !isArgument(reader.meaning(expr.operand(0))) ||
        namesLabels(reader.nameOf(expr.operand(0))))
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
