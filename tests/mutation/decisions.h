// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// A report to read: which parts of a policy can be taken out so that it still checks and then decides less strictly,
/// whether a diagnostic says so, and whether the policy's own tests notice.
namespace onus::tests {

/// Tries every deletion in a project, and prints those that lose strictness. False where the project itself does not
/// check.
bool reportDecisions(const std::string &project);

} // namespace onus::tests
