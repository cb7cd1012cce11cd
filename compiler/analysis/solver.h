// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/formula.h"

namespace onus::analysis {

enum class Answer {
  Impossible, ///< proved: at no event
  Possible,   ///< not refuted; nearly always there is such an event
  Unknown,    ///< too long a question
};

/// What stands in an event that shows an answer: `args.amount` is `501`.
struct Witness {
  struct Value {
    std::string term, value;
    source::Range read; ///< where the policy reads it
    /// "`args.amount` is 501"
    std::string text() const { return "`" + term + "` is " + value; }
  };
  std::vector<Value> values;
  /// "where `args.amount` is 501 and …"; empty where nothing need be said.
  std::string text() const;
};

struct Result {
  Answer answer = Answer::Unknown;
  std::optional<Witness> witness;         ///< of Possible, where one could be made and checked
  std::vector<std::string> contradiction; ///< of Impossible: conditions that do not go together, as written
};

/// Asks whether an event can be as the formula says. Decides by alternatives, intervals, sets of texts, order between
/// terms, presence and what quantifiers share; counts steps, never time, so that the answer is the same everywhere.
Result solve(Terms &terms, const FormulaPtr &formula, Arena &arena, size_t steps = 20'000);

} // namespace onus::analysis
