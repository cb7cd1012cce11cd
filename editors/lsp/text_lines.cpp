// SPDX-License-Identifier: Apache-2.0
#include "lsp/text_lines.h"

#include "source/characters.h"

#include <algorithm>

namespace onus::lsp {

namespace {

std::vector<uint32_t> findLines(llvm::StringRef text) {
  std::vector<uint32_t> starts{0};
  for (size_t at = 0; (at = text.find_first_of("\r\n", at)) != llvm::StringRef::npos;) {
    at += text.substr(at).startswith("\r\n") ? 2 : 1;
    starts.push_back(static_cast<uint32_t>(at));
  }
  return starts;
}

/// The units that one character takes; a byte that is no UTF-8 counts as a character.
uint32_t units(source::Scalar scalar, Encoding encoding) {
  if (encoding == Encoding::Utf8)
    return std::max(scalar.length, 1u);
  return encoding == Encoding::Utf16 && scalar.value > 0xFFFF ? 2 : 1;
}

} // namespace

TextLines::TextLines(llvm::StringRef text, Encoding encoding)
    : text_(text), encoding_(encoding), starts_(findLines(text)) {}

llvm::StringRef TextLines::line(uint32_t line) const {
  uint32_t end = line + 1 < lineCount() ? starts_[line + 1] : static_cast<uint32_t>(text_.size());
  return text_.slice(starts_[line], end).rtrim("\r\n");
}

uint32_t TextLines::offset(Position position) const {
  if (position.line >= lineCount())
    return static_cast<uint32_t>(text_.size());
  llvm::StringRef rest = line(position.line);
  uint32_t at = starts_[position.line], left = position.character;
  while (left > 0 && !rest.empty()) {
    source::Scalar scalar = source::readScalar(rest);
    uint32_t length = std::max(scalar.length, 1u), taken = units(scalar, encoding_);
    if (taken > left)
      break;
    left -= taken;
    at += length;
    rest = rest.drop_front(length);
  }
  return at;
}

Position TextLines::position(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
  uint32_t line = static_cast<uint32_t>(next - starts_.begin()) - 1, character = 0;
  if (encoding_ == Encoding::Utf8)
    return {line, offset - starts_[line]};
  for (uint32_t at = starts_[line]; at < offset;) {
    source::Scalar scalar = source::readScalar(text_.substr(at));
    at += std::max(scalar.length, 1u);
    character += units(scalar, encoding_);
  }
  return {line, character};
}

} // namespace onus::lsp
