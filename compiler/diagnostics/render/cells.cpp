// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/cells.h"

#include <utf8proc.h>

#include <algorithm>

namespace onus::diagnostics::render {

namespace {

constexpr uint32_t tabWidth = 4;
constexpr llvm::StringLiteral replacement = "\xEF\xBF\xBD";

/// One character of a text: its scalar value (-1 where the bytes are not UTF-8) and its length.
struct Character {
  utf8proc_int32_t scalar = -1;
  size_t length = 1;
};

Character next(llvm::StringRef text) {
  Character character;
  auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t *>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &character.scalar);
  if (length <= 0)
    return {};
  character.length = static_cast<size_t>(length);
  return character;
}

/// True for what would change the terminal's state or the order in which a line is read.
bool isDangerous(utf8proc_int32_t scalar) {
  if (scalar < 0x20 || (scalar >= 0x7F && scalar < 0xA0))
    return true;
  return (scalar >= 0x202A && scalar <= 0x202E) || (scalar >= 0x2066 && scalar <= 0x2069) || scalar == 0x200E ||
         scalar == 0x200F || scalar == 0x061C || scalar == 0x2028 || scalar == 0x2029;
}

} // namespace

Cells::Cells(llvm::StringRef line) {
  uint32_t column = 0;
  for (size_t at = 0; at < line.size();) {
    Character character = next(line.substr(at));
    bytes_.push_back(static_cast<uint32_t>(at));
    columns_.push_back(column);
    places_.push_back(static_cast<uint32_t>(shown_.size()));
    if (character.scalar == '\t') {
      shown_.append(tabWidth, ' ');
      column += tabWidth;
    } else if (isDangerous(character.scalar)) {
      shown_ += replacement;
      column += 1;
    } else {
      shown_.append(line.data() + at, character.length);
      column += static_cast<uint32_t>(std::max(0, utf8proc_charwidth(character.scalar)));
    }
    at += character.length;
  }
  bytes_.push_back(static_cast<uint32_t>(line.size()));
  columns_.push_back(column);
  places_.push_back(static_cast<uint32_t>(shown_.size()));
}

uint32_t Cells::column(size_t byte) const {
  auto after = std::upper_bound(bytes_.begin(), bytes_.end(), byte);
  return columns_[static_cast<size_t>(after - bytes_.begin()) - 1];
}

std::string Cells::text(uint32_t begin, uint32_t end) const {
  auto place = [&](uint32_t column) {
    auto at = std::lower_bound(columns_.begin(), columns_.end(), column);
    return at == columns_.end() ? places_.back() : places_[static_cast<size_t>(at - columns_.begin())];
  };
  uint32_t from = place(begin), to = end >= width() ? places_.back() : place(end);
  return from < to ? shown_.substr(from, to - from) : std::string();
}

std::string printable(llvm::StringRef text) {
  std::string result;
  while (!text.empty()) {
    Character character = next(text);
    if (character.scalar != '\n' && isDangerous(character.scalar))
      result += replacement;
    else
      result.append(text.data(), character.length);
    text = text.drop_front(character.length);
  }
  return result;
}

} // namespace onus::diagnostics::render
