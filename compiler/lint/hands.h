// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/people.h"

/// Whether two duties lie in the same hands: what one party does and another looks after is looked after by nobody if
/// the same person stands behind both.
namespace onus::lint {

/// The same party, or the same person: a team stands for its lead. False where one of them is not known.
bool sameHands(const check::Party *left, const check::Party *right);

/// A signature of the one is no second opinion on what the other owns: the same hands, or a member of the owning team.
bool isOwnersSide(const check::Party &signer, const check::Party &owner);

/// Why somebody is on the owner's side: "`head` leads both", "`helper` belongs to `crew`". Empty where they are one
/// party.
std::string samenessOf(const check::Party &signer, const check::Party &owner);

} // namespace onus::lint
