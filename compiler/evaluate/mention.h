// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

namespace onus::evaluate {

/// S25: the text names the value as a word. Case-blind in ASCII, otherwise byte by byte; a match may not touch a letter
/// or digit (ASCII's) where the value's own edge is one; an empty value is never mentioned.
bool mentions(llvm::StringRef text, llvm::StringRef value);

} // namespace onus::evaluate
