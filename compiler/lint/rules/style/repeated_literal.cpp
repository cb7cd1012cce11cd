// SPDX-License-Identifier: Apache-2.0
#include "lint/literals.h"

#include "llvm/ADT/MapVector.h"

namespace onus::lint {

namespace {

/// So often a value stands in a file before it deserves a name.
constexpr size_t often = 3;

/// A member of a union is a name already; where it stands depends on types.
llvm::DenseSet<std::pair<unsigned, unsigned>> unionLiterals(const check::Program &program) {
  llvm::DenseSet<std::pair<unsigned, unsigned>> found;
  auto note = [&](const ir::Expr *root) {
    if (root)
      ir::walk(root, [&](const ir::Expr *expr) {
        if (expr->kind == ir::ExprKind::String && expr->type->kind == ir::TypeKind::Union && expr->range.valid())
          found.insert({expr->range.file.index, expr->range.begin});
      });
  };
  for (const auto *systems : {&program.systems, &program.standIns})
    for (const check::System &system : *systems)
      for (const check::TypedGuardrail &guardrail : system.guardrails) {
        for (const check::TypedLocal &each : guardrail.lets)
          note(each.value);
        for (const check::TypedRule &each : guardrail.rules)
          note(each.condition);
        for (const check::TypedException &each : guardrail.exceptions)
          note(each.when);
      }
  return found;
}

void check(Pass &pass) {
  auto members = unionLiterals(pass.program);
  for (const syntax::File *file : pass.facts.files()) {
    llvm::StringMap<const syntax::LetDecl *> named = constantsIn(*file, pass);
    llvm::MapVector<std::string, std::vector<source::Range>, std::map<std::string, unsigned>> places;
    eachNotable(*file, [&](const syntax::Decl &, const syntax::Expr &expr) {
      if (!members.contains({expr.range.file.index, expr.range.begin}) && !named.count(valueOf(expr)))
        places[valueOf(expr)].push_back(expr.range);
    });
    for (const auto &[value, ranges] : places) {
      if (ranges.size() < often)
        continue;
      auto builder = pass.report(ranges.front(), "{} stands {} times in this file: who changes one misses another",
                                 pass.sources().text(ranges.front()), ranges.size());
      for (size_t at = 1; at < ranges.size(); ++at)
        builder.related(ranges[at], "here again");
      builder.help("give it a name with `let`, which says what it means, too");
    }
  }
}

} // namespace

extern const Rule repeated_literal = {
    .name = "repeated-literal",
    .category = Category::Style,
    .level = Level::Info,
    .summary = "the same notable value is written three times in a file and has no name",
    .project = check,
};

} // namespace onus::lint
