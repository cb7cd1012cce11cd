// SPDX-License-Identifier: Apache-2.0
#include "lint/levels.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

Levels::Levels(unsigned edition) {
  for (const Rule *rule : allRules())
    levels_[rule] = rule->preview || rule->edition > edition ? Level::Off : rule->level;
}

Level Levels::at(const Rule &rule, source::FileId) const { return levels_.lookup(&rule); }

bool Levels::isOff(const Rule &rule) const { return levels_.lookup(&rule) == Level::Off; }

void Levels::select(llvm::ArrayRef<const Rule *> rules) {
  for (auto &[rule, level] : levels_)
    if (!llvm::is_contained(rules, rule))
      level = Level::Off;
    else if (level == Level::Off)
      level = rule->level == Level::Off ? Level::Warn : rule->level;
}

} // namespace onus::lint
