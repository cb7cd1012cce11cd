// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/trials.h"

namespace onus::lint {

namespace {

void check(const check::Exception &exception, Pass &pass) {
  const Trials &trials = pass.facts.trials();
  const GuardrailTrial *trial = trials.of(*exception.guardrail);
  bool ended = exception.decl->waiver.until.value < pass.asOf();
  if (!trial || trial->events == 0 || trials.isUsed(exception) || ended)
    return;
  pass.report(exception.decl->name.range, "exception `{}` is used in no test: nothing shows what was signed for",
              exception.decl->name.text)
      .label("lifts nothing in any test")
      .help("present an event for which it is meant and `expect allow by exception " + exception.decl->name.text.str() +
            "`, and one just beyond it");
}

} // namespace

extern const Rule unused_exception = {
    .name = "unused-exception",
    .category = Category::Testing,
    .level = Level::Warn,
    .summary = "an exception that no test uses",
    .exception = check,
};

} // namespace onus::lint
