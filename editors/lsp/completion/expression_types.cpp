// SPDX-License-Identifier: Apache-2.0
#include "lsp/completion/expression_types.h"

#include "ir/expr.h"
#include "syntax/parse/parse.h"

namespace onus::lsp {

using ir::TypeKind;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;

const ir::Type *plain(const ir::Type *type) { return type && type->isOptional() ? type->element : type; }

namespace {
const ir::Type *known(const ir::Type *type) { return type && !type->isError() ? type : nullptr; }
} // namespace

/// The program borrows what the view found out, and has room of its own for what is made of new expressions.
ExpressionTypes::ExpressionTypes(const View &view) : view_(view), sources_(view.sources()) {
  const check::Program &checked = view.program();
  program_.names = checked.names;
  program_.sources = &sources_;
  program_.options = checked.options;
  program_.nextLocal = checked.nextLocal;
  program_.types = checked.types;
  program_.byDecl = checked.byDecl;
}

const syntax::Decl *ExpressionTypes::parse(std::string text) {
  diagnostics::Reporter reporter;
  source::FileId file = sources_.add("completion.onus", std::move(text));
  const syntax::File *tree = syntax::parse(sources_, file, trees_, reporter);
  return tree->decls.size() == 1 ? tree->decls.front() : nullptr;
}

const ir::Type *ExpressionTypes::of(llvm::StringRef text, const ReadScope &scope) {
  auto *let = dyn_cast_or_null<syntax::LetDecl>(parse("let x = " + text.str()));
  if (!let || !let->value)
    return nullptr;
  check::Scope read;
  read.file = scope.file;
  read.system = scope.system;
  read.events = scope.events;
  read.tools = scope.tools;
  read.allTools = scope.allTools;
  read.effects = scope.effects;
  read.bindings = scope.bindings;
  std::deque<ir::Slot> slots;
  if (!scope.events.empty())
    read.slots = &slots;
  std::vector<check::TypedLocal> locals;
  for (const ReadScope::Local &each : scope.locals) {
    auto *value = program_.arena->make<ir::Expr>();
    value->kind = ir::ExprKind::Local;
    value->type = each.type ? each.type : program_.types->error();
    value->text = program_.arena->text(each.name);
    value->number = program_.nextLocal++;
    locals.push_back({value->number, each.name, value});
  }
  read.lets = &locals;
  return of(let->value, read);
}

/// Members of what may be absent are shown too: that it must be tested first is said when they are used.
const ir::Type *ExpressionTypes::of(const syntax::Expr *expr, const check::Scope &scope) {
  if (auto *path = dyn_cast<syntax::MemberExpr>(expr))
    if (const ir::Type *found = member(plain(of(path->base, scope)), path->member.text))
      return found;
  if (auto *index = dyn_cast<syntax::IndexExpr>(expr))
    if (const ir::Type *list = plain(of(index->base, scope)); list && list->element)
      return list->element;
  if (auto *project = dyn_cast<syntax::ProjectExpr>(expr)) {
    const ir::Type *list = plain(of(project->base, scope));
    return list ? known(list->element) : nullptr;
  }
  diagnostics::Reporter reporter;
  check::Context context{program_, *view_.compilation().reader, reporter};
  return known(check::elaborate(context, scope, expr, nullptr)->type);
}

const ir::Type *ExpressionTypes::member(const ir::Type *base, llvm::StringRef name) const {
  const ir::Field *field = base && base->kind == TypeKind::Record ? base->field(name) : nullptr;
  return field ? known(field->type) : nullptr;
}

const ir::Type *ExpressionTypes::written(llvm::StringRef text, const syntax::File &file) {
  auto *type = dyn_cast_or_null<syntax::TypeDecl>(parse("type T = " + text.str()));
  return type ? typeOf(type->type, file) : nullptr;
}

const ir::Type *ExpressionTypes::typeOf(const syntax::TypeExpr *type, const syntax::File &file) {
  if (!type)
    return nullptr;
  diagnostics::Reporter reporter;
  check::Context context{program_, *view_.compilation().reader, reporter};
  return known(check::elaborateType(context, file, type));
}

} // namespace onus::lsp
