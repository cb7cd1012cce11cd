// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/protocol.h"

#include <vector>

namespace onus::lsp {

/// Where the lines of a text begin, and how its bytes and the protocol's positions belong together. A line ends with
/// `\n`, `\r\n` or `\r`. Borrows the text.
class TextLines {
public:
  TextLines(llvm::StringRef text, Encoding encoding);
  /// The byte at a position. One behind a line's end, or the text's, is that end; one inside a character is its
  /// beginning.
  uint32_t offset(Position position) const;
  /// The position of a byte; one behind the text's end is that end.
  Position position(uint32_t offset) const;
  Span span(uint32_t begin, uint32_t end) const { return {position(begin), position(end)}; }
  Span span(source::Range range) const { return span(range.begin, range.end); }
  uint32_t lineCount() const { return static_cast<uint32_t>(starts_.size()); }
  /// The line's bytes without its end; lines count from 0.
  llvm::StringRef line(uint32_t line) const;
  llvm::StringRef text() const { return text_; }

private:
  llvm::StringRef text_;
  Encoding encoding_;
  std::vector<uint32_t> starts_;
};

} // namespace onus::lsp
