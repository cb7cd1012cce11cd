// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"
#include "prose/document.h"

/// What rests on whom: every party of a project with everything that names it. Parties, guardrails and so on that only
/// tests declare are left out.
namespace onus::prose {

/// One thing that rests on a party.
struct Burden {
  std::string role;         ///< "owns the guardrail", "approved the exception"
  std::string what;         ///< qualified name
  std::string note;         ///< "within 15 minutes", may be empty
  std::optional<Day> until; ///< of waivers
};

struct PartyBurdens {
  const check::Party *party = nullptr;
  std::vector<Burden> burdens; ///< by role, then by name
};

/// All parties by qualified name, also those on whom nothing rests.
std::vector<PartyBurdens> burdensOf(const check::Program &program);

Document partiesText(const std::vector<PartyBurdens> &parties, Day asOf);
json::Value partiesJson(const std::vector<PartyBurdens> &parties);

} // namespace onus::prose
