// SPDX-License-Identifier: Apache-2.0
#include "lint/guardrail_reader.h"
#include "lint/pass.h"
#include "lint/places.h"

namespace onus::lint {

namespace {

/// The pattern is about a place: what it is held against is named as one, or it spells a host itself.
bool isAboutPlace(const GuardrailReader &reader, const ir::Expr *subject, llvm::StringRef pattern) {
  std::string plain = pattern.str();
  llvm::erase_value(plain, '\\');
  return namesDestination(reader.nameOf(subject)) || plain.find("://") != std::string::npos || holdsHost(plain);
}

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) {
  GuardrailReader reader(guardrail);
  reader.walk([&](const ir::Expr &expr, Use use) {
    if (use != Use::Permits || expr.kind != ir::ExprKind::Call || expr.text != "contains")
      return;
    const ir::Expr *wanted = reader.meaning(expr.operand(1));
    bool pattern = wanted->kind == ir::ExprKind::Pattern && isAboutPlace(reader, expr.operand(0), wanted->text);
    bool text = wanted->kind == ir::ExprKind::String && placeOf(wanted->text) != Place::None &&
                placeOf(wanted->text) != Place::Path && expr.operand(0)->type->isStringLike() && wanted->text != "://";
    if (!pattern && !text)
      return;
    auto builder = pass.report(expr.range, "this permits every text that holds such a part somewhere");
    builder.label("what stands before and behind it is not asked");
    builder.help(pattern ? "`matches` asks for the whole text; `host(…)` and `domain(…)` give the part that counts"
                         : "compare `host(…)` or `domain(…)`, which give the part that counts");
  });
}

} // namespace

extern const Rule unanchored_pattern = {
    .name = "unanchored-pattern",
    .category = Category::Safety,
    .level = Level::Error,
    .summary = "an address is permitted because some part of it matches",
    .typedGuardrail = check,
};

} // namespace onus::lint
