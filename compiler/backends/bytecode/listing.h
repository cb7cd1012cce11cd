// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/format/bundle.h"

#include <string>

namespace onus::backends::bytecode {

/// A verified bundle as text, for `onus dump bytecode`: no form that anything reads back. Ends in a newline.
std::string list(const rt::Bundle &bundle);

} // namespace onus::backends::bytecode
