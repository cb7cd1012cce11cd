// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stddef.h>

namespace onus::tests {

/// How often this program has asked for memory so far.
size_t allocations();
/// False where a sanitizer brings an allocator of its own, and nothing is counted.
bool countsAllocations();

} // namespace onus::tests
