// SPDX-License-Identifier: Apache-2.0
#include "lint/rule.h"

namespace onus::lint {

/// Whoever applies a baseline (baseline.cpp) reports this: no program tells what a baseline lists.
extern const Rule stale_baseline = {
    .name = "stale-baseline",
    .category = Category::Suspicious,
    .level = Level::Warn,
    .summary = "the baseline lists a finding that is no longer there",
};

} // namespace onus::lint
