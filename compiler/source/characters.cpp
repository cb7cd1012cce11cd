// SPDX-License-Identifier: Apache-2.0
#include "source/characters.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <utf8proc.h>

namespace onus::source {
namespace {

struct Hidden {
  uint32_t first;
  uint32_t last;
  llvm::StringLiteral name;
};

constexpr Hidden hidden[] = {
    {0x00, 0x00, "a NUL byte"},
    {0x01, 0x08, "a control character"},
    {0x0B, 0x0C, "a control character"},
    {0x0E, 0x1F, "a control character"},
    {0x7F, 0x84, "a control character"},
    {0x85, 0x85, "a next-line character"},
    {0x86, 0x9F, "a control character"},
    {0xA0, 0xA0, "a no-break space"},
    {0xAD, 0xAD, "a soft hyphen"},
    {0x34F, 0x34F, "a grapheme joiner"},
    {0x61C, 0x61C, "an Arabic letter mark"},
    {0x115F, 0x1160, "a Hangul filler"},
    {0x17B4, 0x17B5, "an invisible Khmer vowel"},
    {0x180B, 0x180E, "a Mongolian separator"},
    {0x2000, 0x200A, "a space of another width"},
    {0x200B, 0x200B, "a zero-width space"},
    {0x200C, 0x200C, "a zero-width non-joiner"},
    {0x200D, 0x200D, "a zero-width joiner"},
    {0x200E, 0x200E, "a left-to-right mark"},
    {0x200F, 0x200F, "a right-to-left mark"},
    {0x2028, 0x2028, "a line separator"},
    {0x2029, 0x2029, "a paragraph separator"},
    {0x202A, 0x202A, "a left-to-right embedding"},
    {0x202B, 0x202B, "a right-to-left embedding"},
    {0x202C, 0x202C, "an end of directional formatting"},
    {0x202D, 0x202D, "a left-to-right override"},
    {0x202E, 0x202E, "a right-to-left override"},
    {0x202F, 0x202F, "a narrow no-break space"},
    {0x205F, 0x205F, "a space of another width"},
    {0x2060, 0x2064, "an invisible operator"},
    {0x2066, 0x2066, "a left-to-right isolate"},
    {0x2067, 0x2067, "a right-to-left isolate"},
    {0x2068, 0x2068, "a first-strong isolate"},
    {0x2069, 0x2069, "an end of a directional isolate"},
    {0x206A, 0x206F, "a formatting character"},
    {0x3000, 0x3000, "an ideographic space"},
    {0x3164, 0x3164, "a Hangul filler"},
    {0xFEFF, 0xFEFF, "a byte order mark"},
    {0xFFA0, 0xFFA0, "a Hangul filler"},
    {0xFFF9, 0xFFFB, "an annotation character"},
    {0xE0000, 0xE0FFF, "a tag character"},
};

struct Twin {
  uint32_t scalar;
  char ascii;
};

// Sorted by scalar. The letters of Unicode's confusables.txt that pass for one ASCII character in common fonts.
constexpr Twin twins[] = {
    {0x00D7, '*'}, {0x0131, 'i'}, {0x0251, 'a'}, {0x0261, 'g'}, {0x0269, 'i'}, {0x037E, ';'}, {0x0391, 'A'},
    {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'}, {0x0397, 'H'}, {0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'},
    {0x039D, 'N'}, {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'}, {0x03A7, 'X'}, {0x03B1, 'a'},
    {0x03B9, 'i'}, {0x03BD, 'v'}, {0x03BF, 'o'}, {0x03C1, 'p'}, {0x03C5, 'u'}, {0x03F2, 'c'}, {0x03F3, 'j'},
    {0x0405, 'S'}, {0x0406, 'I'}, {0x0408, 'J'}, {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x041A, 'K'},
    {0x041C, 'M'}, {0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'}, {0x0423, 'Y'},
    {0x0425, 'X'}, {0x0430, 'a'}, {0x0435, 'e'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'},
    {0x0445, 'x'}, {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x0475, 'v'}, {0x04AE, 'Y'}, {0x04BB, 'h'},
    {0x04C0, 'I'}, {0x04CF, 'l'}, {0x0501, 'd'}, {0x050C, 'G'}, {0x051B, 'q'}, {0x051C, 'W'}, {0x051D, 'w'},
    {0x054D, 'U'}, {0x0555, 'O'}, {0x0570, 'h'}, {0x0578, 'n'}, {0x057D, 'u'}, {0x0585, 'o'}, {0x2010, '-'},
    {0x2011, '-'}, {0x2012, '-'}, {0x2013, '-'}, {0x2014, '-'}, {0x201A, ','}, {0x2044, '/'}, {0x204E, '*'},
    {0x2110, 'I'}, {0x2113, 'l'}, {0x212A, 'K'}, {0x212E, 'e'}, {0x212F, 'e'}, {0x2134, 'o'}, {0x2160, 'I'},
    {0x2164, 'V'}, {0x2169, 'X'}, {0x216C, 'L'}, {0x216D, 'C'}, {0x216E, 'D'}, {0x216F, 'M'}, {0x2170, 'i'},
    {0x2174, 'v'}, {0x2179, 'x'}, {0x217C, 'l'}, {0x217D, 'c'}, {0x217E, 'd'}, {0x217F, 'm'}, {0x2212, '-'},
    {0x2215, '/'}, {0x2217, '*'}, {0x2223, '|'}, {0x2236, ':'}, {0x2768, '('}, {0x2769, ')'}, {0x2772, '('},
    {0x2773, ')'}, {0x2774, '{'}, {0x2775, '}'}, {0x3008, '<'}, {0x3009, '>'}, {0xA4D0, 'B'}, {0xA4D1, 'P'},
    {0xA4D3, 'D'}, {0xA4D6, 'G'}, {0xA4E2, 'S'}, {0xA4F3, 'O'}, {0xA789, ':'}, {0xAB75, 'i'},
};

} // namespace

Scalar readScalar(llvm::StringRef text) {
  auto byte = [&](size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u; };
  auto tail = [&](size_t at) { return (byte(at) & 0xC0) == 0x80; };
  uint32_t first = byte(0);
  if (text.empty() || (first >= 0x80 && first < 0xC2) || first > 0xF4)
    return {};
  if (first < 0x80)
    return {first, 1};
  if (first < 0xE0)
    return tail(1) ? Scalar{(first & 0x1F) << 6 | (byte(1) & 0x3F), 2} : Scalar{};
  if (first < 0xF0) {
    uint32_t value = (first & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    bool good = tail(1) && tail(2) && value >= 0x800 && (value < 0xD800 || value > 0xDFFF);
    return good ? Scalar{value, 3} : Scalar{};
  }
  uint32_t value = (first & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
  bool good = tail(1) && tail(2) && tail(3) && value >= 0x10000 && value <= 0x10FFFF;
  return good ? Scalar{value, 4} : Scalar{};
}

std::optional<size_t> invalidUtf8(llvm::StringRef text) {
  for (size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    Scalar scalar = readScalar(text.substr(at));
    if (scalar.length == 0)
      return at;
    at += scalar.length;
  }
  return std::nullopt;
}

llvm::StringRef hiddenName(uint32_t scalar) {
  auto found = std::upper_bound(std::begin(hidden), std::end(hidden), scalar,
                                [](uint32_t value, const Hidden &entry) { return value < entry.first; });
  if (found == std::begin(hidden) || scalar > std::prev(found)->last)
    return {};
  return std::prev(found)->name;
}

bool hiddenInComments(uint32_t scalar) {
  bool control = scalar < 0x20 ? scalar != '\t' && scalar != '\n' && scalar != '\r' : scalar >= 0x7F && scalar < 0xA0;
  return control || (scalar >= 0x2028 && scalar <= 0x202E) || (scalar >= 0x2066 && scalar <= 0x2069);
}

char looksLike(uint32_t scalar) {
  if (scalar >= 0xFF01 && scalar <= 0xFF5E) // fullwidth forms
    return static_cast<char>(scalar - 0xFF01 + '!');
  if (scalar >= 0x1D400 && scalar <= 0x1D6A3) { // mathematical letters, 26 and 26 in each style
    uint32_t letter = (scalar - 0x1D400) % 52;
    return static_cast<char>(letter < 26 ? 'A' + letter : 'a' + letter - 26);
  }
  if (scalar >= 0x1D7CE && scalar <= 0x1D7FF) // mathematical digits
    return static_cast<char>('0' + (scalar - 0x1D7CE) % 10);
  auto found = std::lower_bound(std::begin(twins), std::end(twins), scalar,
                                [](const Twin &twin, uint32_t value) { return twin.scalar < value; });
  return found != std::end(twins) && found->scalar == scalar ? found->ascii : '\0';
}

bool isLetter(uint32_t scalar) {
  utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(scalar));
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

std::string codePoint(uint32_t scalar) { return fmt::format("U+{:04X}", scalar); }

namespace {

/// Goes through the letters of a text that are no escapes and finds one that passes for a Latin letter.
class LookAlikes {
public:
  /// The offset of the letter to complain about.
  std::optional<uint32_t> find(llvm::StringRef text) {
    for (uint32_t at = 0; at < text.size();) {
      if (text[at] == '\\') {
        endWord();
        size_t close = text.substr(at).startswith("\\u{") ? text.find('}', at) : llvm::StringRef::npos;
        at = close != llvm::StringRef::npos ? close + 1 : at + 1 + std::max(1u, readScalar(text.substr(at + 1)).length);
        continue;
      }
      Scalar scalar = readScalar(text.substr(at));
      take(at, scalar.value);
      at += scalar.length;
    }
    endWord();
    // In a word that has Latin letters too it is an error, and where no other letter shows the script of the text.
    return mixed_ ? mixed_ : foreign_ ? std::nullopt : first_;
  }

private:
  void take(uint32_t at, uint32_t scalar) {
    bool twin = scalar >= 0x80 && llvm::isAlnum(looksLike(scalar));
    if (!isLetter(scalar) && !twin)
      return endWord();
    latin_ |= scalar < 0x80;
    foreign_ |= scalar >= 0x80 && !twin;
    if (twin && !inWord_)
      inWord_ = at;
    if (twin && !first_)
      first_ = at;
  }
  void endWord() {
    if (latin_ && inWord_ && !mixed_)
      mixed_ = inWord_;
    latin_ = false;
    inWord_.reset();
  }

  bool latin_ = false;
  bool foreign_ = false;
  std::optional<uint32_t> inWord_, mixed_, first_;
};

} // namespace

std::optional<uint32_t> lookAlike(llvm::StringRef text) { return LookAlikes().find(text); }

std::string disguise(llvm::StringRef text) {
  for (size_t at = 0; at < text.size();) {
    Scalar scalar = readScalar(text.substr(at));
    llvm::StringRef name = hiddenName(scalar.value);
    if (!name.empty())
      return fmt::format("{} ({})", std::string_view(name.data(), name.size()), codePoint(scalar.value));
    at += std::max(1u, scalar.length);
  }
  std::optional<uint32_t> twin = lookAlike(text);
  if (!twin)
    return {};
  Scalar scalar = readScalar(text.substr(*twin));
  llvm::StringRef letter = text.substr(*twin, scalar.length);
  return fmt::format("`{}` ({}), which looks like `{}`", std::string_view(letter.data(), letter.size()),
                     codePoint(scalar.value), looksLike(scalar.value));
}

std::string disguiseInProse(llvm::StringRef text) {
  for (size_t at = 0; at < text.size();) {
    Scalar scalar = readScalar(text.substr(at));
    uint32_t value = scalar.value;
    bool smuggles = value == 0x200B || (value >= 0x2060 && value <= 0x2064) || (value >= 0xE0000 && value <= 0xE0FFF);
    if (smuggles || hiddenInComments(value))
      return fmt::format("{} ({})", std::string_view(hiddenName(value).data(), hiddenName(value).size()),
                         codePoint(value));
    at += std::max(1u, scalar.length);
  }
  return {};
}

} // namespace onus::source
