// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "format/edits.h"

namespace onus::format {

/// The edits that make one text of any other, from the top down: as few lines as can be, in time that grows with how
/// much differs. Where more than a thousand lines differ, all between the first and the last of them is one edit.
std::vector<LineEdit> lineDifference(llvm::StringRef before, llvm::StringRef after);

} // namespace onus::format
