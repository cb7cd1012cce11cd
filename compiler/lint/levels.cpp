// SPDX-License-Identifier: Apache-2.0
#include "lint/levels.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

size_t indexOf(const Rule &rule) {
  static const auto indices = [] {
    llvm::DenseMap<const Rule *, size_t> result;
    for (const Rule *each : allRules())
      result.try_emplace(each, result.size());
    return result;
  }();
  return indices.lookup(&rule);
}

} // namespace

LevelSet::LevelSet(unsigned edition) {
  for (const Rule *rule : allRules())
    levels_.push_back(rule->preview || rule->edition > edition ? Level::Off : rule->level);
}

Level LevelSet::of(const Rule &rule) const { return levels_[indexOf(rule)]; }
void LevelSet::set(const Rule &rule, Level level) { levels_[indexOf(rule)] = level; }

Level Levels::at(const Rule &rule, source::FileId file) const {
  size_t set = file.valid() && file.index < setOf_.size() ? setOf_[file.index] : 0;
  return sets_[set].of(rule);
}

bool Levels::isOff(const Rule &rule) const {
  return llvm::all_of(sets_, [&](const LevelSet &set) { return set.of(rule) == Level::Off; });
}

size_t Levels::add(LevelSet levels) {
  sets_.push_back(std::move(levels));
  return sets_.size() - 1;
}

void Levels::assign(source::FileId file, size_t set) {
  if (setOf_.size() <= file.index)
    setOf_.resize(file.index + 1, 0);
  setOf_[file.index] = set;
}

} // namespace onus::lint
