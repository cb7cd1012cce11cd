// SPDX-License-Identifier: Apache-2.0
#include "support/allocations.h"

#include <atomic>
#include <cstddef>

// The C library's own, under the names that it keeps for those who stand in for them.
extern "C" {
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
}

namespace {
std::atomic<uint64_t> counted{0};
}

uint64_t onus::tests::allocations() { return counted.load(std::memory_order_relaxed); }

extern "C" void *malloc(size_t size) {
  counted.fetch_add(1, std::memory_order_relaxed);
  return __libc_malloc(size);
}
extern "C" void *calloc(size_t count, size_t size) {
  counted.fetch_add(1, std::memory_order_relaxed);
  return __libc_calloc(count, size);
}
extern "C" void *realloc(void *block, size_t size) {
  counted.fetch_add(1, std::memory_order_relaxed);
  return __libc_realloc(block, size);
}
