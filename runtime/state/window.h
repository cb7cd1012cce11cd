// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/number.h"

/// Windows of history (S21): `last D` counts in buckets of ⌈D/64⌉ ms aligned to the epoch, the current one and the 64
/// before it. That is the meaning: never less than D, at most D/64 more.
namespace onus::rt {

class Window {
public:
  /// Not above zero: all of history.
  explicit Window(int64_t length) : width_(length <= 0 ? 0 : (length - 1) / 64 + 1) {}

  /// The bucket of an instant; 0 for all where the window is everything.
  int64_t bucket(int64_t at) const {
    if (width_ <= 0)
      return 0;
    return at / width_ - (at % width_ < 0);
  }
  /// True where a bucket still counts at an instant.
  bool holds(int64_t then, int64_t now) const { return width_ <= 0 || then >= bucket(now) - 64; }
  /// The last instant at which a bucket still counts; INT64_MAX where it always does.
  int64_t lastInstant(int64_t of) const {
    int64_t end = 0;
    bool stays = width_ <= 0 || !addChecked(of, 65, end) || !multiplyChecked(end, width_, end);
    return stays ? INT64_MAX : end - 1;
  }

private:
  int64_t width_;
};

struct Bucket {
  int64_t index = 0;
  int64_t count = 0;
  int64_t total = 0;
};

} // namespace onus::rt
