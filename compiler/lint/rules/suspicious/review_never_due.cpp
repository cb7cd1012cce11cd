// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

namespace onus::lint {

namespace {

/// Days for which an exception needs no review but the one that let it begin.
constexpr Day brief = 31;

void check(const check::Exception &exception, Pass &pass) {
  const syntax::Waiver &waiver = exception.decl->waiver;
  const syntax::DurationLit &every = waiver.reviewed->every;
  Day lasts = waiver.until.value - waiver.approved.on.value;
  if (lasts <= brief || every.value < lasts * millisPerDay)
    return;
  pass.report(every.range, "exception `{}` is to be reviewed every {} days, and ends after {}: no review comes due",
              exception.name, every.value / millisPerDay, lasts)
      .label("longer than it lasts")
      .related(waiver.until.range, "ends here")
      .help("write an interval that leaves room for a review, such as `every 30d`");
}

} // namespace

extern const Rule review_never_due = {
    .name = "review-never-due",
    .category = Category::Suspicious,
    .summary = "an exception ends before its next review comes due",
    .exception = check,
};

} // namespace onus::lint
