// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/client.h"
#include "syntax/ast.h"

/// Declarations, and the names in them, as editors list them.
namespace onus::lsp {

/// The protocol's kinds of symbols, as far as they are used.
enum class SymbolKind {
  Module = 2,
  Namespace = 3,
  Package = 4,
  Class = 5,
  Method = 6,
  Field = 8,
  Interface = 11,
  Function = 12,
  Variable = 13,
  Constant = 14,
  Object = 19,
  Key = 20,
  Struct = 23,
  Event = 24,
};

/// One line of such a list, with what belongs below it.
struct SymbolLine {
  std::string name;   ///< never empty
  std::string detail; ///< what an editor shows beside it; may be empty
  SymbolKind kind = SymbolKind::Variable;
  source::Range whole, range; ///< `range`, the name, lies within
  std::vector<SymbolLine> children;
};

/// A declaration, and what it holds that has a name. A test is named by its text, and `context` by its keyword; where
/// a broken text has lost the name of a declaration, its keyword stands for it too. `text` is the file's.
SymbolLine symbolOf(const syntax::Decl &decl, llvm::StringRef text);

/// The number of a kind, or of the nearest one that the client knows; `feature` says where it lists them:
/// {"textDocument", "documentSymbol"}.
json::Value numberOf(SymbolKind kind, const Client &client, std::initializer_list<llvm::StringRef> feature);

} // namespace onus::lsp
