// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

namespace onus::lint {

namespace {

using StepKind = syntax::Step::Kind;

/// What follows the last expectation is decided, and nobody looks.
void check(const check::TypedTest &test, Pass &pass) {
  size_t after = 0;
  for (size_t place = 0; place < test.steps.size(); ++place)
    if (test.steps[place].syntax->kind == StepKind::Expect)
      after = place + 1;
  for (size_t place = after; place < test.steps.size(); ++place) {
    const syntax::Step &step = *test.steps[place].syntax;
    if (step.kind != StepKind::Event && step.kind != StepKind::Approved)
      continue;
    pass.report(step.range, "the test ends without a word on this event: whatever is decided, it passes")
        .label("no `expect` follows")
        .help("say what is expected of it, or take it out");
    return;
  }
}

} // namespace

extern const Rule unjudged_steps = {
    .name = "unjudged-steps",
    .category = Category::Testing,
    .level = Level::Warn,
    .summary = "a test ends with events of which it expects nothing",
    .test = check,
};

} // namespace onus::lint
