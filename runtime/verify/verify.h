// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/format/bundle.h"

/// The door: bytes are hostile until they passed here. What it accepts cannot make an engine read outside the bundle,
/// recurse without end or run past the stated cost.
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
