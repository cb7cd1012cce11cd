// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

namespace onus::ir {

/// Calls `take` with the place of each occurrence of a part that is not empty, overlapping ones too, until it answers
/// true; true if it did. Takes time linear in both texts whatever they are (S38): events bring both of them.
bool findText(llvm::StringRef text, llvm::StringRef part, llvm::function_ref<bool(size_t)> take);

} // namespace onus::ir
