// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/state.h"

/// The state of an engine as a file: versioned JSON, so that an engine may stop and go on (`--state F`). Slots are
/// found again by their definition; one whose definition is new has lost the sessions that ran before (S23).
namespace onus::evaluate {

std::string writeState(const State &state);
/// Takes up a saved state; an error message where the text is none of ours, and then `state` is unchanged.
std::optional<std::string> readState(llvm::StringRef text, State &state);

} // namespace onus::evaluate
