// SPDX-License-Identifier: Apache-2.0
#include "unit/runtime/allocations.h"

#include <atomic>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define ONUS_COUNTS_ALLOCATIONS 1
#endif

namespace {
std::atomic<size_t> counted{0};
}

#ifdef ONUS_COUNTS_ALLOCATIONS
// The program's own functions come before those of the C library, which calls these, too.
extern "C" {
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *malloc(size_t size) {
  ++counted;
  return __libc_malloc(size);
}
void *calloc(size_t count, size_t size) {
  ++counted;
  return __libc_calloc(count, size);
}
void *realloc(void *old, size_t size) {
  ++counted;
  return __libc_realloc(old, size);
}
}
#endif

namespace onus::tests {

size_t allocations() { return counted; }

bool countsAllocations() {
#ifdef ONUS_COUNTS_ALLOCATIONS
  return true;
#else
  return false;
#endif
}

} // namespace onus::tests
