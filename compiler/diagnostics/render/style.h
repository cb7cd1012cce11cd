// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace onus::diagnostics::render {

/// What a piece of terminal text is; the colour follows from it.
enum class Role { Plain, Strong, Error, Warning, Note, Help, Gutter, Removed, Added };

/// Wraps text in the escape sequences of its role, or leaves it alone where colour is off.
inline std::string paint(bool colour, Role role, llvm::StringRef text) {
  if (!colour || text.empty() || role == Role::Plain)
    return text.str();
  const char *code = "";
  switch (role) {
  case Role::Plain:
    break;
  case Role::Strong:
    code = "1";
    break;
  case Role::Error:
    code = "1;31";
    break;
  case Role::Warning:
    code = "1;33";
    break;
  case Role::Note:
  case Role::Help:
    code = "1;36";
    break;
  case Role::Gutter:
    code = "1;34";
    break;
  case Role::Removed:
    code = "31";
    break;
  case Role::Added:
    code = "32";
    break;
  }
  return std::string("\033[") + code + "m" + text.str() + "\033[0m";
}

} // namespace onus::diagnostics::render
