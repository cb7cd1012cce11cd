// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"
#include "ir/trail.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <map>

namespace onus::ir {

/// What an expression may name, by name: the module's tables, and the detectors of the system at hand with their terms.
struct VerifyNames {
  struct Terms {
    const Detector *detector = nullptr;
    llvm::StringSet<> terms;
  };
  llvm::StringMap<const Data *> data;
  llvm::StringMap<Terms> detectors;
};

/// What an expression may read, for the verifier.
struct VerifyScope {
  const VerifyNames *names = nullptr;
  const System *system = nullptr;  ///< null: only the root `args` (a binding)
  std::vector<const Tool *> tools; ///< that may be current where an effect's parameter or `args` is read
  bool history = true;             ///< false inside a slot
  std::map<int64_t, const Type *> locals;
  std::map<int64_t, size_t> depths; ///< of the locals that name a value
};

/// The locals of a module are numbered from 0; an evaluator may keep them in an array.
inline constexpr int64_t maxLocal = 1 << 20;

/// Checks one expression and everything below it. `trail` stands at the expression.
void verifyExpr(Trail &trail, VerifyScope &scope, const Expr *expr);
/// The same for one that must be a condition.
void verifyCondition(Trail &trail, VerifyScope &scope, const Expr *expr);

/// A value of the type may be read where `as` is wanted: assignable, or proved present by flow typing.
bool readableAs(const Type *type, const Type *as);
/// The type without Optional.
const Type *present(const Type *type);

/// The operands of a built-in and its result; the operands themselves were checked already. Nothing where all is well.
std::optional<std::string> misusedBuiltin(const Expr *call);

/// Why a text is no regular expression of S29; nothing where it is one.
std::optional<std::string> badPattern(llvm::StringRef text);

} // namespace onus::ir
