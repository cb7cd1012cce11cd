// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"

/// The texts of failures: parts put together in the decision's arena.
namespace onus::rt {

inline constexpr Text whyNoMemory = "the decision needs more memory than it may have";

Text composedOf(Arena &arena, const Text *parts, size_t count);

/// The parts as one text; `whyNoMemory`, and the arena exhausted, where there is no memory for it.
template <size_t N>
Text composed(Arena &arena, const Text (&parts)[N]) {
  return composedOf(arena, parts, N);
}

} // namespace onus::rt
