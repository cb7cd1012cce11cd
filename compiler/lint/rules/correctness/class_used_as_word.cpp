// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/pattern_text.h"
#include "lint/places.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

bool isLetter(char letter) { return (letter | 32) >= 'a' && (letter | 32) <= 'z'; }

/// Letters that make up a word, rather than a choice: enough of them, and in no order.
bool readsAsWord(llvm::StringRef singles) {
  std::string letters;
  llvm::copy_if(singles, std::back_inserter(letters), isLetter);
  bool vowel = letters.find_first_of("aeiouyAEIOUY") != std::string::npos;
  return letters.size() >= 5 && vowel && !llvm::is_sorted(letters);
}

void check(const syntax::File &, const syntax::Expr &expr, Pass &pass) {
  const auto *pattern = llvm::dyn_cast<syntax::PatternExpr>(&expr);
  if (!pattern)
    return;
  for (const WrittenClass &each : classesOf(pattern->value)) {
    bool host = placeOf(each.singles) == Place::Host;
    if (!host && !((each.negated || each.repeated) && readsAsWord(each.singles)))
      continue;
    pass.report(placeIn(pass.sources(), *pattern, each.begin, each.end),
                "this stands for one character {} `{}`, not for that word", each.negated ? "that is none of" : "out of",
                each.singles)
        .label("a class is a choice between single characters")
        .help(each.negated ? "say what a text must not be with `not`: `not host(x) == \"…\"`, `not x matches r\"…\"`"
                           : "write the word without brackets, several words as `(…|…)`");
  }
}

} // namespace

extern const Rule class_used_as_word = {
    .name = "class-used-as-word",
    .category = Category::Correctness,
    .level = Level::Error,
    .summary = "a class of a pattern spells a word, and stands for one of its letters",
    .expression = check,
};

} // namespace onus::lint
