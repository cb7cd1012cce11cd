// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"

#include <optional>

/// Look-ups in lexicon.def.
namespace onus::prose {

/// What stands between the sides of a comparison; nothing for other kinds of expression.
std::optional<std::string> relation(ir::ExprKind kind, bool negated, bool ofTime);

struct BuiltinPhrase {
  std::string plain;   ///< with {0} and {1} in place of the arguments
  std::string negated; ///< empty: it gives a value
};
/// Nothing for a function that is no built-in.
std::optional<BuiltinPhrase> builtinPhrase(llvm::StringRef name);
/// The phrase with its arguments.
std::string filled(llvm::StringRef phrase, llvm::ArrayRef<std::string> arguments);

/// "a call", "calls"
std::string one(ir::EventKind kind);
std::string many(ir::EventKind kind);
/// "the call": the event that is being decided.
std::string current(ir::EventKind kind);

} // namespace onus::prose
