// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace onus::source {

/// The lines of one .gitignore file, or of `exclude` in onus.toml: which paths below a directory are left out.
class IgnoreRules {
public:
  IgnoreRules() = default;
  /// Reads lines as gitignore(5) describes them.
  static IgnoreRules parse(llvm::StringRef text);
  void add(llvm::StringRef line);

  enum class Verdict { None, Ignored, Kept };
  /// What the last line that matches says; `path` is relative to the directory of the rules, with `/`.
  Verdict match(llvm::StringRef path, bool directory) const;
  bool empty() const { return rules_.empty(); }

private:
  struct Rule {
    std::string glob;
    bool keep = false;          ///< `!…`
    bool directoryOnly = false; ///< `…/`
    bool anchored = false;      ///< matched against the whole path, not the last name
  };
  std::vector<Rule> rules_;
};

/// gitignore's wildcards: `*` and `?` stop at `/`, `[a-z]`, `**/`, `/**` and `/**/`, `\` quotes.
bool globMatches(llvm::StringRef glob, llvm::StringRef path);

} // namespace onus::source
