// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "diagnostics/diagnostic.h"

#include <string>

namespace onus::diagnostics::render {

/// The document of `--format json` (version 1): every diagnostic with its places, fixes and fingerprint. Lines and
/// columns from 1, columns in Unicode scalar values. A message about no text has null for `file`, `start` and `end`.
json::Value document(const Reporter &reporter, const source::SourceManager &sources);

/// What stays the same while lines move: code, path, message and the words of the line, hashed. The `nth` diagnostic
/// (from 0) with the same of all these gets a fingerprint of its own.
std::string fingerprint(const Diagnostic &diagnostic, const source::SourceManager &sources, size_t nth);

} // namespace onus::diagnostics::render
