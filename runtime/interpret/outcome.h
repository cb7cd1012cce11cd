// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/value/cell.h"

/// The three-valued outcome of an expression (S1): a value, or a failure that says whose it is (S3).
namespace onus::rt {

enum class Cause : uint8_t { Content, Engine };

struct Outcome {
  Cell value; ///< Absent where it failed
  bool failed = false;
  Cause cause = Cause::Content;
  Text why; ///< of a failure: lower case, no full stop, holds no value of the event; lives as long as the decision

  Outcome() = default;
  Outcome(Cell of) : value(of) {}
  static Outcome boolean(bool of) { return Cell::boolean(of); }
  static Outcome failure(Cause cause, Text why) {
    Outcome made;
    made.failed = true;
    made.cause = cause;
    made.why = why;
    return made;
  }
  static Outcome content(Text why) { return failure(Cause::Content, why); }
  static Outcome engine(Text why) { return failure(Cause::Engine, why); }
  bool isTrue() const { return !failed && value.isTrue(); }
};

/// What several failures come to: the stricter cause wins, the first of that cause explains (S1, S3).
inline void join(Outcome &into, const Outcome &failure) {
  if (!into.failed || (into.cause == Cause::Engine && failure.cause == Cause::Content))
    into = failure;
}

} // namespace onus::rt
