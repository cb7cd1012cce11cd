// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

/// What a system's engine must tell besides the event (S43): the `context` declarations of the packages whose policies
/// act in the system, merged member by member.
namespace onus::check {

/// Members in the order in which the packages declare them. Reports E0746 where two packages disagree on a type.
std::vector<ir::ContextMember> mergeContext(Context &context, llvm::ArrayRef<const resolve::Package *> packages);

} // namespace onus::check
