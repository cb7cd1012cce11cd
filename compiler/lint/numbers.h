// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/source_manager.h"

#include <optional>
#include <string>
#include <vector>

/// Numbers as programs and people write them, so that what a text says can be held against what a rule does.
namespace onus::lint {

struct Number {
  source::Range range;
  std::string digits;    ///< without zeros at the ends and without the point: `5` for `500.00` and for `0.05`
  double value = 0;      ///< of a duration, its milliseconds
  bool duration = false; ///< `24h`, and "24 hours" in a text
  double written = 0;    ///< the number that stands there: 24
};

/// The numbers and durations among the words of a program's text; what stands in comments and strings is none.
std::vector<Number> numbersInCode(const source::SourceManager &sources, source::Range range);

/// The amounts and durations of which a comment or a reason speaks. What is a part of a name (`RP-12`, `ISO 27001`), a
/// year, a date, a time or the number of a section is none.
std::vector<Number> numbersInText(const source::SourceManager &sources, source::Range range);

/// A person would take both for the same amount: 90 % is 0.90, and "more than 4" may be said of `>= 5`.
bool agree(const Number &said, const Number &done);
/// They differ by what slips in when one of them is changed or mistyped: a zero, a digit, two digits the wrong way
/// round.
bool nearlyAgree(const Number &said, const Number &done);

} // namespace onus::lint
