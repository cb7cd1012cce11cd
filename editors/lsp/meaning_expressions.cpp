// SPDX-License-Identifier: Apache-2.0
#include "lsp/meaning_collector.h"

#include "check/builtins.h"
#include "check/paths.h"

#include "llvm/ADT/STLExtras.h"

/// What hangs on the types of expressions. `wanted` says which shapes are asked for at a place: the members of a record
/// that is written out, and the texts, are theirs.
namespace onus::lsp {

using llvm::dyn_cast;
using ArgumentKind = syntax::Argument::Kind;

void MeaningCollector::expr(const syntax::Expr *expr, const ShapeScope &scope, const Shapes &wanted) {
  if (!expr)
    return;
  if (auto *word = dyn_cast<syntax::NameExpr>(expr)) {
    name(*word, scope);
  } else if (auto *path = dyn_cast<syntax::MemberExpr>(expr)) {
    member(*path, scope);
  } else if (auto *called = dyn_cast<syntax::CallExpr>(expr)) {
    call(*called, scope);
  } else if (auto *both = dyn_cast<syntax::BinaryExpr>(expr)) {
    binary(*both, scope, wanted);
  } else if (auto *made = dyn_cast<syntax::RecordExpr>(expr)) {
    record(*made, scope, wanted);
  } else if (auto *string = dyn_cast<syntax::StringExpr>(expr)) {
    text(*string, wanted);
  } else if (auto *each = dyn_cast<syntax::QuantifierExpr>(expr)) {
    this->expr(each->list, scope);
    this->expr(each->body, scope);
  } else if (auto *index = dyn_cast<syntax::IndexExpr>(expr)) {
    this->expr(index->base, scope);
    this->expr(index->index, scope);
  } else if (auto *project = dyn_cast<syntax::ProjectExpr>(expr)) {
    this->expr(project->base, scope);
  } else if (auto *cast = dyn_cast<syntax::CastExpr>(expr)) {
    this->expr(cast->operand, scope);
  } else if (auto *has = dyn_cast<syntax::HasExpr>(expr)) {
    this->expr(has->operand, scope);
  } else if (auto *unary = dyn_cast<syntax::UnaryExpr>(expr)) {
    this->expr(unary->operand, scope);
  } else if (auto *choice = dyn_cast<syntax::IfExpr>(expr)) {
    this->expr(choice->condition, scope);
    this->expr(choice->then, scope, wanted);
    this->expr(choice->otherwise, scope, wanted);
  } else if (auto *list = dyn_cast<syntax::ListExpr>(expr)) {
    Shapes items = shapes_.elements(wanted);
    for (const syntax::Expr *item : list->items)
      this->expr(item, scope, items);
  }
}

// ---- Names and members

void MeaningCollector::name(const syntax::NameExpr &expr, const ShapeScope &scope) {
  if (shapes_.reference(expr.range))
    return;
  if (scope.binding)
    members({expr.name, expr.range}, shapes_.members(shapes_.arguments(scope.tools), expr.name), Role::Reads);
  bool argument = !found_.empty() && found_.back().range == expr.range;
  if (!argument && check::isRoot(expr.name))
    add(Kind::Root, expr.range).path = expr.name.str();
}

void MeaningCollector::member(const syntax::MemberExpr &expr, const ShapeScope &scope) {
  this->expr(expr.base, scope);
  if (!shapes_.reference(expr.member.range))
    members(expr.member, shapes_.members(shapes_.of(expr.base, scope), expr.member.text), Role::Reads);
}

void MeaningCollector::members(const syntax::Name &name, const std::vector<MemberShape> &found, Role role) {
  for (const MemberShape &each : found) {
    if (each.field) {
      addDeclared(Kind::Field, name.range, each.field->name, role);
    } else if (each.shape.tool) {
      Meaning &added = add(Kind::Argument, name.range, role);
      added.tool = each.shape.tool;
      added.path = each.shape.path;
    } else {
      add(Kind::Root, name.range, role).path = each.shape.path;
    }
  }
}

// ---- Calls

void MeaningCollector::call(const syntax::CallExpr &expr, const ShapeScope &scope) {
  std::vector<syntax::Name> names;
  bool dotted = check::namesOf(expr.callee, names);
  auto *method = dyn_cast<syntax::MemberExpr>(expr.callee);
  syntax::Name called = method ? method->member : dotted ? names.front() : syntax::Name{};
  bool declared = called && shapes_.reference(called.range);
  if (!declared && called && (check::findBuiltin(called.text) || check::findHistoryOp(called.text)))
    add(Kind::Function, called.range).word = called.text;
  // Of `a.b.f(x)` nothing stands before the function where a package does.
  bool through = method && !(dotted && declared && !shapes_.reference(names.front().range) && names.size() > 1 &&
                             !check::isRoot(names.front().text));
  if (through)
    this->expr(method->base, scope);
  if (!expr.arguments.empty() && expr.arguments.front().selector)
    return history(expr.arguments.front(), llvm::ArrayRef(expr.arguments).drop_front(), scope);
  arguments(expr, scope, through);
}

/// The parameters of a function of the project.
llvm::ArrayRef<syntax::FieldDecl> MeaningCollector::parametersOf(const syntax::CallExpr &expr,
                                                                 const syntax::File *&file) {
  auto *method = dyn_cast<syntax::MemberExpr>(expr.callee);
  const check::Reference *found = shapes_.reference(method ? method->member.range : expr.callee->range);
  auto *let = found && found->symbol ? dyn_cast<syntax::LetDecl>(found->symbol->decl) : nullptr;
  if (!let)
    return {};
  file = found->symbol->file;
  return let->parameters;
}

void MeaningCollector::arguments(const syntax::CallExpr &expr, const ShapeScope &scope, bool method) {
  const syntax::File *file = nullptr;
  llvm::ArrayRef<syntax::FieldDecl> parameters = parametersOf(expr, file);
  if (method && !parameters.empty())
    parameters = parameters.drop_front();
  for (size_t at = 0; at < expr.arguments.size(); ++at) {
    const syntax::Argument &each = expr.arguments[at];
    Shapes wanted;
    if (at < parameters.size())
      wanted.push_back(shapeOf(parameters[at].type, file));
    this->expr(each.value, scope, wanted);
    this->expr(each.where, scope);
  }
}

/// `where` and what is added up are about the earlier event, the keys about the current one.
void MeaningCollector::history(const syntax::Argument &events, llvm::ArrayRef<syntax::Argument> others,
                               const ShapeScope &scope) {
  if (events.selector->form == syntax::Selector::Form::Tool)
    addTool(events.selector->target);
  ShapeScope earlier = scope;
  earlier.tools = shapes_.tools(*events.selector, file_);
  expr(events.where, earlier);
  for (const syntax::Expr *key : events.per)
    expr(key, scope);
  for (const syntax::Argument &each : others)
    expr(each.value, earlier);
}

// ---- Values

void MeaningCollector::binary(const syntax::BinaryExpr &expr, const ShapeScope &scope, const Shapes &wanted) {
  using syntax::BinaryOp;
  Shapes left, right;
  if (expr.op == BinaryOp::Equal || expr.op == BinaryOp::NotEqual) {
    left = shapes_.of(expr.right, scope);
    right = shapes_.of(expr.left, scope);
  } else if (expr.op == BinaryOp::In) {
    if (auto *list = dyn_cast<syntax::ListExpr>(expr.right)) {
      this->expr(expr.left, scope);
      for (const syntax::Expr *item : list->items)
        this->expr(item, scope, shapes_.of(expr.left, scope));
      return;
    }
    left = shapes_.elements(shapes_.of(expr.right, scope));
  } else if (expr.op == BinaryOp::Coalesce) {
    left = wanted;
    right = wanted.empty() ? shapes_.of(expr.left, scope) : wanted;
  } else if (expr.op == BinaryOp::Add) {
    left = right = wanted;
  }
  this->expr(expr.left, scope, left);
  this->expr(expr.right, scope, right);
}

void MeaningCollector::record(const syntax::RecordExpr &expr, const ShapeScope &scope, const Shapes &wanted) {
  for (const syntax::MemberInit &each : expr.members) {
    std::vector<MemberShape> found = shapes_.members(wanted, each.name.text);
    members(each.name, found, Role::Sets);
    Shapes value;
    for (MemberShape &member : found)
      value.push_back(std::move(member.shape));
    this->expr(each.value, scope, value);
  }
}

// ---- Texts

void MeaningCollector::text(const syntax::StringExpr &expr, const Shapes &wanted) {
  for (const Shape &each : wanted) {
    Shape shape = shapes_.followed(each);
    if (shape.inLanguage() && shape.path == "tool.name")
      toolText(expr);
    else
      choice(expr, shape);
  }
}

void MeaningCollector::choice(const syntax::StringExpr &expr, const Shape &shape) {
  for (const syntax::Text &literal : shape.type ? shape.type->literals : llvm::ArrayRef<syntax::Text>())
    if (literal.value == expr.value)
      add(Kind::Choice, inside(expr.range)).literal = &literal;
  const ir::Type *read = shape.read && shape.read->isOptional() ? shape.read->element : shape.read;
  if (!read || read->kind != ir::TypeKind::Union || !llvm::is_contained(read->literals, expr.value))
    return;
  Meaning &added = add(Kind::Choice, inside(expr.range));
  added.tool = shape.tool;
  added.path = shape.path;
  added.word = expr.value;
}

/// `tool.name == "mail.send"`: a surface and its tool.
void MeaningCollector::toolText(const syntax::StringExpr &expr) {
  source::Range whole = inside(expr.range);
  if (view_.sources().text(whole) != expr.value)
    return;
  for (const check::Surface &surface : view_.program().surfaces)
    for (const check::Tool &each : surface.tools) {
      if (each.qualified != expr.value)
        continue;
      uint32_t dot = whole.end - static_cast<uint32_t>(each.name.size()) - 1;
      add(Kind::Declaration, {whole.file, whole.begin, dot}).symbol = surface.symbol;
      add(Kind::Tool, {whole.file, dot + 1, whole.end}).tool = &each;
    }
}

} // namespace onus::lsp
