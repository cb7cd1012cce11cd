// SPDX-License-Identifier: Apache-2.0
#include "lsp/ends_in.h"

namespace onus::lsp {

namespace {

class EndFinder {
public:
  std::vector<const syntax::DateLit *> find(const syntax::Decl &decl) {
    if (const auto *party = llvm::dyn_cast<syntax::PartyDecl>(&decl))
      add(party->activeUntil);
    else if (const auto *surface = llvm::dyn_cast<syntax::SurfaceDecl>(&decl))
      tools(*surface);
    else if (const auto *guardrail = llvm::dyn_cast<syntax::GuardrailDecl>(&decl))
      clauses(guardrail->clauses);
    else if (const auto *duties = llvm::dyn_cast<syntax::DutiesDecl>(&decl))
      clauses(duties->clauses);
    else if (const auto *exception = llvm::dyn_cast<syntax::ExceptionDecl>(&decl))
      add(exception->waiver.until);
    return std::move(found_);
  }

private:
  void add(const syntax::DateLit &until) {
    if (until)
      found_.push_back(&until);
  }

  void tools(const syntax::SurfaceDecl &surface) {
    for (const syntax::ToolDecl *tool : surface.tools)
      for (const syntax::UnguardedClause &each : tool->unguarded)
        add(each.waiver.until);
    for (const syntax::SurfaceUnguarded &each : surface.unguarded)
      add(each.clause.waiver.until);
  }

  void clauses(const syntax::Clauses &clauses) {
    for (const syntax::FailsClause *fails : clauses.fails)
      add(fails->waiver.until);
    for (const syntax::Waiver *shadow : clauses.shadows)
      add(shadow->until);
    for (const syntax::ExceptionDecl *exception : clauses.exceptions)
      add(exception->waiver.until);
  }

  std::vector<const syntax::DateLit *> found_;
};

} // namespace

std::vector<const syntax::DateLit *> endsIn(const syntax::Decl &decl) { return EndFinder().find(decl); }

} // namespace onus::lsp
