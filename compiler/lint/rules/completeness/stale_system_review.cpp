// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

namespace onus::lint {

namespace {

/// Days after which a review is old: a year, and a day for leap years.
constexpr Day old = 366;

void check(const check::System &system, Pass &pass) {
  const syntax::DateLit &reviewed = system.decl->reviewOn;
  Day age = pass.asOf() - reviewed.value;
  if (!reviewed || age <= old)
    return;
  pass.report(reviewed.range, "system `{}` was last reviewed {} days ago", system.symbol->simpleName(), age)
      .label("its model, its tools and its policies may all have changed since")
      .help("have it reviewed again, and write down the new review");
}

} // namespace

extern const Rule stale_system_review = {
    .name = "stale-system-review",
    .category = Category::Completeness,
    .summary = "a system was last reviewed more than a year ago",
    .system = check,
};

} // namespace onus::lint
