// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

namespace onus::lint {

namespace {

/// An exception that is expected to lift a rule shows that the rule fires.
bool onlyAllows(const syntax::Step &expect) {
  return expect.verdict == syntax::Verdict::Allow && !expect.failing && !expect.exception;
}

void check(const check::System &system, Pass &pass) {
  size_t expectations = 0;
  for (const check::TypedTest &test : pass.program.tests)
    if (test.system == &system)
      for (const check::TypedStep &step : test.steps)
        if (step.syntax->kind == syntax::Step::Kind::Expect) {
          if (!onlyAllows(*step.syntax))
            return;
          ++expectations;
        }
  if (expectations == 0)
    return;
  pass.report(system.decl->name.range,
              "the tests of system `{}` only expect `allow`: without a single guardrail they would pass too",
              system.symbol->simpleName())
      .label(expectations == 1 ? "one expectation, and it is `allow`"
                               : std::to_string(expectations) + " expectations, and all are `allow`")
      .help("present what the guardrails are there to stop, and expect that they do");
}

} // namespace

extern const Rule only_allows_expected = {
    .name = "only-allows-expected",
    .category = Category::Testing,
    .level = Level::Warn,
    .summary = "the tests of a system expect nothing but `allow`",
    .system = check,
};

} // namespace onus::lint
