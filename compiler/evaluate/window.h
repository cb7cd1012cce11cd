// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/time.h"

#include <cstdint>
#include <deque>
#include <optional>

/// Windows of history (S21): `last D` counts in buckets of ⌈D/64⌉ ms aligned to the epoch, the current one and the 64
/// before it. That is the meaning: never less than D, at most D/64 more.
namespace onus::evaluate {

class Window {
public:
  /// Nothing: all of history.
  explicit Window(std::optional<Millis> length = std::nullopt) : width_(length ? (*length + 63) / 64 : 0) {}

  /// The bucket of an instant; 0 for all where the window is everything.
  int64_t bucket(Instant at) const {
    if (width_ <= 0)
      return 0;
    return at / width_ - (at % width_ < 0);
  }
  /// True where a bucket still counts at an instant.
  bool holds(int64_t bucketThen, Instant now) const { return width_ <= 0 || bucketThen >= bucket(now) - 64; }

private:
  Millis width_;
};

struct Bucket {
  int64_t index = 0;
  int64_t count = 0;
  int64_t total = 0;
};

/// How often something happened in a window: thresholds of `monitor` and `escalate … when`.
class WindowCount {
public:
  void add(const Window &window, Instant now);
  int64_t count(const Window &window, Instant now) const;
  std::deque<Bucket> &buckets() { return buckets_; }
  const std::deque<Bucket> &buckets() const { return buckets_; }

private:
  std::deque<Bucket> buckets_;
};

} // namespace onus::evaluate
