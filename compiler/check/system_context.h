// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

/// What a system's engine must tell besides the event (S43): the `context` declarations of the packages whose policies
/// act in the system, merged member by member.
namespace onus::check {

/// Fills the system's context: members in the order in which the packages declare them, required if one requires,
/// sensitive if one says so. Reports E0746 where two packages disagree on a type.
void mergeContext(Context &context, llvm::ArrayRef<const resolve::Package *> packages, System &system);

} // namespace onus::check
