// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/fixes/version.h"

#include <string>

namespace onus::lint::fixes {

/// How it was shown that two versions of a program decide the same.
enum class Shown {
  SameModule, ///< what engines read is the same
  Proved,     ///< the solver refuted every difference
  Tried,      ///< they did the same at events about every boundary
};

struct Sameness {
  bool same = false;
  Shown how = Shown::SameModule; ///< of `same`
  size_t events = 0;             ///< of Tried: how many they were shown
  std::string reason;            ///< why they are not taken to be the same: lower case, no full stop
  std::string event;             ///< an event at which they do not do the same, as JSON; empty where none is known
};

/// Whether two versions decide every event the same and hold the same people to account, where every doubt speaks
/// against it. In order: what engines read is the same; else everything but conditions is, and each condition that
/// changed is proved to come out the same, or did so at events about its boundaries, at which it was met true and
/// otherwise. Policy tests that changed must end as they did.
Sameness sameDecisions(const Version &before, const Version &after, Day day);

/// For people: `it decides the same: …`; lower case, no full stop.
std::string describe(const Sameness &sameness);

} // namespace onus::lint::fixes
