// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/parse/builder.h"

#include "llvm/ADT/SmallVector.h"

namespace onus::syntax {

/// The two stacks by which a flat list of operators becomes a tree: an operator waits until one that binds less tightly
/// follows, then takes the topmost operands.
struct TreeBuilder::Fold {
  /// A prefix that wants parentheses, reported once it is clear what they go around.
  struct Wrap {
    Range where;
    size_t level; ///< of `operators` below the prefix
  };
  llvm::SmallVector<Pending, 8> operators;
  llvm::SmallVector<Built, 8> operands;
  llvm::SmallVector<Wrap, 1> wrap;
};

} // namespace onus::syntax
