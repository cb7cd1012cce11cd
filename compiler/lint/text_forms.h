// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/regex.h"

#include "llvm/ADT/ArrayRef.h"

#include <vector>

namespace onus::lint {

/// A form that texts are searched for, with what it is to people.
struct TextForm {
  const char *what;
  const char *pattern; ///< of the language's own dialect (ir/regex.h)
};
struct CompiledForm {
  llvm::StringRef what;
  ir::Regex regex;
};
/// The forms, ready to search with; each pattern must be one.
std::vector<CompiledForm> compile(llvm::ArrayRef<TextForm> forms);

} // namespace onus::lint
