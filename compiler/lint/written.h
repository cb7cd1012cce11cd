// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/source_manager.h"

#include <string>

/// What fixes need to know of how something was written.
namespace onus::lint {

/// The inner range lies in the outer one: what it covers was written there, and not in a function or a constant that
/// is read in place.
bool isWithin(source::Range inner, source::Range outer);
/// A text as a literal of the language, of printable ASCII.
std::string quoted(llvm::StringRef text);

} // namespace onus::lint
