// SPDX-License-Identifier: Apache-2.0
#include "syntax/token.h"

#include <array>
#include <string_view>

namespace onus::syntax {
namespace {

struct Row {
  TokenKind kind;
  TokenClass group;
  std::string_view name;
  std::string_view text;
};

constexpr Row rows[] = {
    {TokenKind::End, TokenClass::End, "End", "the end of the file"},
#define ONUS_RESERVED(NAME, TEXT) {TokenKind::NAME, TokenClass::Reserved, #NAME, TEXT},
#define ONUS_WORD(NAME, TEXT) {TokenKind::NAME, TokenClass::Word, #NAME, TEXT},
#define ONUS_SYMBOL(NAME, TEXT) {TokenKind::NAME, TokenClass::Symbol, #NAME, TEXT},
#define ONUS_LITERAL(NAME, TEXT) {TokenKind::NAME, TokenClass::Literal, #NAME, TEXT},
#define ONUS_MISTAKE(NAME, TEXT) {TokenKind::NAME, TokenClass::Mistake, #NAME, TEXT},
#define ONUS_TRIVIA(NAME, TEXT) {TokenKind::NAME, TokenClass::Trivia, #NAME, TEXT},
#include "syntax/tokens.def"
};

const Row &row(TokenKind kind) { return rows[static_cast<size_t>(kind)]; }

constexpr size_t slots = 512;

constexpr size_t hash(const char *text, size_t size) {
  uint32_t value = static_cast<uint32_t>(size);
  for (size_t i = 0; i < size; ++i)
    value = value * 31 + static_cast<unsigned char>(text[i]);
  return (value ^ value >> 9) % slots;
}

/// Keywords by hash with linear probing; 0 is an empty slot.
constexpr std::array<uint8_t, slots> makeTable() {
  std::array<uint8_t, slots> table{};
  for (const Row &entry : rows) {
    if (entry.group != TokenClass::Reserved && entry.group != TokenClass::Word)
      continue;
    size_t slot = hash(entry.text.data(), entry.text.size());
    while (table[slot] != 0)
      slot = (slot + 1) % slots;
    table[slot] = static_cast<uint8_t>(entry.kind);
  }
  return table;
}

constexpr std::array<uint8_t, slots> table = makeTable();

} // namespace

TokenClass classOf(TokenKind kind) { return row(kind).group; }
llvm::StringRef nameOf(TokenKind kind) { return {row(kind).name.data(), row(kind).name.size()}; }
llvm::StringRef spelling(TokenKind kind) { return {row(kind).text.data(), row(kind).text.size()}; }

TokenKind wordKind(llvm::StringRef word) {
  size_t slot = hash(word.data(), word.size());
  for (; table[slot] != 0; slot = (slot + 1) % slots)
    if (spelling(static_cast<TokenKind>(table[slot])) == word)
      return static_cast<TokenKind>(table[slot]);
  return TokenKind::Identifier;
}

} // namespace onus::syntax
