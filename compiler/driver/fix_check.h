// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/pipeline.h"
#include "lint/fixes/same_decisions.h"

#include <map>
#include <string>
#include <vector>

namespace onus::driver {

/// A project as it stands in one round of fixing.
struct Standing {
  explicit Standing(std::unique_ptr<Compilation> compiled);

  std::unique_ptr<Compilation> compilation;
  std::unique_ptr<lint::fixes::Version> version; ///< null where it does not compile
  std::map<std::string, size_t> errors;          ///< the compiler's, by file, code and message
  std::map<std::string, size_t> found;           ///< findings by file and code, and by these and the message
  std::map<std::string, uint32_t> first;         ///< where the first of each is, likewise
  size_t errorCount = 0;
};

/// A fix that may be made.
struct Candidate {
  const diagnostics::Diagnostic *diagnostic = nullptr;
  const diagnostics::Fix *fix = nullptr;
  bool safe = false;
};

/// How a finding is known again in another round.
std::string keyOf(const Candidate &candidate, const source::SourceManager &sources);

struct FixVerdict {
  bool good = false;
  std::string said; ///< how it was shown to be safe, or what speaks against it
};

/// Compares a project with what fixes made of it. Safe fixes must change no decision; others must only compile.
FixVerdict checkFixes(const Standing &before, const Standing &after, llvm::ArrayRef<Candidate> made, Day asOf);

} // namespace onus::driver
