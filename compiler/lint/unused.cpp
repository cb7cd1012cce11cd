// SPDX-License-Identifier: Apache-2.0
#include "lint/unused.h"

#include "lint/removal.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

/// What a reader calls it: a `let` is a constant or a function.
std::string nameOf(const syntax::Decl &decl) {
  auto *let = llvm::dyn_cast<syntax::LetDecl>(&decl);
  llvm::StringRef kind = !let ? syntax::word(decl.kind) : let->function ? "function" : "constant";
  return kind.str() + " `" + decl.name.text.str() + "`";
}

bool hasSystem(const Pass &pass) {
  return llvm::any_of(pass.program.systems,
                      [&](const check::System &system) { return pass.facts.isOwn(system.symbol->file->id); });
}

} // namespace

void reportUnused(const syntax::Decl &decl, llvm::StringRef why, Pass &pass) {
  const resolve::Symbol *symbol = pass.program.names->symbolOf(&decl);
  if (!symbol || pass.facts.uses().has(*symbol))
    return;
  bool others = symbol->package->standard || !hasSystem(pass);
  if (others && !symbol->testOnly)
    return;
  pass.report(decl.name.range, "nothing names {}: {}", nameOf(decl), why)
      .fix({"take it out", diagnostics::Applicability::MaybeIncorrect, {removal(pass.sources(), decl.range)}});
}

source::Range rangeOf(const source::SourceManager &sources, const syntax::LocalLet &let) {
  llvm::StringRef text = sources.text(let.name.range.file);
  source::Range range = source::join(let.name.range, let.value->range);
  range.begin = static_cast<uint32_t>(text.take_front(range.begin).rfind("let"));
  // A value's range leaves out the parentheses around it.
  for (llvm::StringRef before = text.take_front(let.value->range.begin).rtrim(); before.consume_back("(");
       before = before.rtrim())
    range.end = static_cast<uint32_t>(text.find(')', range.end) + 1);
  return range;
}

} // namespace onus::lint
