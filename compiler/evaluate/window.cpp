// SPDX-License-Identifier: Apache-2.0
#include "evaluate/window.h"

namespace onus::evaluate {

void WindowCount::add(const Window &window, Instant now) {
  while (!buckets_.empty() && !window.holds(buckets_.front().index, now))
    buckets_.pop_front();
  int64_t index = window.bucket(now);
  if (buckets_.empty() || buckets_.back().index != index)
    buckets_.push_back({index, 0, 0});
  ++buckets_.back().count;
}

int64_t WindowCount::count(const Window &window, Instant now) const {
  int64_t count = 0;
  for (const Bucket &bucket : buckets_)
    if (window.holds(bucket.index, now))
      count += bucket.count;
  return count;
}

} // namespace onus::evaluate
