// SPDX-License-Identifier: Apache-2.0
#include "lint/guardrail_reader.h"
#include "lint/pass.h"

namespace onus::lint {

namespace {

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) {
  GuardrailReader reader(guardrail);
  reader.walk([&](const ir::Expr &expr, Use) {
    bool search = expr.kind == ir::ExprKind::Call &&
                  (expr.text == "contains" || expr.text == "starts_with" || expr.text == "ends_with");
    if (!search || !reader.isOfEvent(expr.operand(1)))
      return;
    auto constant = reader.literal(expr.operand(0));
    if (!constant)
      return;
    llvm::StringRef where = expr.text == "contains"      ? "in it"
                            : expr.text == "starts_with" ? "at its beginning"
                                                         : "at its end";
    auto builder =
        pass.report(expr.range, "this looks for the event's text in `{}`, where `{}` and the empty text are too",
                    *constant, expr.text == "ends_with" ? constant->take_back() : constant->take_front());
    builder.label("true of every piece that stands " + where.str());
    builder.help(expr.text == "contains" ? "for one of several words write `… in [\"…\", \"…\"]`"
                                         : "the text that is tested stands first: swap the two");
  });
}

} // namespace

extern const Rule argument_in_constant = {
    .name = "argument-in-constant",
    .category = Category::Correctness,
    .level = Level::Error,
    .summary = "an argument is looked for in a fixed text, so that any piece of that text is found",
    .typedGuardrail = check,
};

} // namespace onus::lint
