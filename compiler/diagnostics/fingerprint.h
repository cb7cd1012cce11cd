// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/diagnostic.h"

#include <string>
#include <vector>

/// Fingerprints: what stays the same about a diagnostic while lines move, so that services and baselines know it again.
namespace onus::diagnostics {

/// The code, the file from the project's root, the words of the line and, of a lint finding, the words that it marks;
/// of any other its message (that of a finding may count the days until something). Hashed: 32 hexadecimal digits. The
/// `nth` (from 0) with the same of all these gets a fingerprint of its own.
std::string fingerprint(const Diagnostic &diagnostic, const source::SourceManager &sources, size_t nth);

/// The fingerprint of each, no two alike.
std::vector<std::string> fingerprints(const std::vector<std::unique_ptr<Diagnostic>> &diagnostics,
                                      const source::SourceManager &sources);

} // namespace onus::diagnostics
