// SPDX-License-Identifier: Apache-2.0
#include "check/reference_collector.h"

#include "check/builtins.h"
#include "check/paths.h"
#include "check/standards/attributes.h"

#include "llvm/ADT/STLExtras.h"

/// References of types, selectors and expressions, found as elaborate_names.cpp and elaborate_calls.cpp do.
namespace onus::check {

using llvm::dyn_cast;
using resolve::bit;
using ArgumentKind = syntax::Argument::Kind;

// ---- Types and selectors

void ReferenceCollector::type(const syntax::TypeExpr *expr) {
  if (!expr)
    return;
  bool builtIn = expr->name.names.size() == 1 && isBuiltinType(expr->name.names.front().text);
  if (!builtIn)
    path(expr->name, bit(Decl::Kind::Type));
  type(expr->element);
  fields(expr->fields);
}

void ReferenceCollector::fields(llvm::ArrayRef<syntax::FieldDecl> fields) {
  for (const syntax::FieldDecl &each : fields)
    type(each.type);
}

void ReferenceCollector::selector(const syntax::Selector &selector) {
  for (const syntax::Path &each : selector.effects)
    path(each, bit(Decl::Kind::Effect));
  if (selector.form == syntax::Selector::Form::Surface)
    path(selector.target, bit(Decl::Kind::Surface));
  else
    surfaceOf(selector.target);
}

// ---- Names

const ReferenceCollector::Local *ReferenceCollector::localOf(llvm::StringRef name) const {
  for (const Local &each : llvm::reverse(locals_))
    if (each.name == name)
      return &each;
  return nullptr;
}

/// Of a line for several tools, every one has the argument; where one lacks it, the name means something else there.
bool ReferenceCollector::isArgument(llvm::StringRef name) const {
  return !tools_.empty() && llvm::all_of(tools_, [&](const Tool *tool) {
    if (tool->args && tool->args->kind == ir::TypeKind::Json)
      return !find(syntax::Name{name, {}}, bit(Decl::Kind::Let));
    return tool->args && tool->args->field(name);
  });
}

bool ReferenceCollector::meansValue(llvm::StringRef name) const {
  if (localOf(name))
    return true;
  return binding_ ? isArgument(name) || name == "args" : isRoot(name);
}

void ReferenceCollector::name(const syntax::NameExpr &expr) {
  if (const Local *local = localOf(expr.name))
    return addLocal(expr.range, local->declared);
  syntax::Name word{expr.name, expr.range};
  bool declared = closed_ && find(word, bit(Decl::Kind::Let));
  if (!meansValue(expr.name) || declared)
    qualified(word);
}

void ReferenceCollector::member(const syntax::MemberExpr &expr) {
  std::vector<syntax::Name> names;
  if (namesOf(&expr, names) && !meansValue(names.front().text))
    qualified(names);
  else
    this->expr(expr.base);
}

/// The longest part of a dotted name that is a constant, or an effect before its parameter.
void ReferenceCollector::qualified(Names names) {
  for (size_t count = names.size(); count > 0; --count) {
    const resolve::Symbol *symbol = find(names.take_front(count), bit(Decl::Kind::Let) | bit(Decl::Kind::Effect));
    auto *effect = symbol ? dyn_cast<syntax::EffectDecl>(symbol->decl) : nullptr;
    if (!symbol || (effect && count == names.size()))
      continue;
    add(names.take_front(count), symbol);
    if (effect)
      addParameter(effect->parameters, names[count]);
    return;
  }
}

// ---- Expressions

/// Where nothing of an event can be read.
void ReferenceCollector::closed(const syntax::Expr *expr) {
  closed_ = true;
  this->expr(expr);
  closed_ = false;
}

void ReferenceCollector::expr(const syntax::Expr *expr) {
  if (!expr)
    return;
  if (auto *word = dyn_cast<syntax::NameExpr>(expr)) {
    name(*word);
  } else if (auto *path = dyn_cast<syntax::MemberExpr>(expr)) {
    member(*path);
  } else if (auto *called = dyn_cast<syntax::CallExpr>(expr)) {
    call(*called);
  } else if (auto *each = dyn_cast<syntax::QuantifierExpr>(expr)) {
    quantifier(*each);
  } else if (auto *index = dyn_cast<syntax::IndexExpr>(expr)) {
    this->expr(index->base);
    this->expr(index->index);
  } else if (auto *project = dyn_cast<syntax::ProjectExpr>(expr)) {
    this->expr(project->base);
  } else if (auto *cast = dyn_cast<syntax::CastExpr>(expr)) {
    this->expr(cast->operand);
    type(cast->type);
  } else if (auto *has = dyn_cast<syntax::HasExpr>(expr)) {
    this->expr(has->operand);
  } else if (auto *unary = dyn_cast<syntax::UnaryExpr>(expr)) {
    this->expr(unary->operand);
  } else if (auto *binary = dyn_cast<syntax::BinaryExpr>(expr)) {
    this->expr(binary->left);
    this->expr(binary->right);
  } else if (auto *choice = dyn_cast<syntax::IfExpr>(expr)) {
    for (const syntax::Expr *part : {choice->condition, choice->then, choice->otherwise})
      this->expr(part);
  } else if (auto *list = dyn_cast<syntax::ListExpr>(expr)) {
    for (const syntax::Expr *item : list->items)
      this->expr(item);
  } else if (auto *record = dyn_cast<syntax::RecordExpr>(expr)) {
    for (const syntax::MemberInit &member : record->members)
      this->expr(member.value);
  }
}

void ReferenceCollector::quantifier(const syntax::QuantifierExpr &expr) {
  this->expr(expr.list);
  push(expr.variable);
  this->expr(expr.body);
  locals_.pop_back();
}

// ---- Calls

void ReferenceCollector::call(const syntax::CallExpr &expr) {
  std::vector<syntax::Name> names;
  bool dotted = namesOf(expr.callee, names);
  if (dotted && names.size() == 1) {
    llvm::StringRef name = names.front().text;
    bool through = !expr.arguments.empty() && expr.arguments.front().kind == ArgumentKind::Comprehension;
    if (through)
      return comprehension(expr);
    if (findHistoryOp(name))
      return history(expr);
  }
  if (dotted && !meansValue(names.front().text) && called(names))
    return values(expr.arguments);
  if (auto *method = dyn_cast<syntax::MemberExpr>(expr.callee)) {
    this->expr(method->base);
    for (Decl::Kind kind : {Decl::Kind::Let, Decl::Kind::Detector})
      if (const resolve::Symbol *symbol = find(method->member, bit(kind));
          symbol && !findBuiltin(method->member.text)) {
        add(method->member, symbol);
        break;
      }
  }
  values(expr.arguments);
}

/// What is called by a name of its own: a function of the language, of the project, or a detector.
bool ReferenceCollector::called(Names names) {
  if (names.size() == 1 && findBuiltin(names.front().text))
    return true;
  const resolve::Symbol *symbol = find(names, ~resolve::Kinds(0));
  if (!symbol || (symbol->kind() != Decl::Kind::Let && symbol->kind() != Decl::Kind::Detector))
    return names.size() == 1;
  add(names, symbol);
  return true;
}

void ReferenceCollector::values(llvm::ArrayRef<syntax::Argument> arguments) {
  for (const syntax::Argument &each : arguments)
    expr(each.value);
}

/// `count(x in xs where C)` and `sum(x in xs where C, E)`.
void ReferenceCollector::comprehension(const syntax::CallExpr &call) {
  const syntax::Argument &each = call.arguments.front();
  expr(each.value);
  push(each.variable);
  expr(each.where);
  values(call.arguments.drop_front());
  locals_.pop_back();
}

/// The bare word `input` is a selector there; an alias of that name is not meant.
void ReferenceCollector::history(const syntax::CallExpr &call) {
  if (call.arguments.empty())
    return;
  const syntax::Argument &events = call.arguments.front();
  if (events.selector)
    selector(*events.selector);
  expr(events.where);
  for (const syntax::Expr *key : events.per)
    expr(key);
  values(call.arguments.drop_front());
}

// ---- Standards

/// What stands beside an attribute whose value is a party names one.
void ReferenceCollector::standardTerm(llvm::StringRef subject, const syntax::Expr *expr) {
  if (!expr)
    return;
  if (auto *unary = dyn_cast<syntax::UnaryExpr>(expr))
    return standardTerm(subject, unary->operand);
  if (auto *list = dyn_cast<syntax::ListExpr>(expr)) {
    for (const syntax::Expr *item : list->items)
      standardTerm(subject, item);
    return;
  }
  if (auto *binary = dyn_cast<syntax::BinaryExpr>(expr)) {
    standardTerm(subject, binary->left);
    return standardTerm(subject, binary->right);
  }
  std::vector<syntax::Name> names;
  if (!namesOf(expr, names))
    return;
  syntax::Path written{names, expr->range};
  auto kind = standards::subjectKind(subject);
  if (!kind || !standards::findAttribute(*kind, written.text()))
    path(written, resolve::parties);
}

} // namespace onus::check
