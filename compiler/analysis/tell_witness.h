// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/solver.h"
#include "diagnostics/diagnostic.h"

namespace onus::analysis {

/// Shows a finding by an event: as a note ("it fires even where `args.amount` is 501") and as the first steps of how it
/// comes about, each where the policy reads it. Whoever calls adds what then happens as the last steps. Without a
/// witness that says something, nothing is added and the answer is false.
bool tellWitness(diagnostics::Builder &builder, const std::optional<Witness> &witness, const std::string &before);

} // namespace onus::analysis
