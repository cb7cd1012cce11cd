// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backends/bytecode/automaton/relation.h"

namespace onus::backends::bytecode {

/// Which positions stand for which others: whatever text leads from the one to a yes leads from the other to it too.
/// A set says the same without those that another one of it stands for, and so there are far fewer sets: of the many
/// counts at which `x[a-z]{0,50}y` may be at once, only the least one matters.
class Simulation {
public:
  /// For Whole and Search. Takes time that grows with the square of the positions.
  Simulation(const Relation &relation, uint32_t classes);
  /// Takes those positions out of a set that another one of it stands for.
  void prune(std::vector<uint64_t> &set);

private:
  void compare(const Relation &relation, uint32_t classes);
  bool refine(const Relation &relation, uint32_t position);
  void followers(const Relation &relation, uint32_t context, uint32_t position, std::vector<uint64_t> &allowed) const;
  void order(uint32_t positions);

  size_t words_;
  bool search_;
  BitRows takesMore_;        ///< position → those that take the same scalars and perhaps others
  BitRows standsFor_;        ///< position → those that stand for it
  BitRows before_[2];        ///< context → position → those that step to it
  std::vector<bool> begins_; ///< position → where a match begins stands for it
  BitRows drops_;            ///< position → those whose presence takes it out of a set
  std::vector<uint64_t> kept_;
};

} // namespace onus::backends::bytecode
