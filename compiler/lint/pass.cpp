// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "lint/levels.h"

namespace onus::lint {

bool Pass::isOwn(source::Range range) const { return range.valid() && facts.isOwn(range.file); }

diagnostics::Builder Pass::reportText(source::Range range, std::string message) {
  Level level = isOwn(range) ? levels_.at(rule_, range.file) : Level::Off;
  if (level == Level::Off)
    return diagnostics::Builder(nullptr);
  return reporter_.report(kindInfo(rule_), severity(level), range, std::move(message));
}

} // namespace onus::lint
