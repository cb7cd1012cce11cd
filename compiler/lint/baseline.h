// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/levels.h"

#include <set>
#include <string>
#include <variant>
#include <vector>

/// A baseline: findings that were there when somebody began to lint and that do not count until they are mended. They
/// are known again by their fingerprints, which do not depend on lines. It may only shrink: what is mended is taken
/// out, and what is new is a finding. It never holds what is at `forbid`.
namespace onus::lint {

struct BaselineEntry {
  std::string fingerprint;
  std::string rule;    ///< for people, and to know whether the rule runs
  std::string file;    ///< from the project's root
  std::string message; ///< for people: what was said when the entry was written
};

class Baseline {
public:
  /// Why a text is no baseline: lower case, no full stop.
  struct Error {
    std::string message;
    size_t offset = 0; ///< in bytes from the start of the text
  };
  static std::variant<Baseline, Error> parse(llvm::StringRef text);
  /// The findings that count and may be excused.
  static Baseline of(const diagnostics::Reporter &reporter, const source::SourceManager &sources, const Levels &levels);

  const std::vector<BaselineEntry> &entries() const { return entries_; }
  bool has(llvm::StringRef fingerprint) const { return known_.count(fingerprint.str()) > 0; }
  /// Takes an entry unless it is there.
  void add(BaselineEntry entry);
  /// The text of the file: JSON, sorted by file, rule and fingerprint.
  std::string text() const;

private:
  std::vector<BaselineEntry> entries_;
  std::set<std::string> known_; ///< the fingerprints
};

/// Which entries of a baseline are about something that was looked at in this run: their rule ran in their file, or one
/// of the two no longer exists.
class Looked {
public:
  Looked(const check::Program &program, const Levels &levels);
  bool at(const BaselineEntry &entry) const;

private:
  const source::SourceManager &sources_;
  const Levels &levels_;
  std::vector<std::pair<std::string, source::FileId>> files_; ///< sorted
};

/// After `suppress`: moves what the baseline lists to the reporter's `suppressed`, and reports the entries that are no
/// longer found. `file` is the baseline's own text.
void applyBaseline(const Baseline &baseline, source::FileId file, const check::Program &program, const Levels &levels,
                   diagnostics::Reporter &reporter);

} // namespace onus::lint
