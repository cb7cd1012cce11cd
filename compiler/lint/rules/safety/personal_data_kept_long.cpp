// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/personal_data.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

constexpr Millis day = 86'400'000;
/// Three years: as long as most claims take to lapse, and longer than examiners look back.
constexpr Millis longest = 1096 * day;

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) {
  const check::Guardrail &whole = *guardrail.guardrail;
  const check::Tool *tool = personalSource(guardrail);
  bool shown = llvm::any_of(guardrail.log, [&](const auto &item) { return showsResult(guardrail, item); });
  if (!tool || !shown || !whole.sink || whole.sink->decl->keep.value <= longest)
    return;
  const syntax::DurationLit &keep = whole.sink->decl->keep;
  pass.report(keep.range, "sink `{}` keeps what tools say about people for {} days", whole.sink->symbol->simpleName(),
              keep.value / day)
      .label("data about people is kept no longer than it is needed")
      .related(whole.log.clause->range, "the result of tool `" + tool->qualified + "` goes there in clear")
      .help("log it to a sink that keeps it for less, or name it behind `redact`, which keeps its digest only");
}

} // namespace

extern const Rule personal_data_kept_long = {
    .name = "personal-data-kept-long",
    .category = Category::Safety,
    .level = Level::Warn,
    .summary = "a log keeps data about people in clear for more than three years",
    .typedGuardrail = check,
};

} // namespace onus::lint
