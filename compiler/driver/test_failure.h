// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trial/policy_test.h"

namespace onus::driver {

/// A failed test: its name, and each finding under the line that asked for it.
std::string failure(const trial::TestResult &result, const source::SourceManager &sources, bool color);

} // namespace onus::driver
