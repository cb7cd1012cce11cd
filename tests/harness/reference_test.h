// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/pages_test.h"

#include <string>
#include <vector>

namespace onus::harness {

/// Compiles the programs (```onus) of every .md file in a folder. One that begins with `package` stands alone; any
/// other is a further file of the project `context`, in the package of its file that the system stands in. One marked
/// ```onus fail must not compile.
std::vector<PageOutcome> runReference(const std::string &folder, const std::string &context);

} // namespace onus::harness
