// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"

#include <optional>
#include <vector>

namespace onus::check {

/// The rows of ir/builtins.def.
enum class Builtin {
#define ONUS_BUILTIN(NAME, SIGNATURE, DOC) NAME##_,
#include "ir/builtins.def"
};

std::optional<Builtin> findBuiltin(llvm::StringRef name);
std::vector<llvm::StringRef> builtinNames();
/// `seen`, `count`, `total`, `latest`, `mentioned`.
std::optional<ir::HistoryOp> findHistoryOp(llvm::StringRef name);
/// A name that no function of the project may take.
bool isReservedFunction(llvm::StringRef name);
/// What of an event an expression may begin with: `args`, `context`, `output`.
bool isRoot(llvm::StringRef name);
/// All of these.
llvm::ArrayRef<llvm::StringLiteral> rootNames();
/// A type of the language: `string`, `list`.
bool isBuiltinType(llvm::StringRef name);
/// All of these.
llvm::ArrayRef<llvm::StringLiteral> builtinTypes();
/// Why an event is denied on entry (S9), as a test may name it: `unfit_arguments`.
llvm::ArrayRef<llvm::StringLiteral> entryReasons();

} // namespace onus::check
