// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/pipeline.h"

#include <string>

/// What was reported on a project, as bytes that another run of the same build of this program reads back: diagnostics
/// refer to texts by their number, so the run must have loaded the same files.
namespace onus::driver {

/// The diagnostics of a project, those that do not count among them, and the files of the standard library that they
/// may lie in.
std::string storeFindings(const Compilation &compilation);

/// Gives a project that was only loaded the diagnostics that were stored; false where the bytes are not whole, and
/// nothing is then changed.
bool restoreFindings(llvm::StringRef bytes, Compilation &compilation);

} // namespace onus::driver
