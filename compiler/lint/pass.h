// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/facts.h"
#include "lint/rule.h"

#include <fmt/format.h>

namespace onus::lint {

/// At which level a rule runs at a place; `lint` asks it for every finding.
class Levels;

/// What a rule's handler is given besides what it looks at: the program, what is known about it as a whole, and where
/// to report.
class Pass {
public:
  Pass(const Rule &rule, const check::Program &checked, Facts &known, const Levels &levels,
       diagnostics::Reporter &reporter)
      : program(checked), facts(known), rule_(rule), levels_(levels), reporter_(reporter) {}

  const check::Program &program;
  Facts &facts;

  Day asOf() const { return program.options.asOf; }
  const source::SourceManager &sources() const { return *program.sources; }
  /// The place belongs to the project: neither to the standard library nor to a dependency.
  bool isOwn(source::Range range) const;

  /// Reports a finding; the text is lower case without a full stop and says what was found and why it matters. Nothing
  /// happens where the rule is off at that place, or where the place is not the project's.
  template <typename... Args>
  diagnostics::Builder report(source::Range range, fmt::format_string<const Args &...> text, const Args &...args) {
    return reportText(range, fmt::format(text, args...));
  }

private:
  diagnostics::Builder reportText(source::Range range, std::string message);

  const Rule &rule_;
  const Levels &levels_;
  diagnostics::Reporter &reporter_;
};

} // namespace onus::lint
