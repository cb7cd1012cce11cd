// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

/// Counts what the process asks of malloc, calloc and realloc, by standing in for them. For programs that link
/// allocations.cpp.
namespace onus::tests {

uint64_t allocations();

} // namespace onus::tests
