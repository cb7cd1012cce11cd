// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/client.h"

namespace onus::lsp {

/// The protocol's numbers.
enum class ItemKind {
  Method = 2,
  Function = 3,
  Field = 5,
  Variable = 6,
  Class = 7,
  Interface = 8,
  Module = 9,
  Property = 10,
  Unit = 11,
  Value = 12,
  Enum = 13,
  Keyword = 14,
  Snippet = 15,
  File = 17,
  Reference = 18,
  EnumMember = 20,
  Constant = 21,
  Struct = 22,
  Event = 23,
  TypeParameter = 25,
};

/// How well a proposal fits; those that fit better are shown first.
enum class Fit { Best, Local, Own, Imported, General, Elsewhere };

/// Something that could be written where the cursor is.
struct Proposal {
  std::string label;
  ItemKind kind = ItemKind::Keyword;
  Fit fit = Fit::General;
  std::string detail;   ///< one line: a type, a title
  std::string insert;   ///< what is written; the label where empty
  std::string snippet;  ///< the same for clients that fill in places; empty where there are none
  std::string origin;   ///< the package, shown beside the label
  bool imports = false; ///< `origin` is to be imported from, with the label as the name
  bool deprecated = false;

  // What is told of it when somebody asks; at most one is set.
  std::string symbol; ///< the qualified name of a declaration
  std::string tool;   ///< that of a tool
  std::string word;   ///< a keyword or a built-in function
  std::string rule;   ///< of the linter
};

/// As a placeholder of a snippet, or between them, where it means itself.
std::string snippetText(llvm::StringRef text);

/// True where the letters that were typed stand in the word in their order, in whatever case.
bool mayMean(llvm::StringRef typed, llvm::StringRef word);

} // namespace onus::lsp
