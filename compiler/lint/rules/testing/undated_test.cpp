// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/trials.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

using StepKind = syntax::Step::Kind;

/// The first exception that a test uses before it says what time it is; the earliest to end counts.
const check::Exception *usedUndated(const check::TypedTest &test, const TestTrial &trial) {
  const check::Exception *first = nullptr;
  for (const EventTrial &event : trial.events) {
    auto before = llvm::ArrayRef(test.steps).take_front(event.step);
    if (llvm::any_of(before, [](const check::TypedStep &step) { return step.syntax->kind == StepKind::At; }))
      break;
    for (const check::Exception *each : event.lifting)
      if (!first || each->decl->waiver.until.value < first->decl->waiver.until.value)
        first = each;
  }
  return first;
}

void check(const check::TypedTest &test, Pass &pass) {
  const TestTrial *trial = pass.facts.trials().of(test);
  const check::Exception *exception = trial ? usedUndated(test, *trial) : nullptr;
  if (!exception)
    return;
  Day until = exception->decl->waiver.until.value;
  pass.report(
          test.decl->what.range,
          "this test uses exception `{}` and runs as of the day on which it is run: after {} it fails, though nobody changed anything",
          exception->decl->name.text, formatDay(until))
      .label("says no time")
      .related(exception->decl->waiver.until.range, "the exception ends here")
      .help("begin the test with a time at which the exception holds: `at " + formatDay(pass.asOf()) + "T12:00:00Z`");
}

} // namespace

extern const Rule undated_test = {
    .name = "undated-test",
    .category = Category::Testing,
    .level = Level::Warn,
    .summary = "a test uses an exception and says no time, so that one day it fails",
    .test = check,
};

} // namespace onus::lint
