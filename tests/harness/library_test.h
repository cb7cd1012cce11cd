// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/pages_test.h"

#include <string>
#include <vector>

namespace onus::harness {

/// Lints the standard library as far as a project uses it, as of the day of the tests. What a rule finds at
/// `warn` or above in the library's own files is a failure, by the rule's name; what it finds in the project is not
/// looked at.
std::vector<PageOutcome> lintLibrary(const std::string &project);

} // namespace onus::harness
