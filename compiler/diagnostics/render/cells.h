// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>
#include <vector>

namespace onus::diagnostics::render {

/// A line of source as a terminal shows it: tabs are four columns wide, wide characters two, combining ones none, and
/// what would move the cursor or the reading direction is replaced.
class Cells {
public:
  explicit Cells(llvm::StringRef line);

  /// The display column (from 0) at which a byte of the line is shown; the width of the line where it is beyond it.
  uint32_t column(size_t byte) const;
  uint32_t width() const { return static_cast<uint32_t>(columns_.empty() ? 0 : columns_.back()); }
  /// What is shown in the display columns [begin, end).
  std::string text(uint32_t begin, uint32_t end) const;

private:
  std::string shown_;
  std::vector<uint32_t> bytes_;   ///< where each character of the line begins, and the line's end
  std::vector<uint32_t> columns_; ///< the display column of each, and the width
  std::vector<uint32_t> places_;  ///< where each begins in `shown_`, and its end
};

/// Text for a terminal: control characters and those that change the reading direction are replaced by U+FFFD; line
/// breaks stay.
std::string printable(llvm::StringRef text);

} // namespace onus::diagnostics::render
