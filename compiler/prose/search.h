// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prose/pool.h"
#include "prose/rehearsal.h"

/// Finds an event at which a rule fires and others, as near as can be, at which it does not. Everything that it answers
/// was decided by the reference evaluator; it searches a bounded number of events, always in the same order.
namespace onus::prose {

/// A scenario that differs from another in one place.
struct Neighbour {
  json::Value scenario;
  Place place;
  Performance outcome;
};

struct Found {
  json::Value scenario;
  Performance outcome;
  std::vector<Neighbour> beside; ///< at which the rule does not fire (or the exception does not lift), nearest first
};

/// What is looked for: a rule that fires without being lifted, or one that the exception lifts.
struct Goal {
  size_t rule = 0;
  const ir::Exception *exception = nullptr;
};

/// Nothing where no such event was found within the bounds.
std::optional<Found> search(const ir::Module &module, const ir::System &system, const ir::Guardrail &guardrail,
                            const SourceIndex &index, const Goal &goal, Day day);

} // namespace onus::prose
