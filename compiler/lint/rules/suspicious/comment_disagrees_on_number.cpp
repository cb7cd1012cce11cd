// SPDX-License-Identifier: Apache-2.0
#include "lint/numbers.h"
#include "lint/pass.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

using source::Range;

/// The numbers that a piece of a program acts by: those that stand in it, and those of the constants, functions and
/// named values that it reads.
class Acting {
public:
  explicit Acting(Pass &pass) : pass_(pass) {}

  void read(const syntax::File &file, Range range) {
    llvm::append_range(numbers, numbersInCode(pass_.sources(), range));
    llvm::ArrayRef<check::Reference> all = pass_.facts.uses().in(file);
    auto *at = llvm::partition_point(all, [&](const auto &each) { return each.range.begin < range.begin; });
    for (; at != all.end() && at->range.begin < range.end; ++at) {
      auto *let = at->symbol ? llvm::dyn_cast<syntax::LetDecl>(at->symbol->decl) : nullptr;
      if (let && !at->symbol->package->standard && seen_.insert(let).second)
        read(*at->symbol->file, let->range);
      if (at->local && at->local->range.file == file.id && seen_.insert(at->local).second)
        readLine(file, at->local->range);
    }
  }

  std::vector<Number> numbers;

private:
  /// What a local name stands for is found on the lines from its own to the next clause, which the guardrail's other
  /// references cannot tell; its own line is enough for what people write.
  void readLine(const syntax::File &file, Range name) {
    uint32_t line = pass_.sources().start(name).line;
    uint32_t begin = pass_.sources().lineBegin(name.file, line);
    auto end = static_cast<uint32_t>(begin + pass_.sources().line(name.file, line).size());
    read(file, {name.file, begin, end});
  }

  Pass &pass_;
  llvm::DenseSet<const void *> seen_;
};

bool isSaid(const Number &done, llvm::ArrayRef<Number> said) {
  return llvm::any_of(said, [&](const Number &each) { return agree(each, done); });
}

/// What the text must mean by a number that nothing acts by: the one that a slip turned into it, or, in a rule's own
/// reason, the only one of its kind where each side has but one. Null where nobody can tell.
const Number *meant(const Number &said, llvm::ArrayRef<Number> all, llvm::ArrayRef<Number> acting, bool ownReason) {
  const Number *only = nullptr;
  size_t count = 0;
  for (const Number &done : acting) {
    if (done.duration != said.duration || isSaid(done, all))
      continue;
    if (nearlyAgree(said, done))
      return &done;
    count += !only || only->value != done.value;
    only = &done;
  }
  bool alone = ownReason && count == 1 && all.size() == 1 && said.value >= 10 && only->value >= 10;
  return alone && said.value < only->value * 10 && only->value < said.value * 10 ? only : nullptr;
}

void compare(Range text, const Acting &acting, llvm::StringRef what, Pass &pass, bool ownReason = false) {
  if (!text.valid())
    return;
  std::vector<Number> said = numbersInText(pass.sources(), text);
  for (const Number &each : said) {
    if (llvm::any_of(acting.numbers, [&](const Number &done) { return agree(each, done); }))
      continue;
    if (const Number *done = meant(each, said, acting.numbers, ownReason))
      pass.report(each.range, "{} says {}, and what it is about says {}: whoever reads it expects something else", what,
                  pass.sources().text(each.range), pass.sources().text(done->range))
          .related(done->range, "this is what counts")
          .help("change the one that is out of date");
  }
}

/// The comments inside a declaration, behind it on its last line, and on the lines right above it.
void compareComments(const syntax::File &file, Range range, const Acting &acting, Pass &pass) {
  const source::SourceManager &sources = pass.sources();
  uint32_t first = sources.start(range).line, last = sources.end(range).line;
  while (first > 1 && sources.line(file.id, first - 1).trim().startswith("//"))
    --first;
  uint32_t begin = sources.lineBegin(file.id, first);
  auto *comment = llvm::partition_point(file.comments, [&](const auto &each) { return each.range.begin < begin; });
  for (; comment != file.comments.end() && sources.start(comment->range).line <= last; ++comment)
    compare(comment->range, acting, "the comment", pass);
}

void compareException(const syntax::ExceptionDecl &decl, const Acting &acting, Pass &pass) {
  compare(decl.title.range, acting, "the title", pass);
  compare(decl.waiver.because.range, acting, "the reason", pass);
}

void compareClauses(const syntax::File &file, const syntax::Decl &decl, const syntax::Clauses &clauses, Pass &pass) {
  Acting whole(pass);
  whole.read(file, decl.range);
  compare(decl.title.range, whole, "the title", pass);
  compareComments(file, decl.range, whole, pass);
  for (const syntax::Rule *rule : clauses.rules) {
    Acting acting(pass);
    acting.read(file, rule->range);
    compare(rule->because.range, acting, "the reason", pass, /*ownReason=*/true);
  }
  for (const syntax::ExceptionDecl *exception : clauses.exceptions)
    compareException(*exception, whole, pass);
}

void check(const syntax::File &file, const syntax::Decl &decl, Pass &pass) {
  if (auto *guardrail = llvm::dyn_cast<syntax::GuardrailDecl>(&decl)) {
    compareClauses(file, decl, guardrail->clauses, pass);
  } else if (auto *pattern = llvm::dyn_cast<syntax::PatternDecl>(&decl)) {
    compareClauses(file, decl, pattern->clauses, pass);
  } else if (auto *exception = llvm::dyn_cast<syntax::ExceptionDecl>(&decl)) {
    Acting acting(pass);
    acting.read(file, decl.range);
    compareException(*exception, acting, pass);
  } else if (llvm::isa<syntax::LetDecl>(decl)) {
    Acting acting(pass);
    acting.read(file, decl.range);
    compareComments(file, decl.range, acting, pass);
  }
}

} // namespace

extern const Rule comment_disagrees_on_number = {
    .name = "comment-disagrees-on-number",
    .category = Category::Suspicious,
    .summary = "a comment, a title or a reason says another number than the rule that it is about",
    .declaration = check,
};

} // namespace onus::lint
