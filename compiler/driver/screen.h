// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/Support/Process.h"

#include <algorithm>

namespace onus::driver {

/// How many columns running text takes: those of the terminal, but no more than can be read well.
inline size_t screenWidth() {
  constexpr unsigned widest = 100, narrowest = 40;
  unsigned columns = llvm::sys::Process::StandardOutColumns();
  return columns == 0 ? widest : std::clamp(columns, narrowest, widest);
}

} // namespace onus::driver
