// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/rule.h"

#include <vector>

/// At which level each rule runs at a place. `configure` (configuration.h) makes them from onus.toml and the command
/// line.
namespace onus::lint {

/// The level of every rule at one place.
class LevelSet {
public:
  /// Every rule at its default of an edition.
  explicit LevelSet(unsigned edition);
  Level of(const Rule &rule) const;
  void set(const Rule &rule, Level level);

private:
  std::vector<Level> levels_; ///< in the order of rules.def
};

class Levels {
public:
  /// Every rule at its default of an edition, everywhere.
  explicit Levels(unsigned edition = firstEdition) : Levels(LevelSet(edition)) {}
  /// What holds where nothing else is assigned.
  explicit Levels(LevelSet everywhere) : sets_{std::move(everywhere)} {}

  Level at(const Rule &rule, source::FileId file) const;
  /// The rule runs nowhere.
  bool isOff(const Rule &rule) const;

  /// Takes levels that hold for some files; the number is for `assign`.
  size_t add(LevelSet levels);
  void assign(source::FileId file, size_t set);

private:
  std::vector<LevelSet> sets_; ///< the first holds where nothing else is assigned
  std::vector<size_t> setOf_;  ///< by the file's index
};

} // namespace onus::lint
