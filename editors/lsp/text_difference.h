// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <utility>

namespace onus::lsp {

/// Where two texts are the same: at their beginnings and at their ends. What lies between was changed.
struct Common {
  uint32_t front = 0, back = 0; ///< bytes
  Common(llvm::StringRef left, llvm::StringRef right);
};

/// The bytes of one text that a range of another corresponds to; nothing where what was changed touches them.
std::optional<std::pair<uint32_t, uint32_t>> moved(llvm::StringRef from, llvm::StringRef to, uint32_t begin,
                                                   uint32_t end);

} // namespace onus::lsp
