// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/formula.h"

#include <map>

namespace onus::analysis {

/// What is known of one term on one branch.
struct Knowledge {
  bool read = false;   ///< it has a value
  bool failed = false; ///< it has none
  int64_t low = INT64_MIN, high = INT64_MAX;
  std::set<int64_t> notNumbers;
  std::optional<std::set<std::string>> texts; ///< the only ones that it can be
  std::set<std::string> notTexts;

  bool isNumber() const { return low == high; }
  bool isText() const { return texts && texts->size() == 1; }
};

struct Relation {
  TermId left, right;
  unsigned orders;
};

/// What is known on one branch. Every operation answers false where it makes the branch impossible.
class State {
public:
  explicit State(const Terms &terms) : terms_(&terms) {}

  /// The atom is true, or false; either way its terms have values.
  bool hold(const Atom &atom, bool truth);
  bool fail(TermId term);
  /// Draws conclusions until nothing changes, or for a bounded number of rounds.
  bool conclude();
  /// Values for every term that was read, which fit what is known; nothing where none were found.
  std::optional<std::map<TermId, Constant>> model() const;
  const Knowledge &of(TermId term) const { return known_[term]; }

private:
  Knowledge &at(TermId term);
  bool read(TermId term);
  bool compare(TermId term, unsigned orders, const Constant &constant);
  bool within(TermId term, const std::vector<Constant> &constants, bool truth);
  bool relate(TermId left, TermId right, unsigned orders);
  bool narrow(TermId term, int64_t low, int64_t high);
  bool settle(Knowledge &known, Domain domain);
  bool concludeTerm(TermId term);
  bool concludeTest(TermId term);
  bool concludeRelation(Relation &relation);
  bool concludeNumbers(Relation &relation);
  bool concludeTexts(Relation &relation);

  const Terms *terms_;
  std::vector<Knowledge> known_;
  std::vector<Relation> relations_;
  bool changed_ = false;
};

} // namespace onus::analysis
