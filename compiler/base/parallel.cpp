// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <pthread.h>
#include <thread>
#include <vector>

namespace onus {

namespace {

constexpr size_t stackBytes = 8u << 20;

/// The numbers that are left, and what went wrong.
struct Shared {
  Shared(size_t calls, llvm::function_ref<void(size_t)> each) : count(calls), work(each) {}

  const size_t count;
  const llvm::function_ref<void(size_t)> work;
  std::atomic<size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;

  void run() {
    try {
      for (size_t at = next++; at < count; at = next++)
        work(at);
    } catch (...) {
      next = count;
      std::lock_guard lock(mutex);
      if (!failure)
        failure = std::current_exception();
    }
  }
};

void *runShared(void *shared) {
  static_cast<Shared *>(shared)->run();
  return nullptr;
}

/// Starts a thread; false where the system gives none, and the others then do its work.
bool start(Shared &shared, pthread_t &thread) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0)
    return false;
  bool started = pthread_attr_setstacksize(&attributes, stackBytes) == 0 &&
                 pthread_create(&thread, &attributes, runShared, &shared) == 0;
  pthread_attr_destroy(&attributes);
  return started;
}

} // namespace

unsigned hardwareThreads() { return std::max(1u, std::thread::hardware_concurrency()); }

void inParallel(size_t count, unsigned threads, llvm::function_ref<void(size_t)> work) {
  Shared shared(count, work);
  std::vector<pthread_t> started;
  for (size_t i = 1; i < std::min<size_t>(threads, count); ++i) {
    pthread_t thread;
    if (!start(shared, thread))
      break;
    started.push_back(thread);
  }
  shared.run();
  for (pthread_t thread : started)
    pthread_join(thread, nullptr);
  if (shared.failure)
    std::rethrow_exception(shared.failure);
}

} // namespace onus
