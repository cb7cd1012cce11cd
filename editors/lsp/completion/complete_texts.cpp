// SPDX-License-Identifier: Apache-2.0
#include "lsp/completion/completer.h"

#include "syntax/literals.h"

/// What may stand between quotes: texts that a type lists, and the controls of frameworks.
namespace onus::lsp {

using syntax::RuleKind;
using syntax::TokenKind;

void Completer::addText(Proposal proposal) {
  proposal.fit = Fit::Best;
  std::string quoted = '"' + syntax::escape(proposal.label) + '"';
  bool inside = cursor_.where() == Cursor::Where::Text;
  proposal.insert = inside ? syntax::escape(proposal.label) : quoted;
  if (!inside)
    proposal.label = quoted;
  add(std::move(proposal));
}

void Completer::texts(const Way &way) {
  const OpenRule &innermost = rule(way, 0);
  if (innermost.rule == RuleKind::GuardrailMember && keyword(innermost) == TokenKind::Maps)
    return controls(innermost);
  if (innermost.rule == RuleKind::ToolName)
    return surfaceTools();
  if (innermost.rule == RuleKind::ToolPart)
    return tools(way);
  if (innermost.rule == RuleKind::MemberKey || innermost.rule == RuleKind::LooseKey)
    return recordMember(way);
  if (innermost.rule == RuleKind::Atom)
    choices(wantedType(place(), way, readScope(place(), way)));
}

void Completer::choices(const ir::Type *type) {
  if (!type || type->kind != ir::TypeKind::Union)
    return;
  for (llvm::StringRef literal : type->literals) {
    Proposal proposal;
    proposal.label = literal.str();
    proposal.kind = ItemKind::EnumMember;
    addText(std::move(proposal));
  }
}

/// The controls that hold, each in the catalogue's own spelling.
void Completer::controls(const OpenRule &clause) {
  size_t first = clause.keyword + 1;
  std::vector<syntax::Name> names = namesIn(cursor_, first, pathEnd(cursor_, first));
  const resolve::Symbol *symbol =
      project_.view->names().tryFind(*project_.file, names, resolve::bit(syntax::Decl::Kind::Framework));
  for (const check::Framework &framework : project_.view->program().frameworks) {
    if (!symbol || framework.symbol != symbol)
      continue;
    for (const check::Control &control : framework.controls) {
      Proposal proposal;
      proposal.label = control.decl->id.value.str();
      proposal.kind = ItemKind::Reference;
      proposal.detail = control.decl->title.value.str();
      proposal.deprecated = control.decl->withdrawn;
      addText(std::move(proposal));
    }
  }
}

} // namespace onus::lsp
