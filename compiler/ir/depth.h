// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/expr.h"

#include <map>

namespace onus::ir {

/// How deep an evaluator recurses at most: one level for each operation, and a local that names a value costs what the
/// value costs, since it is evaluated where it is read. `locals` holds the depths of the locals in scope and keeps
/// those of every `Let` that was met.
size_t evaluationDepth(const Expr *expr, std::map<int64_t, size_t> &locals);

} // namespace onus::ir
