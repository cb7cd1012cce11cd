// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/levels.h"
#include "source/project.h"

/// Which rules run where, and how much a finding of them weighs: what onus.toml and the command line say, checked. From
/// weak to strong: the rule's default in the lint edition, its category, itself, a path, then the same of the member in
/// whose folder a file lies, then the command line.
namespace onus::lint {

/// What a setting is about: a rule, or all of a category.
struct Target {
  const Rule *rule = nullptr;
  std::optional<Category> category; ///< where it is no rule
  bool covers(const Rule &other) const { return rule ? rule == &other : category == other.category; }
};
/// The rule or the category of that name, or nothing.
std::optional<Target> findTarget(llvm::StringRef word);
/// What to say to somebody whose word is neither: "did you mean `style`?"
std::string adviceOn(llvm::StringRef word);

struct LevelChange {
  Target target;
  Level level = Level::Warn;
};

/// What the command line says.
struct Selection {
  std::vector<Target> select;      ///< only these run; a rule that is off or in preview runs where it is named
  std::vector<Target> ignore;      ///< these do not
  std::vector<LevelChange> levels; ///< stronger than any file
  bool isolated = false;           ///< [lint] of onus.toml is not read
};

/// The levels in a project. What is wrong in [lint] becomes an Input problem with its place; the levels are then of no
/// use.
Levels configure(const source::Project &project, const source::SourceManager &sources, const Selection &selection,
                 std::vector<source::LoadProblem> &problems);

} // namespace onus::lint
