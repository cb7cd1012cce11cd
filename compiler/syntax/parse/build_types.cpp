// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/builder.h"

namespace onus::syntax {

TypeExpr *TreeBuilder::type(OnusParser::TypeContext *context) {
  OnusParser::TypeAtomContext *base = context->base;
  TypeExpr *type = nullptr;
  if (auto *shape = alternative<OnusParser::ShapeTypeContext>(base))
    type = record(shape->members);
  else
    type = arena_.make<TypeExpr>();
  if (auto *words = alternative<OnusParser::UnionTypeContext>(base)) {
    type->kind = TypeExpr::Kind::Union;
    type->literals = strings(words->words);
  } else if (auto *generic = alternative<OnusParser::GenericTypeContext>(base)) {
    Name constructor = name(generic->generic);
    type->name = path(constructor);
    type->element = this->type(generic->element);
    type->max = limit(generic->size);
  } else if (auto *named = alternative<OnusParser::NamedTypeContext>(base)) {
    type->name = typePath(named->named);
    type->max = limit(named->size);
  }
  type->range = range(context);
  type->sensitive = context->sensitive != nullptr;
  type->optional = context->optional != nullptr;
  return type;
}

TypeExpr *TreeBuilder::record(OnusParser::RecordTypeContext *context) {
  TypeExpr *type = arena_.make<TypeExpr>();
  type->kind = TypeExpr::Kind::Record;
  type->range = range(context);
  type->open = context->open != nullptr;
  std::vector<FieldDecl> fields;
  for (OnusParser::FieldDeclContext *item : context->fields)
    fields.push_back(field(item, name(item->title), item->shape));
  type->fields = keep(fields);
  return type;
}

Path TreeBuilder::typePath(OnusParser::TypePathContext *context) {
  llvm::SmallVector<Name, 4> names{name(context->first)};
  for (OnusParser::MemberNameContext *word : context->rest)
    names.push_back(name(word));
  return path(names);
}

std::optional<IntLit> TreeBuilder::limit(OnusParser::LimitContext *context) {
  if (context == nullptr)
    return std::nullopt;
  return integer(context->most);
}

FieldDecl TreeBuilder::field(const antlr4::ParserRuleContext *context, Name name, OnusParser::TypeContext *shape) {
  return {name, type(shape), range(context), docAbove(context->start), nullptr};
}

TreeBuilder::Parameters TreeBuilder::parameters(const std::vector<OnusParser::ParamContext *> &items,
                                                ParameterForm form) {
  Parameters found;
  for (OnusParser::ParamContext *item : items) {
    if (auto *named = alternative<OnusParser::NamedParamContext>(item)) {
      found.fields.push_back(field(named, name(named->title), named->shape));
      if (named->fallback != nullptr && form != ParameterForm::WithDefaults)
        misplaced(range(named->fallback), "only a parameter of a pattern has a default", "");
      else if (named->fallback != nullptr)
        found.fields.back().fallback = expr(named->fallback);
      continue;
    }
    found.open = true;
    if (form != ParameterForm::MayBeOpen)
      misplaced(range(item), "`...` leaves parameters of a tool unnamed; here every parameter has a name", "");
    else if (item != items.back())
      misplaced(range(item), "`...` stands after the last parameter", "");
  }
  return found;
}

llvm::ArrayRef<FieldDecl> TreeBuilder::closedParameters(OnusParser::ParamsContext *context) {
  if (context == nullptr)
    return {};
  return keep(parameters(context->items, ParameterForm::Closed).fields);
}

Decl *TreeBuilder::contextDecl(OnusParser::ContextDeclContext *context) {
  auto *decl = open<ContextDecl>(context, nullptr, nullptr);
  decl->type = record(context->members);
  return decl;
}

Decl *TreeBuilder::typeDecl(OnusParser::TypeDeclContext *context) {
  auto *decl = open<TypeDecl>(context, context->title, nullptr);
  decl->type = type(context->shape);
  return decl;
}

LetDecl *TreeBuilder::let(OnusParser::LetDeclContext *context) {
  auto *decl = open<LetDecl>(context, context->title, nullptr);
  decl->function = context->parameters != nullptr;
  decl->parameters = closedParameters(context->parameters);
  if (context->wanted != nullptr)
    decl->type = type(context->wanted);
  if (context->value != nullptr)
    decl->value = expr(context->value);
  if (context->format != nullptr) {
    decl->format = name(context->format);
    decl->from = string(context->data);
  }
  decl->yes = strings(context->hits);
  decl->no = strings(context->misses);
  return decl;
}

} // namespace onus::syntax
