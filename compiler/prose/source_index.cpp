// SPDX-License-Identifier: Apache-2.0
#include "prose/source_index.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::prose {

using llvm::cast;
using llvm::dyn_cast;

SourceIndex::SourceIndex(const check::Program &program) : program_(program) {
  for (const auto &package : program.names->packages())
    for (const syntax::File *file : package->files)
      for (const syntax::Decl *each : file->decls)
        decl(*file, each);
}

const syntax::LetDecl *SourceIndex::find(const Map &map, source::Range range) {
  if (!range.valid())
    return nullptr;
  auto found = map.find(key(range));
  return found == map.end() ? nullptr : found->second;
}

const syntax::LetDecl *SourceIndex::pattern(llvm::StringRef text) const {
  for (const auto &[place, let] : constants_)
    if (const auto *pattern = dyn_cast<syntax::PatternExpr>(let->value); pattern && pattern->value == text)
      return let;
  return nullptr;
}

const check::Data *SourceIndex::data(llvm::StringRef name) const {
  auto found = llvm::find_if(program_.data, [&](const check::Data &each) { return each.symbol->name == name; });
  return found == program_.data.end() ? nullptr : &*found;
}

void SourceIndex::decl(const syntax::File &file, const syntax::Decl *decl) {
  if (const auto *let = dyn_cast<syntax::LetDecl>(decl)) {
    if (let->value && !let->function)
      constants_.emplace(key(let->value->range), let);
    if (let->value)
      expr(file, let->value);
  } else if (const auto *guardrail = dyn_cast<syntax::GuardrailDecl>(decl)) {
    clauses(file, guardrail->clauses);
    for (const syntax::Argument &argument : guardrail->arguments)
      if (argument.value)
        expr(file, argument.value);
  } else if (const auto *pattern = dyn_cast<syntax::PatternDecl>(decl)) {
    clauses(file, pattern->clauses);
  } else if (const auto *exception = dyn_cast<syntax::ExceptionDecl>(decl)) {
    if (exception->when)
      expr(file, exception->when);
  }
}

void SourceIndex::clauses(const syntax::File &file, const syntax::Clauses &clauses) {
  for (const syntax::LocalLet &let : clauses.lets)
    expr(file, let.value);
  for (const syntax::Rule *rule : clauses.rules)
    if (rule->condition)
      expr(file, rule->condition);
  for (const syntax::ExceptionDecl *exception : clauses.exceptions)
    if (exception->when)
      expr(file, exception->when);
}

void SourceIndex::call(const syntax::File &file, const syntax::CallExpr *expr) {
  std::vector<syntax::Name> path;
  const syntax::Expr *at = expr->callee;
  for (; at->kind == syntax::Expr::Kind::Member; at = cast<syntax::MemberExpr>(at)->base)
    path.insert(path.begin(), cast<syntax::MemberExpr>(at)->member);
  if (const auto *name = dyn_cast<syntax::NameExpr>(at))
    path.insert(path.begin(), syntax::Name{name->name, name->range});
  auto find = [&](llvm::ArrayRef<syntax::Name> names) {
    return program_.names->tryFind(file, names, resolve::bit(syntax::Decl::Kind::Let));
  };
  const resolve::Symbol *symbol = path.empty() ? nullptr : find(path);
  if (!symbol && path.size() > 1) // x.f(y) is f(x, y)
    symbol = find(path.back());
  if (symbol)
    if (const auto *let = dyn_cast<syntax::LetDecl>(symbol->decl); let && let->function)
      calls_.emplace(key(expr->range), let);
}

void SourceIndex::expr(const syntax::File &file, const syntax::Expr *from) {
  using K = syntax::Expr::Kind;
  auto visit = [&](const syntax::Expr *part) {
    if (part)
      expr(file, part);
  };
  switch (from->kind) {
  case K::Bool:
  case K::Int:
  case K::Decimal:
  case K::String:
  case K::Pattern:
  case K::Duration:
  case K::Date:
  case K::Instant:
  case K::Name:
  case K::Error:
    return;
  case K::List:
    for (const syntax::Expr *item : cast<syntax::ListExpr>(from)->items)
      visit(item);
    return;
  case K::Record:
    for (const syntax::MemberInit &member : cast<syntax::RecordExpr>(from)->members)
      visit(member.value);
    return;
  case K::Member:
    return visit(cast<syntax::MemberExpr>(from)->base);
  case K::Index:
    visit(cast<syntax::IndexExpr>(from)->base);
    return visit(cast<syntax::IndexExpr>(from)->index);
  case K::Project:
    return visit(cast<syntax::ProjectExpr>(from)->base);
  case K::Call: {
    const auto *node = cast<syntax::CallExpr>(from);
    call(file, node);
    visit(node->callee);
    for (const syntax::Argument &argument : node->arguments) {
      visit(argument.value);
      visit(argument.where);
    }
    return;
  }
  case K::Cast:
    return visit(cast<syntax::CastExpr>(from)->operand);
  case K::Has:
    return visit(cast<syntax::HasExpr>(from)->operand);
  case K::Unary:
    return visit(cast<syntax::UnaryExpr>(from)->operand);
  case K::Binary:
    visit(cast<syntax::BinaryExpr>(from)->left);
    return visit(cast<syntax::BinaryExpr>(from)->right);
  case K::If:
    visit(cast<syntax::IfExpr>(from)->condition);
    visit(cast<syntax::IfExpr>(from)->then);
    return visit(cast<syntax::IfExpr>(from)->otherwise);
  case K::Quantifier:
    visit(cast<syntax::QuantifierExpr>(from)->list);
    return visit(cast<syntax::QuantifierExpr>(from)->body);
  }
}

} // namespace onus::prose
