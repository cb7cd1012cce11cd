// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"

/// What a history slot means, read off its definition once and for all.
namespace onus::evaluate {

/// SHA-256 in hex of everything that decides what a slot counts, and how: a saved state finds the slot again by it
/// (S23).
std::string definitionOf(const ir::System &system, const ir::Slot &slot);

/// Its keys are sessions, or hold one: what it keeps is forgotten with the session.
bool isSessionScoped(const ir::Slot &slot);

/// Its condition reads the result, so that a call that is still out cannot be held against it (S24).
bool whereReadsResult(const ir::Slot &slot);

} // namespace onus::evaluate
