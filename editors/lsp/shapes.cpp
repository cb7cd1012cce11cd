// SPDX-License-Identifier: Apache-2.0
#include "lsp/shapes.h"

#include "check/builtins.h"
#include "check/paths.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

using llvm::dyn_cast;
using resolve::bit;
using syntax::Decl;
using TypeForm = syntax::TypeExpr::Kind;

namespace {

/// Values that are made of each other: nothing written by people is nested deeper.
constexpr unsigned maxDepth = 24;
constexpr unsigned maxSteps = 1000;

void append(Shapes &to, Shapes more) { llvm::append_range(to, std::move(more)); }

} // namespace

Shape shapeOf(const syntax::TypeExpr *type, const syntax::File *file) {
  Shape shape;
  shape.type = type;
  shape.file = file;
  return shape;
}

// ---- What the view knows

const DeclaredNames &ShapeFinder::declaredIn(const syntax::File &file) {
  return declared_.try_emplace(&file, file).first->second;
}

const check::Reference *ShapeFinder::reference(source::Range name) const {
  llvm::ArrayRef<check::Reference> all = view_.references(name.file);
  auto *first = llvm::lower_bound(
      all, name.begin, [](const check::Reference &each, uint32_t begin) { return each.range.begin < begin; });
  for (; first != all.end() && first->range.begin == name.begin; ++first)
    if (first->range.end == name.end)
      return first;
  return nullptr;
}

const check::Tool *ShapeFinder::tool(const syntax::Path &path, const syntax::File &file) const {
  if (path.names.size() < 2)
    return nullptr;
  const resolve::Symbol *symbol = view_.names().tryFind(file, path.names.drop_back(), bit(Decl::Kind::Surface));
  const check::Surface *surface = symbol ? view_.program().surface(symbol) : nullptr;
  return surface ? surface->find(path.names.back().text) : nullptr;
}

std::vector<const check::Tool *> ShapeFinder::tools(const syntax::Selector &selector, const syntax::File &file) const {
  using Form = syntax::Selector::Form;
  std::vector<const check::Tool *> found;
  if (selector.form == Form::Tool) {
    if (const check::Tool *one = tool(selector.target, file))
      found.push_back(one);
    return found;
  }
  const resolve::Symbol *only = selector.form == Form::Surface
                                    ? view_.names().tryFind(file, selector.target.names, bit(Decl::Kind::Surface))
                                    : nullptr;
  std::vector<const check::Effect *> effects;
  for (const syntax::Path &path : selector.effects) {
    const resolve::Symbol *symbol = view_.names().tryFind(file, path.names, bit(Decl::Kind::Effect));
    effects.push_back(symbol ? view_.program().effect(symbol) : nullptr);
  }
  if (selector.form == Form::Kind || (selector.form == Form::Surface && !only) || llvm::is_contained(effects, nullptr))
    return found;
  for (const check::Surface &surface : view_.program().surfaces)
    for (const check::Tool &each : surface.tools)
      if ((!only || surface.symbol == only) &&
          llvm::all_of(effects, [&](const check::Effect *effect) { return each.find(effect); }))
        found.push_back(&each);
  return found;
}

ShapeScope ShapeFinder::scopeOf(const syntax::Clauses &clauses, const syntax::File &file) const {
  ShapeScope scope{&file, {}, false};
  for (const syntax::Selector *each : clauses.on)
    for (const check::Tool *one : tools(*each, file))
      if (!llvm::is_contained(scope.tools, one))
        scope.tools.push_back(one);
  return scope;
}

ShapeScope ShapeFinder::scopeOf(const Decl &decl, const syntax::File &file) const {
  auto through = [&](const syntax::Path &path, Decl::Kind kind) {
    const resolve::Symbol *symbol = path ? view_.names().tryFind(file, path.names, bit(kind)) : nullptr;
    ShapeScope scope = symbol ? scopeOf(*symbol->decl, *symbol->file) : ShapeScope();
    scope.file = &file;
    return scope;
  };
  if (auto *pattern = dyn_cast<syntax::PatternDecl>(&decl))
    return scopeOf(pattern->clauses, file);
  if (auto *guardrail = dyn_cast<syntax::GuardrailDecl>(&decl))
    return guardrail->pattern ? through(guardrail->pattern, Decl::Kind::Pattern) : scopeOf(guardrail->clauses, file);
  if (auto *exception = dyn_cast<syntax::ExceptionDecl>(&decl); exception && exception->to)
    return through(exception->to, Decl::Kind::Guardrail);
  return {&file, {}, false};
}

Shapes ShapeFinder::arguments(llvm::ArrayRef<const check::Tool *> tools) const {
  Shapes found;
  for (const check::Tool *tool : tools) {
    Shape shape;
    if (!tool->surface->manifestPath.empty()) {
      shape.tool = tool;
      shape.read = tool->args;
      shape.path = "args";
    } else if (tool->syntax) {
      shape.fields = tool->syntax->parameters;
      shape.file = tool->surface->symbol->file;
    }
    found.push_back(shape);
  }
  return found;
}

Shapes ShapeFinder::results(llvm::ArrayRef<const check::Tool *> tools) const {
  Shapes found;
  for (const check::Tool *tool : tools) {
    if (tool->syntax && tool->syntax->returns) {
      found.push_back(shapeOf(tool->syntax->returns, tool->surface->symbol->file));
    } else if (tool->saysResult) {
      Shape shape;
      shape.tool = tool;
      shape.read = tool->result;
      shape.path = "result";
      found.push_back(shape);
    }
  }
  return found;
}

Shapes ShapeFinder::context(const syntax::File *file) {
  if (!contexts_) {
    contexts_.emplace();
    for (const auto &package : view_.names().packages())
      for (const syntax::File *each : package->files)
        for (const Decl *decl : each->decls)
          if (auto *context = dyn_cast<syntax::ContextDecl>(decl))
            contexts_->emplace_back(package.get(), shapeOf(context->type, each));
  }
  const resolve::Package *own = file ? &view_.names().packageOf(*file) : nullptr;
  Shapes found;
  for (const auto &[package, shape] : *contexts_) {
    found.push_back(shape);
    found.back().preferred = package == own;
  }
  return found;
}

// ---- Types

Shape ShapeFinder::followed(Shape shape) const {
  for (unsigned step = 0; shape.type && step < maxDepth; ++step) {
    if (shape.type->kind != TypeForm::Named || shape.type->element)
      break;
    const resolve::Symbol *symbol =
        shape.file ? view_.names().tryFind(*shape.file, shape.type->name.names, bit(Decl::Kind::Type)) : nullptr;
    if (!symbol)
      break;
    bool preferred = shape.preferred;
    shape = shapeOf(llvm::cast<syntax::TypeDecl>(symbol->decl)->type, symbol->file);
    shape.preferred = preferred;
  }
  return shape;
}

Shapes ShapeFinder::elements(const Shapes &shapes) {
  Shapes found;
  for (const Shape &each : shapes) {
    Shape whole = followed(each);
    const ir::Type *read = whole.read && whole.read->isOptional() ? whole.read->element : whole.read;
    if (whole.type && whole.type->element) {
      found.push_back(shapeOf(whole.type->element, whole.file));
    } else if (whole.tool && read && read->element) {
      whole.read = read->element;
      whole.path += "[]";
      found.push_back(whole);
    }
  }
  return found;
}

std::vector<MemberShape> ShapeFinder::members(const Shapes &shapes, llvm::StringRef name) {
  std::vector<MemberShape> found;
  bool preferred = false;
  for (const Shape &each : shapes) {
    Shape whole = followed(each);
    MemberShape member;
    for (const syntax::FieldDecl &field : whole.type ? whole.type->fields : whole.fields)
      if (field.name.text == name) {
        member.field = &field;
        member.shape = shapeOf(field.type, whole.file);
        member.shape.preferred = each.preferred;
      }
    const ir::Type *read = whole.read && whole.read->isOptional() ? whole.read->element : whole.read;
    const ir::Field *described = read ? read->field(name) : nullptr;
    if (described || whole.inLanguage()) {
      member.shape = whole;
      member.shape.read = described ? described->type : nullptr;
      member.shape.path += "." + name.str();
    } else if (!member.field) {
      continue;
    }
    preferred |= member.shape.preferred;
    found.push_back(member);
  }
  if (preferred)
    llvm::erase_if(found, [](const MemberShape &each) { return !each.shape.preferred; });
  for (MemberShape &each : found)
    each.shape.preferred = false;
  return found;
}

// ---- Expressions

Shapes ShapeFinder::of(const syntax::Expr *expr, const ShapeScope &scope, unsigned depth) {
  steps_ = depth == 0 ? 0 : steps_ + 1;
  if (!expr || ++depth > maxDepth || steps_ > maxSteps)
    return {};
  if (auto *word = dyn_cast<syntax::NameExpr>(expr))
    return name(*word, scope, depth);
  if (auto *path = dyn_cast<syntax::MemberExpr>(expr))
    return member(*path, scope, depth);
  if (auto *called = dyn_cast<syntax::CallExpr>(expr))
    return call(*called, scope, depth);
  if (auto *index = dyn_cast<syntax::IndexExpr>(expr))
    return elements(of(index->base, scope, depth));
  if (auto *project = dyn_cast<syntax::ProjectExpr>(expr))
    return elements(of(project->base, scope, depth));
  if (auto *cast = dyn_cast<syntax::CastExpr>(expr))
    return {shapeOf(cast->type, scope.file)};
  if (auto *choice = dyn_cast<syntax::IfExpr>(expr)) {
    Shapes both = of(choice->then, scope, depth);
    append(both, of(choice->otherwise, scope, depth));
    return both;
  }
  auto *binary = dyn_cast<syntax::BinaryExpr>(expr);
  if (!binary || (binary->op != syntax::BinaryOp::Coalesce && binary->op != syntax::BinaryOp::Add))
    return {};
  Shapes both = of(binary->left, scope, depth);
  append(both, of(binary->right, scope, depth));
  return both;
}

Shapes ShapeFinder::name(const syntax::NameExpr &expr, const ShapeScope &scope, unsigned depth) {
  if (const check::Reference *found = reference(expr.range))
    return referred(*found, scope, depth);
  if (!scope.binding)
    return root(expr.name, scope);
  Shapes whole = arguments(scope.tools), found;
  for (MemberShape &each : members(whole, expr.name))
    found.push_back(std::move(each.shape));
  return found.empty() && expr.name == "args" ? whole : found;
}

Shapes ShapeFinder::root(llvm::StringRef name, const ShapeScope &scope) {
  if (name == "args")
    return arguments(scope.tools);
  if (name == "result")
    return results(scope.tools);
  if (name == "context")
    return context(scope.file);
  Shape shape;
  shape.path = name.str();
  return check::isRoot(name) ? Shapes{shape} : Shapes{};
}

Shapes ShapeFinder::member(const syntax::MemberExpr &expr, const ShapeScope &scope, unsigned depth) {
  if (const check::Reference *found = reference(expr.member.range))
    return referred(*found, scope, depth);
  Shapes found;
  for (MemberShape &each : members(of(expr.base, scope, depth), expr.member.text))
    found.push_back(std::move(each.shape));
  return found;
}

Shapes ShapeFinder::referred(const check::Reference &reference, const ShapeScope &scope, unsigned depth) {
  if (reference.local)
    return ofLocal(*reference.local, scope, depth);
  auto *let = reference.symbol ? dyn_cast<syntax::LetDecl>(reference.symbol->decl) : nullptr;
  if (!let)
    return {};
  if (let->type)
    return {shapeOf(let->type, reference.symbol->file)};
  return of(let->value, {reference.symbol->file, {}, false}, depth);
}

Shapes ShapeFinder::ofLocal(const syntax::Name &declared, const ShapeScope &scope, unsigned depth) {
  const syntax::File *file = view_.tree(declared.range.file);
  const DeclaredName *found = file ? declaredIn(*file).find(&declared) : nullptr;
  if (!found)
    return {};
  if (found->field)
    return {shapeOf(found->field->type, file)};
  ShapeScope there = scope;
  there.file = file;
  if (found->list)
    return elements(of(found->list, there, depth));
  return found->let ? of(found->let->value, there, depth) : Shapes();
}

Shapes ShapeFinder::call(const syntax::CallExpr &expr, const ShapeScope &scope, unsigned depth) {
  std::vector<syntax::Name> names;
  if (check::namesOf(expr.callee, names) && names.size() == 1 && names.front().text == "latest")
    return latest(expr, scope, depth);
  source::Range name = expr.callee->range;
  if (auto *method = dyn_cast<syntax::MemberExpr>(expr.callee))
    name = method->member.range;
  const check::Reference *found = reference(name);
  if (!found || !found->symbol)
    return {};
  if (auto *detector = dyn_cast<syntax::DetectorDecl>(found->symbol->decl))
    return detector->output ? Shapes{shapeOf(detector->output, found->symbol->file)} : Shapes{};
  return referred(*found, scope, depth);
}

/// `latest(SELECTOR …, PATH)`: the path is one of the earlier event.
Shapes ShapeFinder::latest(const syntax::CallExpr &expr, const ShapeScope &scope, unsigned depth) {
  if (expr.arguments.size() < 2 || !expr.arguments.front().selector || !scope.file)
    return {};
  ShapeScope earlier = scope;
  earlier.tools = tools(*expr.arguments.front().selector, *scope.file);
  return of(expr.arguments.back().value, earlier, depth);
}

} // namespace onus::lsp
