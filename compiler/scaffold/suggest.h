// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/surfaces/manifest.h"

/// What a tool probably does, from what its server calls it. `suggestions.def` holds the words; this reads them. It
/// errs on the strict side: what says nothing is taken to change things and to bring back what outsiders wrote, and
/// hints of the server tighten a suggestion, never loosen it.
namespace onus::scaffold {

/// What fills one parameter of an effect.
struct SuggestedBinding {
  std::string parameter;
  std::string value;   ///< an expression over the tool's arguments, as it is written; empty for `none`
  std::string whyNone; ///< with `none`
};

struct Suggestion {
  std::string effect; ///< of `std.effects`
  std::string why;    ///< lower case, no full stop: "its name says `create`"
  std::vector<SuggestedBinding> bindings;
};

/// At least one suggestion for every tool, in the order of the table, each effect once.
std::vector<Suggestion> suggest(const check::surfaces::ManifestTool &tool);

} // namespace onus::scaffold
