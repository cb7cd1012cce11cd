// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/diagnostic.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

#include <map>
#include <string>
#include <vector>

/// What a run found, as the formats need it: the findings of all projects with their fingerprints, what is known of
/// the rules behind them, and what kept the run from being complete. The driver fills a `Report`; every format is one
/// function of it (formats.h).
namespace onus::diagnostics::render {

/// What is known of a kind of finding.
struct RuleInfo {
  std::string code;     ///< `E0401`; of a lint rule, its name
  std::string name;     ///< `owner-missing`
  std::string category; ///< `accountability`; of a lint rule, why one wants it: `safety`
  std::string summary;  ///< a line or a sentence
  std::string markdown; ///< its page
  Severity severity = Severity::Error;
  bool lint = false;
};

/// `E0401 owner-missing`; of a lint rule, its name.
std::string title(const RuleInfo &rule);

struct Finding {
  const Diagnostic *diagnostic = nullptr;
  const source::SourceManager *sources = nullptr; ///< of the project
  const RuleInfo *rule = nullptr;
  std::string fingerprint; ///< no two findings of a report share one
  std::string path;        ///< relative to the working directory; the project's where the finding has no place

  /// False where the finding belongs to no text; there is a path all the same.
  bool placed() const { return diagnostic->range.valid(); }
  /// Line and column from 1; 1:1 where the finding belongs to no text.
  source::Position start() const;
  source::Position end() const;
};

/// Something that a reader of the findings must know about the run itself: a file that could not be read, say.
struct Notification {
  Severity severity = Severity::Error;
  std::string path; ///< as people see it, perhaps with line and column; may be empty
  std::string message;
  std::string help;
};

class Report {
public:
  std::string command;    ///< `lint`
  std::string version;    ///< of the program
  std::string directory;  ///< the working directory, absolute
  std::string repository; ///< the root of the repository around it, absolute; else the working directory
  std::vector<Finding> findings;
  std::vector<Finding> suppressed;         ///< what was found and does not count
  std::map<std::string, RuleInfo> rules;   ///< by code: those of the findings, suppressed ones too
  std::vector<std::string> files;          ///< every file of the projects themselves, relative to the working directory
  std::vector<Notification> notifications; ///< those of severity Error mean that the run is not complete
  int exitStatus = 0;
  bool complete = true;                       ///< everything was read and looked at
  bool showSuppressed = false;                ///< also in the formats whose readers take what is suppressed for open
  Severity lintFailsFrom = Severity::Warning; ///< findings of lint rules fail the run from this severity on

  /// Takes what a reporter holds, which must outlive the report. `home` is the path of what has no place; `describe`
  /// says what is known of a rule, and is asked once for each.
  void add(const Reporter &reporter, const source::SourceManager &sources, llvm::StringRef home,
           llvm::function_ref<RuleInfo(const KindInfo &)> describe);

  /// A path that is relative to the working directory, made relative to the repository's root: what the services want
  /// that show findings beside the repository's files. Never begins with `./`.
  std::string inRepository(llvm::StringRef path) const;
  /// The finding makes the run fail.
  bool fails(const Diagnostic &diagnostic) const;
  /// The findings, errors first.
  std::vector<const Finding *> worstFirst() const;

private:
  std::map<std::string, size_t> seen_; ///< how often a fingerprint was wanted
};

/// Text for a place that has room for one line: every run of blanks and line breaks is one blank, and control
/// characters are replaced.
std::string oneLine(llvm::StringRef text);
/// The first paragraph of a page, its heading left out, in one line.
std::string firstParagraph(llvm::StringRef markdown);
/// What a finding says beyond its message: notes, then what to do; a line each, each ending in a line break.
std::string remarks(const Diagnostic &diagnostic);

} // namespace onus::diagnostics::render
