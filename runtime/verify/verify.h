// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/format/bundle.h"

/// The door: bytes are hostile until they passed here. What it accepts cannot make an engine read outside the bundle,
/// follow a row of a wrong kind, recurse without end or write a record that is none. docs/bytecode.md, "What a loader
/// must check", lists the checks.
///
/// Instructions are shared by guardrails of several systems, and what a local stands for depends on where it is read.
/// So some things cannot be said of an instruction alone, and engines see to them while they evaluate, with a failure
/// where they do not hold:
///   * the kinds of operands: every operation looks at the kinds of its values;
///   * locals: one that nothing around it binds is a failure;
///   * slots: `number` is a slot of some system; where history is read, it must be one of the event's, and have as many
///     keys as are given;
///   * detectors and effects' parameters: they are looked up by name;
///   * depth: `Code::depth` is exact for all but `Local`, whose depth is that of a value bound elsewhere: evaluations
///     count how deep they are;
///   * steps: the worst cost is a claim; evaluations count their steps and stop where it is used up.
/// Names of parties in rows are texts: one that `Parties` does not have is only a name.
namespace onus::rt {

/// Why bytes are no bundle.
struct BundleProblem {
  char message[160] = {}; ///< for people: lower case, no full stop, ends in 0
  uint64_t offset = 0;    ///< of the byte where it was seen
};

/// Fills in `bundle` from bytes aligned to 8, which must outlive it and must not change; false with a problem where
/// they are none. Takes time linear in the size, and no memory.
bool verify(const void *bytes, size_t size, Bundle &bundle, BundleProblem &problem);

} // namespace onus::rt
