// SPDX-License-Identifier: Apache-2.0
#include "lint/rule.h"

#include "llvm/Support/ErrorHandling.h"

#include <algorithm>

namespace onus::lint {

#define ONUS_LINT_RULE(CATEGORY, NAME) extern const Rule NAME;
#include "lint/rules.def"

namespace {

constexpr std::pair<Category, llvm::StringLiteral> categories[] = {
    {Category::Safety, "safety"},           {Category::Correctness, "correctness"},
    {Category::Suspicious, "suspicious"},   {Category::Completeness, "completeness"},
    {Category::Performance, "performance"}, {Category::Style, "style"},
    {Category::Testing, "testing"}};

constexpr std::pair<Level, llvm::StringLiteral> levels[] = {{Level::Off, "off"},
                                                            {Level::Info, "info"},
                                                            {Level::Warn, "warn"},
                                                            {Level::Error, "error"},
                                                            {Level::Forbid, "forbid"}};

template <typename Table, typename Value>
llvm::StringRef wordIn(const Table &table, Value value) {
  for (const auto &[each, word] : table)
    if (each == value)
      return word;
  llvm_unreachable("a value outside the list");
}

template <typename Table>
auto findIn(const Table &table, llvm::StringRef wanted) -> std::optional<decltype(table[0].first)> {
  for (const auto &[each, word] : table)
    if (word == wanted)
      return each;
  return std::nullopt;
}

} // namespace

llvm::StringRef word(Category category) { return wordIn(categories, category); }
std::optional<Category> findCategory(llvm::StringRef word) { return findIn(categories, word); }
std::optional<Category> closestCategory(llvm::StringRef wanted) {
  for (const auto &[category, word] : categories)
    if (word.edit_distance(wanted) < 3)
      return category;
  return std::nullopt;
}
llvm::StringRef word(Level level) { return wordIn(levels, level); }
std::optional<Level> findLevel(llvm::StringRef word) { return findIn(levels, word); }

diagnostics::Severity severity(Level level) {
  switch (level) {
  case Level::Off:
    break;
  case Level::Info:
    return diagnostics::Severity::Note;
  case Level::Warn:
    return diagnostics::Severity::Warning;
  case Level::Error:
  case Level::Forbid:
    return diagnostics::Severity::Error;
  }
  llvm_unreachable("a level at which nothing is shown");
}

llvm::ArrayRef<const Rule *> allRules() {
  static const Rule *const rules[] = {
#define ONUS_LINT_RULE(CATEGORY, NAME) &NAME,
#include "lint/rules.def"
  };
  return rules;
}

const Rule *findRule(llvm::StringRef name) {
  for (const Rule *rule : allRules())
    if (llvm::StringRef(rule->name) == name)
      return rule;
  return nullptr;
}

const Rule *closestRule(llvm::StringRef word) {
  const Rule *best = nullptr;
  unsigned least = std::max<unsigned>(3, static_cast<unsigned>(word.size() / 3));
  for (const Rule *rule : allRules())
    if (unsigned distance = llvm::StringRef(rule->name).edit_distance(word, true, least); distance < least) {
      least = distance;
      best = rule;
    }
  return best;
}

std::string pagePath(const Rule &rule) {
  std::string file(rule.name);
  std::replace(file.begin(), file.end(), '-', '_');
  return word(rule.category).str() + "/" + file + ".md";
}

const diagnostics::KindInfo &kindInfo(const Rule &rule) {
  static const std::vector<diagnostics::KindInfo> rows = [] {
    std::vector<diagnostics::KindInfo> all;
    for (const Rule *each : allRules()) {
      Level level = each->level == Level::Off ? Level::Info : each->level;
      all.push_back({diagnostics::Kind::Lint, each->name, each->name, severity(level), each->summary});
    }
    return all;
  }();
  for (const diagnostics::KindInfo &row : rows)
    if (row.name == rule.name)
      return row;
  llvm_unreachable("a rule outside rules.def");
}

} // namespace onus::lint
