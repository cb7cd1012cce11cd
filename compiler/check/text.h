// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace onus::check {

/// A name as messages show it.
inline std::string quoted(llvm::StringRef text) { return "`" + text.str() + "`"; }

} // namespace onus::check
