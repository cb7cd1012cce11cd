// SPDX-License-Identifier: Apache-2.0
#include "lsp/meaning_collector.h"

#include "check/builtins.h"
#include "check/control_ids.h"
#include "check/paths.h"

#include "llvm/ADT/STLExtras.h"

/// What declarations and their clauses say.
namespace onus::lsp {

using llvm::dyn_cast;
using resolve::bit;
using syntax::Decl;

std::vector<Meaning> MeaningCollector::run() {
  references();
  aliases();
  declaredNames();
  types();
  for (const Decl *decl : file_.decls) {
    within_ = decl;
    declaration(*decl);
  }
  llvm::stable_sort(found_, [](const Meaning &a, const Meaning &b) { return a.range.begin < b.range.begin; });
  return std::move(found_);
}

// ---- Adding

Meaning &MeaningCollector::add(Kind kind, source::Range range, Role role) {
  Meaning &added = found_.emplace_back();
  added.kind = kind;
  added.range = range;
  added.role = role;
  added.within = within_;
  return added;
}

void MeaningCollector::addDeclared(Kind kind, source::Range range, const syntax::Name &declared, Role role) {
  add(kind, range, role).declared = &declared;
}

void MeaningCollector::addTool(const syntax::Path &path) {
  if (const check::Tool *found = shapes_.tool(path, file_))
    add(Kind::Tool, path.names.back().range).tool = found;
}

void MeaningCollector::addControl(const check::Framework &framework, const syntax::Text &id, Role role) {
  const check::Control *control = check::readCitation(framework, id.value).control;
  if (auto range = check::readRange(framework, id.value))
    control = range->from.control;
  if (!control)
    return;
  Meaning &added = add(Kind::Control, inside(id.range), role);
  added.framework = &framework;
  added.control = control;
}

/// A label gives what it names a value.
void MeaningCollector::sets(source::Range name) {
  auto found = references_.find(name.begin);
  if (found != references_.end())
    found_[found->second].role = Role::Sets;
}

/// What stands between the quotes of a text.
source::Range MeaningCollector::inside(source::Range text) const {
  llvm::StringRef written = view_.sources().text(text);
  if (written.size() >= 2 && written.front() == '"' && written.back() == '"')
    return {text.file, text.begin + 1, text.end - 1};
  return text;
}

const check::Surface *MeaningCollector::surfaceOf(const Decl &decl) const {
  return view_.program().surface(view_.names().symbolOf(&decl));
}

// ---- What check::references knows

void MeaningCollector::references() {
  if (file_.package)
    if (const resolve::Package *package = view_.names().package(file_.package.text()))
      add(Kind::Package, file_.package.range, Role::Declares).package = package;
  for (const check::Reference &each : view_.references(file_.id)) {
    references_[each.range.begin] = found_.size();
    Kind kind = each.symbol ? Kind::Declaration : each.package ? Kind::Package : Kind::Local;
    Meaning &added = add(kind, each.range, each.inUse ? Role::Imports : Role::Reads);
    added.symbol = each.symbol;
    added.package = each.package;
    added.declared = each.local;
    added.import = each.import;
    added.within = each.within;
  }
}

void MeaningCollector::aliases() {
  auto alias = [&](const syntax::Name &as, const syntax::Name &name) {
    auto found = as ? references_.find(name.range.begin) : references_.end();
    if (found == references_.end())
      return;
    Meaning copy = found_[found->second];
    copy.range = as.range;
    copy.import = &as;
    found_.push_back(copy);
  };
  for (const syntax::Use &use : file_.uses) {
    if (use.path)
      alias(use.alias, use.path.names.back());
    for (const syntax::UseItem &item : use.items)
      alias(item.alias, item.name);
  }
}

// ---- Names that are declared

void MeaningCollector::declaredNames() {
  for (const Decl *decl : file_.decls) {
    within_ = decl;
    const resolve::Symbol *symbol = decl->name ? view_.names().symbolOf(decl) : nullptr;
    if (symbol)
      add(Kind::Declaration, decl->name.range, Role::Declares).symbol = symbol;
  }
  for (const DeclaredName &each : shapes_.declaredIn(file_).all()) {
    within_ = each.within;
    declaredName(each);
  }
}

void MeaningCollector::declaredName(const DeclaredName &each) {
  switch (each.kind) {
  case DeclaredName::Kind::Parameter:
  case DeclaredName::Kind::Variable:
  case DeclaredName::Kind::Let:
    return addDeclared(Kind::Local, each.name->range, *each.name, Role::Declares);
  case DeclaredName::Kind::Field:
    return addDeclared(Kind::Field, each.name->range, *each.name, Role::Declares);
  case DeclaredName::Kind::Label:
    return addDeclared(Kind::Label, each.name->range, *each.name, Role::Declares);
  case DeclaredName::Kind::Exception:
    return addDeclared(Kind::Exception, each.name->range, *each.name, Role::Declares);
  case DeclaredName::Kind::Argument:
    return argument(each);
  }
}

/// A line narrows an argument that the manifest declares; without a manifest it declares the argument itself.
void MeaningCollector::argument(const DeclaredName &each) {
  const check::Surface *surface = surfaceOf(*each.within);
  if (!surface || surface->manifestPath.empty())
    return addDeclared(Kind::Field, each.name->range, *each.name, Role::Declares);
  for (const check::Tool &tool : surface->tools)
    if (tool.syntax == each.tool) {
      Meaning &added = add(Kind::Argument, each.name->range, Role::Sets);
      added.tool = &tool;
      added.path = "args." + each.name->text.str();
    }
}

void MeaningCollector::types() {
  for (const syntax::TypeExpr *type : shapes_.declaredIn(file_).types()) {
    for (const syntax::Text &literal : type->literals)
      add(Kind::Choice, inside(literal.range), Role::Declares).literal = &literal;
    if (type->name.names.size() == 1 && check::isBuiltinType(type->name.names.front().text))
      add(Kind::Type, type->name.range).word = type->name.names.front().text;
  }
}

// ---- Declarations

void MeaningCollector::declaration(const Decl &decl) {
  if (auto *let = dyn_cast<syntax::LetDecl>(&decl)) {
    expr(let->value, {&file_, {}, false}, {shapeOf(let->type, &file_)});
  } else if (auto *tools = dyn_cast<syntax::SurfaceDecl>(&decl)) {
    surface(*tools);
  } else if (auto *duties = dyn_cast<syntax::DutiesDecl>(&decl)) {
    clauses(duties->clauses, {&file_, {}, false});
  } else if (auto *body = dyn_cast<syntax::PatternDecl>(&decl)) {
    pattern(*body);
  } else if (auto *control = dyn_cast<syntax::GuardrailDecl>(&decl)) {
    guardrail(*control);
  } else if (auto *lifted = dyn_cast<syntax::ExceptionDecl>(&decl)) {
    exceptionElsewhere(*lifted);
  } else if (auto *catalogue = dyn_cast<syntax::FrameworkDecl>(&decl)) {
    framework(*catalogue);
  } else if (auto *bar = dyn_cast<syntax::StandardDecl>(&decl)) {
    standard(*bar);
  } else if (auto *trial = dyn_cast<syntax::TestDecl>(&decl)) {
    test(*trial);
  }
}

void MeaningCollector::surface(const syntax::SurfaceDecl &decl) {
  for (const syntax::ToolDecl *line : decl.tools)
    tool(decl, *line);
  if (const check::Surface *surface = surfaceOf(decl))
    for (const syntax::SurfaceUnguarded &each : decl.unguarded)
      for (const syntax::Name &name : each.tools)
        if (const check::Tool *found = surface->find(name.text))
          add(Kind::Tool, name.range).tool = found;
}

void MeaningCollector::tool(const syntax::SurfaceDecl &decl, const syntax::ToolDecl &line) {
  ShapeScope scope{&file_, {}, true};
  if (const check::Surface *surface = surfaceOf(decl))
    for (const syntax::Name &name : line.names)
      if (const check::Tool *found = surface->find(name.text)) {
        add(Kind::Tool, name.range, Role::Declares).tool = found;
        scope.tools.push_back(found);
      }
  for (const syntax::DoesClause &does : line.does) {
    const resolve::Symbol *symbol = view_.names().tryFind(file_, does.effect.names, bit(Decl::Kind::Effect));
    for (const syntax::Binding &each : does.bindings) {
      sets(each.parameter.range);
      Shapes wanted;
      for (const syntax::FieldDecl &parameter :
           symbol ? llvm::cast<syntax::EffectDecl>(symbol->decl)->parameters : llvm::ArrayRef<syntax::FieldDecl>())
        if (parameter.name.text == each.parameter.text)
          wanted.push_back(shapeOf(parameter.type, symbol->file));
      expr(each.value, scope, wanted);
    }
  }
}

// ---- Guardrails

void MeaningCollector::guardrail(const syntax::GuardrailDecl &decl) {
  const resolve::Symbol *symbol =
      decl.pattern ? view_.names().tryFind(file_, decl.pattern.names, bit(Decl::Kind::Pattern)) : nullptr;
  const syntax::PatternDecl *pattern = symbol ? llvm::cast<syntax::PatternDecl>(symbol->decl) : nullptr;
  ShapeScope scope = shapes_.scopeOf(decl, file_);
  for (const syntax::Argument &each : decl.arguments) {
    sets(each.label.range);
    Shapes wanted;
    for (const syntax::FieldDecl &parameter : pattern ? pattern->parameters : llvm::ArrayRef<syntax::FieldDecl>())
      if (parameter.name.text == each.label.text)
        wanted.push_back(shapeOf(parameter.type, symbol->file));
    expr(each.value, scope, wanted);
  }
  clauses(decl.clauses, scope);
  const check::Guardrail *meant = view_.program().guardrail(view_.names().symbolOf(&decl));
  for (const syntax::ExceptionDecl *each : decl.clauses.exceptions)
    exception(*each, scope, meant);
}

void MeaningCollector::pattern(const syntax::PatternDecl &decl) {
  for (const syntax::FieldDecl &each : decl.parameters)
    expr(each.fallback, {&file_, {}, false}, {shapeOf(each.type, &file_)});
  clauses(decl.clauses, shapes_.scopeOf(decl, file_));
}

void MeaningCollector::clauses(const syntax::Clauses &clauses, const ShapeScope &scope) {
  for (const syntax::LocalLet &each : clauses.lets)
    expr(each.value, scope);
  for (const syntax::Selector *each : clauses.on)
    if (each->form == syntax::Selector::Form::Tool)
      addTool(each->target);
  for (const syntax::Rule *each : clauses.rules) {
    expr(each->condition, scope);
    for (const syntax::RedactTarget &target : each->redact) {
      expr(target.path, scope);
      expr(target.matching, scope);
    }
  }
  for (const syntax::LogClause *each : clauses.logs)
    for (llvm::ArrayRef<syntax::Expr *> list : {each->items, each->redact})
      for (const syntax::Expr *item : list)
        expr(item, scope);
  for (const syntax::RollbackClause *each : clauses.rollbacks)
    for (const syntax::Path &tool : each->tools)
      addTool(tool);
  for (const syntax::MapsClause *each : clauses.maps)
    mapped(*each);
}

void MeaningCollector::mapped(const syntax::MapsClause &clause) {
  const resolve::Symbol *symbol = view_.names().tryFind(file_, clause.framework.names, bit(Decl::Kind::Framework));
  for (const check::Framework &each : view_.program().frameworks)
    if (symbol && each.symbol == symbol)
      for (const syntax::Text &id : clause.controls)
        addControl(each, id);
}

const syntax::Rule *MeaningCollector::ruleOf(const check::Guardrail &guardrail, llvm::StringRef label) const {
  auto found = llvm::find_if(guardrail.rules,
                             [&](const syntax::Rule *rule) { return rule->label && rule->label.text == label; });
  return found == guardrail.rules.end() ? nullptr : *found;
}

void MeaningCollector::exception(const syntax::ExceptionDecl &decl, const ShapeScope &scope,
                                 const check::Guardrail *guardrail) {
  expr(decl.when, scope);
  for (const syntax::Name &label : decl.lifts)
    if (const syntax::Rule *rule = guardrail ? ruleOf(*guardrail, label.text) : nullptr)
      addDeclared(Kind::Label, label.range, rule->label);
}

/// One that stands for itself reads what the guardrail does that it is an exception to.
void MeaningCollector::exceptionElsewhere(const syntax::ExceptionDecl &decl) {
  const resolve::Symbol *symbol =
      decl.to ? view_.names().tryFind(file_, decl.to.names, bit(Decl::Kind::Guardrail)) : nullptr;
  exception(decl, shapes_.scopeOf(decl, file_), symbol ? view_.program().guardrail(symbol) : nullptr);
}

// ---- Frameworks and standards

void MeaningCollector::framework(const syntax::FrameworkDecl &decl) {
  const resolve::Symbol *symbol = view_.names().symbolOf(&decl);
  for (const check::Framework &each : view_.program().frameworks)
    if (each.symbol == symbol)
      for (const check::Control &control : each.controls) {
        Meaning &added = add(Kind::Control, inside(control.decl->id.range), Role::Declares);
        added.framework = &each;
        added.control = &control;
        for (const syntax::Text &other : control.decl->replacedBy)
          addControl(each, other);
      }
}

void MeaningCollector::standard(const syntax::StandardDecl &decl) {
  for (const syntax::StandardClause &each : decl.clauses)
    if (auto subject = check::standards::subjectKind(each.subject.text)) {
      attributes(*subject, each.where);
      attributes(*subject, each.requires_);
    }
}

void MeaningCollector::attributes(check::standards::SubjectKind subject, const syntax::Expr *expr) {
  if (!expr)
    return;
  std::vector<syntax::Name> names;
  if (check::namesOf(expr, names)) {
    syntax::Path written{names, expr->range};
    if (const auto *attribute = check::standards::findAttribute(subject, written.text()))
      add(Kind::Attribute, expr->range).attribute = attribute;
  } else if (auto *unary = dyn_cast<syntax::UnaryExpr>(expr)) {
    attributes(subject, unary->operand);
  } else if (auto *has = dyn_cast<syntax::HasExpr>(expr)) {
    attributes(subject, has->operand);
  } else if (auto *binary = dyn_cast<syntax::BinaryExpr>(expr)) {
    attributes(subject, binary->left);
    attributes(subject, binary->right);
  }
}

// ---- Tests

void MeaningCollector::test(const syntax::TestDecl &decl) {
  for (const syntax::Step *each : decl.steps)
    step(decl, *each);
}

void MeaningCollector::step(const syntax::TestDecl &test, const syntax::Step &step) {
  using StepKind = syntax::Step::Kind;
  ShapeScope scope{&file_, {}, false};
  Shapes wanted;
  addTool(step.tool);
  if (const check::Tool *tool = shapes_.tool(step.tool, file_))
    scope.tools.push_back(tool);
  if (step.kind == StepKind::Context)
    wanted = shapes_.context(nullptr);
  else if (step.kind == StepKind::Event && step.event == syntax::EventKind::Call)
    wanted = shapes_.arguments(scope.tools);
  else if (step.kind == StepKind::Event && step.event == syntax::EventKind::Result)
    wanted = shapes_.results(scope.tools);
  expr(step.value, {&file_, {}, false}, wanted);
  expr(step.args, {&file_, {}, false}, shapes_.arguments(scope.tools));
  expr(step.argument, scope);
  outcome(test, step);
}

/// The label behind a guardrail, and the exception that let something pass.
void MeaningCollector::outcome(const syntax::TestDecl &test, const syntax::Step &step) {
  constexpr resolve::Kinds guardrails = bit(Decl::Kind::Guardrail);
  if (step.by.names.size() > 1 && !view_.names().tryFind(file_, step.by.names, guardrails)) {
    const resolve::Symbol *symbol = view_.names().tryFind(file_, step.by.names.drop_back(), guardrails);
    const check::Guardrail *guardrail = symbol ? view_.program().guardrail(symbol) : nullptr;
    if (const syntax::Rule *rule = guardrail ? ruleOf(*guardrail, step.by.names.back().text) : nullptr)
      addDeclared(Kind::Label, step.by.names.back().range, rule->label);
  }
  if (!step.exception)
    return;
  for (const check::TypedTest &typed : view_.program().tests)
    for (const check::TypedStep &each : typed.steps)
      if (typed.decl == &test && each.syntax == &step && each.exception && !each.exception->symbol)
        addDeclared(Kind::Exception, step.exception.names.back().range, each.exception->decl->name);
}

} // namespace onus::lsp
