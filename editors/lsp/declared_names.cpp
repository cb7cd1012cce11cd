// SPDX-License-Identifier: Apache-2.0
#include "lsp/declared_names.h"

#include "syntax/walk.h"

namespace onus::lsp {

using llvm::dyn_cast;
using Kind = DeclaredName::Kind;

DeclaredNames::DeclaredNames(const syntax::File &file) {
  for (const syntax::Decl *decl : file.decls) {
    within_ = decl;
    declaration(*decl);
    expressions(*decl);
  }
}

const DeclaredName *DeclaredNames::find(const syntax::Name *name) const {
  auto found = byName_.find(name);
  return found == byName_.end() ? nullptr : &all_[found->second];
}

DeclaredName &DeclaredNames::add(Kind kind, const syntax::Name &name) {
  byName_[&name] = all_.size();
  all_.push_back({});
  DeclaredName &added = all_.back();
  added.kind = kind;
  added.name = &name;
  added.within = within_;
  return added;
}

void DeclaredNames::declaration(const syntax::Decl &decl) {
  if (auto *context = dyn_cast<syntax::ContextDecl>(&decl)) {
    type(context->type);
  } else if (auto *shape = dyn_cast<syntax::TypeDecl>(&decl)) {
    type(shape->type);
  } else if (auto *let = dyn_cast<syntax::LetDecl>(&decl)) {
    fields(let->parameters, Kind::Parameter);
    type(let->type);
  } else if (auto *effect = dyn_cast<syntax::EffectDecl>(&decl)) {
    fields(effect->parameters, Kind::Parameter);
  } else if (auto *surface = dyn_cast<syntax::SurfaceDecl>(&decl)) {
    tools(*surface);
  } else if (auto *detector = dyn_cast<syntax::DetectorDecl>(&decl)) {
    fields(detector->inputs, Kind::Parameter);
    type(detector->output);
  } else if (auto *duties = dyn_cast<syntax::DutiesDecl>(&decl)) {
    clauses(duties->clauses);
  } else if (auto *pattern = dyn_cast<syntax::PatternDecl>(&decl)) {
    fields(pattern->parameters, Kind::Parameter);
    clauses(pattern->clauses);
  } else if (auto *guardrail = dyn_cast<syntax::GuardrailDecl>(&decl)) {
    clauses(guardrail->clauses);
  }
}

void DeclaredNames::clauses(const syntax::Clauses &clauses) {
  for (const syntax::LocalLet &let : clauses.lets)
    add(Kind::Let, let.name).let = &let;
  for (const syntax::Rule *rule : clauses.rules)
    if (rule->label)
      add(Kind::Label, rule->label).rule = rule;
  for (const syntax::ExceptionDecl *exception : clauses.exceptions)
    if (exception->name)
      add(Kind::Exception, exception->name).exception = exception;
}

void DeclaredNames::tools(const syntax::SurfaceDecl &surface) {
  for (const syntax::ToolDecl *tool : surface.tools) {
    fields(tool->parameters, Kind::Argument, tool);
    type(tool->returns);
  }
}

void DeclaredNames::fields(llvm::ArrayRef<syntax::FieldDecl> fields, Kind kind, const syntax::ToolDecl *tool) {
  for (const syntax::FieldDecl &field : fields) {
    DeclaredName &added = add(kind, field.name);
    added.field = &field;
    added.tool = tool;
    type(field.type);
  }
}

void DeclaredNames::type(const syntax::TypeExpr *type) {
  if (!type)
    return;
  types_.push_back(type);
  this->type(type->element);
  fields(type->fields, Kind::Field);
}

void DeclaredNames::expressions(const syntax::Decl &decl) {
  syntax::walk(decl, [&](const syntax::Expr &expr) {
    if (auto *each = dyn_cast<syntax::QuantifierExpr>(&expr)) {
      add(Kind::Variable, each->variable).list = each->list;
    } else if (auto *cast = dyn_cast<syntax::CastExpr>(&expr)) {
      type(cast->type);
    } else if (auto *call = dyn_cast<syntax::CallExpr>(&expr)) {
      for (const syntax::Argument &argument : call->arguments)
        if (argument.kind == syntax::Argument::Kind::Comprehension)
          add(Kind::Variable, argument.variable).list = argument.value;
    }
  });
}

} // namespace onus::lsp
