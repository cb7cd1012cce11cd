// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/diagnostic.h"
#include "diagnostics/render/style.h"

#include <string>

namespace onus::diagnostics::render {

/// A diagnostic as a person reads it in a terminal: the message, the source lines with what is marked in them, notes,
/// help, and each fix as a small diff. Ends in an empty line.
std::string text(const Diagnostic &diagnostic, const source::SourceManager &sources, bool colour);

/// How many errors and warnings there are.
struct Counts {
  size_t errors = 0, warnings = 0;
  void add(const Reporter &reporter);
};
/// `2 errors, 1 warning`; empty where there is neither.
std::string summary(const Counts &counts, bool colour);

/// What a severity is called, given the words of a format.
llvm::StringRef wordOf(Severity severity, llvm::StringRef note, llvm::StringRef warning, llvm::StringRef error);
/// `error`, `warning` or `note`.
llvm::StringRef word(Severity severity);
/// `machine-applicable`, `maybe-incorrect` or `has-placeholders`.
llvm::StringRef word(Applicability applicability);
/// How a message of a severity is painted.
Role role(Severity severity);

} // namespace onus::diagnostics::render
