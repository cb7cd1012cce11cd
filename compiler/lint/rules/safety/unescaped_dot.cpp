// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/pattern_text.h"
#include "lint/places.h"

namespace onus::lint {

namespace {

/// The host with another character where its first bare dot stands.
std::string stranger(const WrittenWord &word) {
  std::string text = word.text;
  size_t escaped = 0; // bytes of backslashes before it
  for (size_t at = 0; word.begin + at + escaped < word.dots.front(); ++at)
    escaped += text[at] == '.';
  text[word.dots.front() - word.begin - escaped] = 'x';
  return text;
}

void check(const syntax::File &, const syntax::Expr &expr, Pass &pass) {
  const auto *pattern = llvm::dyn_cast<syntax::PatternExpr>(&expr);
  if (!pattern)
    return;
  for (const WrittenWord &word : wordsOf(pattern->value)) {
    if (word.dots.empty() || placeOf(word.text) != Place::Host)
      continue;
    source::Range range = placeIn(pass.sources(), *pattern, word.begin, word.end);
    auto builder = pass.report(range, "this takes `{}` too: a bare `.` is any character", stranger(word));
    builder.label("reads like the name of a host");
    if (range == pattern->range) {
      builder.help("write `\\.` for a dot");
      continue;
    }
    diagnostics::Fix fix{"escape the dots", diagnostics::Applicability::MaybeIncorrect, {}};
    for (size_t dot : word.dots)
      fix.edits.push_back({placeIn(pass.sources(), *pattern, dot, dot), "\\"});
    builder.fix(std::move(fix));
  }
}

} // namespace

extern const Rule unescaped_dot = {
    .name = "unescaped-dot",
    .category = Category::Safety,
    .level = Level::Warn,
    .summary = "the name of a host stands in a pattern with dots that are any character",
    .fixable = true,
    .expression = check,
};

} // namespace onus::lint
