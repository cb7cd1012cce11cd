// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"
#include "evaluate/decision.h"

namespace onus::trial {

/// Somebody who looks on while tests are played: told what guardrails evaluate, and after each event what was decided.
class Spectator : public evaluate::Watcher {
public:
  /// `step` is the place in the test of the event, or of the approval that presents it again. The decision lives for
  /// the call only; what it points to is the module that is played.
  virtual void decided(const check::TypedTest &test, size_t step, const evaluate::Decision &decision) = 0;
};

} // namespace onus::trial
