// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace onus::lsp {

/// A JSON value with its place in a text: bytes [begin, end).
struct JsonPlace {
  struct Member;

  uint32_t begin = 0, end = 0;
  std::string text;            ///< of a string
  std::vector<Member> members; ///< of an object, in written order
  std::vector<JsonPlace> items;

  /// Null where this is no object or has no such member.
  const Member *member(llvm::StringRef name) const;
  const JsonPlace *get(llvm::StringRef name) const;
  /// The string of a member, or nothing.
  llvm::StringRef string(llvm::StringRef name) const;
};
struct JsonPlace::Member {
  std::string name;
  uint32_t begin = 0, end = 0; ///< of the name, between its quotes
  JsonPlace value;
};

/// The places in a text; nothing where json::parse would not take it.
std::optional<JsonPlace> jsonPlaces(llvm::StringRef text);

} // namespace onus::lsp
