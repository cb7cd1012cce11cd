// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/removal.h"
#include "syntax/walk.h"

#include "llvm/ADT/StringSet.h"

namespace onus::lint {

namespace {

/// The members of the context that a policy reads anywhere; of a root that is read whole, its own name stands here.
llvm::StringSet<> membersRead(const check::Program &program) {
  constexpr llvm::StringLiteral root = "context";
  llvm::StringSet<> read;
  llvm::DenseSet<const syntax::Expr *> taken; // roots of which one member is read
  auto visit = [&](const syntax::Expr &expr) {
    auto *member = llvm::dyn_cast<syntax::MemberExpr>(&expr);
    auto *base = llvm::dyn_cast<syntax::NameExpr>(member ? member->base : &expr);
    if (!base || base->name != root)
      return;
    if (member && taken.insert(base).second)
      read.insert(member->member.text);
    else if (!taken.contains(base))
      read.insert(root);
  };
  for (const auto &package : program.names->packages())
    for (const syntax::File *file : package->files)
      for (const syntax::Decl *decl : file->decls)
        if (!package->standard && !llvm::isa<syntax::TestDecl>(decl))
          syntax::walk(*decl, visit);
  return read;
}

/// The packages whose guardrails some system enforces.
llvm::DenseSet<const resolve::Package *> actingPackages(const check::Program &program) {
  llvm::DenseSet<const resolve::Package *> found;
  for (const check::System &system : program.systems)
    for (const check::Guardrail *guardrail : system.enforced)
      found.insert(guardrail->symbol->package);
  return found;
}

/// Takes the member out with the comma behind it; the last one takes the whole context with it.
diagnostics::Edit edit(const syntax::ContextDecl &decl, size_t index, Pass &pass) {
  llvm::ArrayRef<syntax::FieldDecl> fields = decl.type->fields;
  if (fields.size() == 1)
    return removal(pass.sources(), decl.range);
  source::Range range = fields[index].range;
  llvm::StringRef text = pass.sources().text(range.file);
  size_t behind = text.find_first_not_of(" \t", range.end);
  if (behind != llvm::StringRef::npos && text[behind] == ',')
    range.end = static_cast<uint32_t>(behind + 1);
  return removal(pass.sources(), range);
}

void check(Pass &pass) {
  llvm::StringSet<> read = membersRead(pass.program);
  if (read.contains("context"))
    return;
  llvm::DenseSet<const resolve::Package *> acting = actingPackages(pass.program);
  for (const syntax::File *file : pass.facts.files()) {
    if (!acting.contains(&pass.program.names->packageOf(*file)) || resolve::isTestFile(pass.sources().path(file->id)))
      continue;
    for (const syntax::Decl *each : file->decls) {
      auto *decl = llvm::dyn_cast<syntax::ContextDecl>(each);
      for (size_t at = 0; decl && at < decl->type->fields.size(); ++at) {
        const syntax::Name &name = decl->type->fields[at].name;
        if (!read.contains(name.text))
          pass.report(name.range, "no rule reads `context.{}`: engines gather and hand it over for nothing", name.text)
              .fix({"take it out", diagnostics::Applicability::MaybeIncorrect, {edit(*decl, at, pass)}});
      }
    }
  }
}

} // namespace

extern const Rule unused_context_member = {
    .name = "unused-context-member",
    .category = Category::Style,
    .summary = "the context asks for what no rule reads",
    .fixable = true,
    .project = check,
};

} // namespace onus::lint
