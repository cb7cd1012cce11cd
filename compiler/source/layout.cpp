// SPDX-License-Identifier: Apache-2.0
#include "source/layout.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::source {

void Layout::assign(FileId file, size_t unit) {
  if (unitOf_.size() <= file.index)
    unitOf_.resize(file.index + 1, SIZE_MAX);
  unitOf_[file.index] = unit;
}

const Unit *Layout::unitOf(FileId file) const {
  if (file.index >= unitOf_.size() || unitOf_[file.index] == SIZE_MAX)
    return nullptr;
  return &units[unitOf_[file.index]];
}

bool Layout::isForeign(FileId file) const {
  const Unit *unit = unitOf(file);
  return unit && unit->project != 0;
}

bool Layout::sees(FileId from, FileId to) const {
  const Unit *asking = unitOf(from), *asked = unitOf(to);
  if (!asking || !asked || asking->project == asked->project)
    return true;
  return llvm::is_contained(asking->lists, asked->project) ||
         llvm::is_contained(units[asking->project].lists, asked->project);
}

bool Layout::dependsOn(const Unit &from, const Unit &to) const {
  std::vector<size_t> waiting{from.project};
  std::vector<bool> seen(units.size());
  while (!waiting.empty()) {
    size_t project = waiting.back();
    waiting.pop_back();
    if (seen[project])
      continue;
    seen[project] = true;
    for (const Unit &unit : units)
      if (unit.project == project)
        waiting.insert(waiting.end(), unit.lists.begin(), unit.lists.end());
  }
  return seen[to.project];
}

} // namespace onus::source
