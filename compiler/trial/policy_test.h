// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"
#include "ir/module.h"

/// Policy tests (S49): each is played step by step against the reference engine, and every `expect` is judged; the
/// runtime must decide every event with the same record over the policy's bytecode. A test begins with engines that
/// remember nothing, so tests do not depend on one another.
namespace onus::trial {

/// An expectation that was not met, or a step that could not be played.
struct Finding {
  source::Range range;            ///< of the `expect`, or of the step
  std::string message;            ///< lower case, no full stop: `expected deny, but the decision is allow`
  std::vector<std::string> notes; ///< what was decided and why, a line each
};

/// An event as a test presented it to the engine.
struct PresentedEvent {
  std::string line;        ///< JSON
  bool standalone = false; ///< a result without a call before it: its arguments were not checked
};

struct TestResult {
  const check::TypedTest *test = nullptr;
  std::string name; ///< what the test says it shows
  std::vector<Finding> findings;
  std::vector<PresentedEvent> events;
  std::vector<std::string> records; ///< of every event, in order
  size_t expectations = 0;          ///< how many were judged
  int64_t steps = 0;                ///< elementary steps that the decisions took (S38)
  bool passed() const { return findings.empty(); }
};

class Spectator;

struct Options {
  Day asOf = 0;       ///< a test without `at` runs at noon UTC of this day
  std::string filter; ///< only tests whose name holds this; empty: all
  /// Looks on; may be null. Who does wants to know what the policy does, not whether two engines agree: the runtime is
  /// left out of it.
  Spectator *spectator = nullptr;
  int64_t steps = INT64_MAX; ///< once so many elementary steps were taken, no further test begins
};

/// Plays the program's tests; there are fewer results than tests where the steps did not suffice. `module` is what the
/// program lowers to.
std::vector<TestResult> runTests(const check::Program &program, const ir::Module &module, const Options &options);

} // namespace onus::trial
