// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

namespace onus::lint {

namespace {

/// Days before its end from which on a waiver is spoken of: a month, so that a meeting still lies in between.
constexpr Day notice = 30;

void check(const check::Waiver &waiver, llvm::StringRef what, Pass &pass) {
  const syntax::DateLit &until = waiver.syntax->until;
  Day left = until.value - pass.asOf();
  if (left < 0 || left > notice)
    return;
  std::string when = left == 0 ? "today" : left == 1 ? "tomorrow" : "in " + std::to_string(left) + " days";
  pass.report(until.range, "{} ends {}: what it allows is refused after that", what, when)
      .help("have it approved again until a later day, or take out what needs it");
}

} // namespace

extern const Rule waiver_about_to_end = {
    .name = "waiver-about-to-end",
    .category = Category::Completeness,
    .level = Level::Info,
    .summary = "an exception or another waiver ends within 30 days",
    .waiver = check,
};

} // namespace onus::lint
