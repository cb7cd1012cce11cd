// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/levels.h"

#include <optional>
#include <string>
#include <vector>

/// Comments that excuse findings:
///
///     // onus: allow(rule, other-rule, reason = "…", until = 2027-03-01)
///
/// `allow` excuses, `expect` excuses and wants a finding to be there, `allow-file` excuses in the whole file. On a line
/// of its own such a comment is about the item that begins on the next line (a declaration, a clause, a tool with what
/// is said about it) or, where none begins there, about that line; behind something else it is about its line. It holds
/// until the end of its last day, only with a reason, and never for a rule at `forbid`.
namespace onus::lint {

/// One rule that a comment names.
struct AllowedRule {
  std::string word;
  source::Range range;
  uint32_t next = 0;          ///< the offset at which what follows it begins
  const Rule *rule = nullptr; ///< null where there is none of that name
  Level level = Level::Off;   ///< at which it runs in this file
  size_t used = 0;            ///< findings that it excuses
};

/// One comment that asks for findings to be excused.
struct Allowance {
  enum class Kind { Allow, Expect, File };
  Kind kind = Kind::Allow;
  source::Range range;   ///< of the comment
  source::Range covered; ///< where a finding begins that it excuses
  std::vector<AllowedRule> rules;
  std::string reason; ///< empty where it has none
  std::optional<Day> until;
  source::Range untilRange;

  /// What keeps it from being read; empty where nothing does. It then excuses nothing.
  std::string problem;
  std::string help;
  source::Range problemRange;

  bool isOver(Day asOf) const { return until && *until < asOf; }
  /// It excuses what it names, where that runs and is not at `forbid`.
  bool counts(Day asOf) const { return problem.empty() && !reason.empty() && !isOver(asOf); }
};

/// The comments of a file that ask for findings to be excused, in their order.
std::vector<Allowance> readAllowances(const syntax::File &file, const source::SourceManager &sources);

/// After `lint`: what such comments excuse moves to the reporter's `suppressed`, and what is wrong with them is
/// reported by the rules about them.
void suppress(const check::Program &program, const Levels &levels, diagnostics::Reporter &reporter);

/// The rules of a comment that counts which excuse nothing, where they run and could.
std::vector<const AllowedRule *> unusedRules(const Allowance &allowance, Day asOf);

/// "`one` and `other`"
std::string listed(llvm::ArrayRef<AllowedRule> rules);

/// Takes rules out of a comment, or the whole comment where they are all that it names.
diagnostics::Fix withoutRules(const Allowance &allowance, llvm::ArrayRef<const AllowedRule *> rules,
                              const source::SourceManager &sources, diagnostics::Applicability applicability);

} // namespace onus::lint
