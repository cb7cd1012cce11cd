// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/rule.h"

#include "llvm/ADT/DenseMap.h"

/// At which level each rule runs at a place: the rule's default in the project's lint edition, then what onus.toml says
/// about its category and about itself, then what the command line selects.
namespace onus::lint {

class Levels {
public:
  /// Every rule at its default of an edition.
  explicit Levels(unsigned edition = firstEdition);

  Level at(const Rule &rule, source::FileId file) const;
  /// The rule runs nowhere.
  bool isOff(const Rule &rule) const;

  void set(const Rule &rule, Level level) { levels_[&rule] = level; }
  /// Only these rules run; those that are off by default, or in preview, at the level they would have.
  void select(llvm::ArrayRef<const Rule *> rules);

private:
  llvm::DenseMap<const Rule *, Level> levels_;
};

} // namespace onus::lint
