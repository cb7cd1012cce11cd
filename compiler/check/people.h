// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

/// Who may be held to account (S39): internal teams and persons. A vendor never is, an organization is nobody in
/// particular, and `user` is whoever happens to use the system. Everything that names a party which owns, approves,
/// reviews, is called or rolls back goes through here, so that the same mistake is said in the same words.
namespace onus::check {

/// Which group of codes a mistake belongs to.
enum class Blame { Accountability, Waiver };

/// Finds the team or person that a clause names. `act` says what it would do, as it stands after "cannot": "own
/// guardrail `x`". Reports and returns null where nothing is found, where the party is a vendor, an organization or
/// `user`, and where a person is not active as of the as-of date.
const Party *findInternal(Context &context, const syntax::File &file, const syntax::Path &path, llvm::StringRef act,
                          Blame blame = Blame::Accountability);

/// The same for an act of one day (an approval, a review): the person must have been active then, and need not be now.
const Party *findActor(Context &context, const syntax::File &file, const syntax::Path &path, llvm::StringRef act,
                       Day day);

/// The person who stands for a party: a team's lead; the person; null where that is not known.
const Party *personBehind(const Party *party);

bool activeOn(const Party &person, Day day);
/// Why a person is not active on that day: "active only until 2026-10-31".
std::string inactivity(const Party &person);

/// True where the team's lead or one of its members is that person.
bool belongsTo(const Party &person, const Party &team);

} // namespace onus::check
