// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/view.h"

namespace onus::lsp {

/// How something that takes arguments is called.
struct FunctionForm {
  struct Parameter {
    uint32_t begin = 0, end = 0; ///< bytes of the label
    bool behindComma = false;    ///< else it goes on with the parameter before it, or is the first
    std::string documentation;   ///< Markdown; may be empty
  };
  std::string label; ///< `starts_with(string, string) -> bool`
  std::string documentation;
  llvm::StringRef page; ///< of docs/reference; empty for what a project or the library declares
  std::vector<Parameter> parameters;

  /// What stands before a parameter's colon, else its first word.
  llvm::StringRef nameOf(const Parameter &parameter) const;
};

/// The forms of a function of the language; none for another name.
std::vector<FunctionForm> languageForms(llvm::StringRef name);
/// The form of a function, a pattern, a detector or an effect; nothing for other declarations.
std::optional<FunctionForm> formOf(const View &view, const resolve::Symbol &symbol);

} // namespace onus::lsp
