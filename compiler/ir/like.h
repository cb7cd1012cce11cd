// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

namespace onus::ir {

/// The whole text fits the glob; `*` is its only wildcard (S29).
bool like(llvm::StringRef text, llvm::StringRef glob);

} // namespace onus::ir
