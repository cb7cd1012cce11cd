// SPDX-License-Identifier: Apache-2.0
#include "syntax/dump_writer.h"

#include <fmt/format.h>

namespace onus::syntax {
namespace {

/// A literal with its value; strings and patterns are quoted by their caller.
std::string literal(const Expr &expr) {
  if (auto *value = llvm::dyn_cast<BoolExpr>(&expr))
    return value->value ? "true" : "false";
  if (auto *value = llvm::dyn_cast<IntExpr>(&expr))
    return fmt::format("int {}", value->value);
  if (auto *value = llvm::dyn_cast<DecimalExpr>(&expr))
    return "decimal " + value->value.text();
  if (auto *value = llvm::dyn_cast<DurationExpr>(&expr))
    return "duration " + formatDuration(value->value);
  if (auto *value = llvm::dyn_cast<DateExpr>(&expr))
    return "date " + formatDay(value->value);
  if (auto *value = llvm::dyn_cast<InstantExpr>(&expr))
    return "instant " + formatInstant(value->value);
  return llvm::isa<PatternExpr>(expr) ? "pattern" : "string";
}

/// The node in a few words.
std::string head(const Expr &expr) {
  if (auto *name = llvm::dyn_cast<NameExpr>(&expr))
    return "name " + name->name.str();
  if (auto *member = llvm::dyn_cast<MemberExpr>(&expr))
    return "member " + member->member.text.str();
  if (auto *unary = llvm::dyn_cast<UnaryExpr>(&expr))
    return unary->op == UnaryOp::Not ? "not" : "negate";
  if (auto *binary = llvm::dyn_cast<BinaryExpr>(&expr))
    return word(binary->op).str();
  if (auto *quantifier = llvm::dyn_cast<QuantifierExpr>(&expr))
    return (quantifier->all ? "all " : "any ") + quantifier->variable.text.str();
  if (llvm::isa<ListExpr>(expr))
    return "list";
  if (llvm::isa<RecordExpr>(expr))
    return "record";
  if (llvm::isa<IndexExpr>(expr))
    return "index";
  if (llvm::isa<ProjectExpr>(expr))
    return "project";
  if (llvm::isa<CallExpr>(expr))
    return "call";
  if (llvm::isa<CastExpr>(expr))
    return "as";
  if (llvm::isa<HasExpr>(expr))
    return "has";
  if (llvm::isa<IfExpr>(expr))
    return "if";
  return llvm::isa<ErrorExpr>(expr) ? "error" : literal(expr);
}

} // namespace

void TreeWriter::expr(const char *word, const Expr *value) {
  if (value != nullptr)
    node(*value, std::string(word) + (*word == '\0' ? "" : " "));
}

void TreeWriter::node(const Expr &expr, const std::string &before) {
  std::string text = before + head(expr);
  if (auto *string = llvm::dyn_cast<StringExpr>(&expr))
    text += " " + quoted(string->value);
  if (auto *pattern = llvm::dyn_cast<PatternExpr>(&expr))
    text += " " + quoted(pattern->value);
  line(text, expr.range);
  Indent indent(*this);
  children(expr);
}

void TreeWriter::children(const Expr &expr) {
  auto each = [&](std::initializer_list<const Expr *> parts) {
    for (const Expr *part : parts)
      this->expr("", part);
  };
  if (auto *list = llvm::dyn_cast<ListExpr>(&expr)) {
    for (const Expr *item : list->items)
      this->expr("", item);
  } else if (auto *record = llvm::dyn_cast<RecordExpr>(&expr)) {
    for (const MemberInit &member : record->members)
      node(*member.value, (member.name.quoted ? quoted(member.name.text) : member.name.text.str()) + ": ");
  } else if (auto *member = llvm::dyn_cast<MemberExpr>(&expr)) {
    each({member->base});
  } else if (auto *index = llvm::dyn_cast<IndexExpr>(&expr)) {
    each({index->base, index->index});
  } else if (auto *project = llvm::dyn_cast<ProjectExpr>(&expr)) {
    each({project->base});
  } else if (auto *call = llvm::dyn_cast<CallExpr>(&expr)) {
    this->call(*call);
  } else if (auto *cast = llvm::dyn_cast<CastExpr>(&expr)) {
    each({cast->operand});
    type("to", cast->type);
  } else if (auto *has = llvm::dyn_cast<HasExpr>(&expr)) {
    each({has->operand});
  } else if (auto *unary = llvm::dyn_cast<UnaryExpr>(&expr)) {
    each({unary->operand});
  } else if (auto *binary = llvm::dyn_cast<BinaryExpr>(&expr)) {
    each({binary->left, binary->right});
  } else if (auto *choice = llvm::dyn_cast<IfExpr>(&expr)) {
    each({choice->condition, choice->then, choice->otherwise});
  } else if (auto *quantifier = llvm::dyn_cast<QuantifierExpr>(&expr)) {
    each({quantifier->list, quantifier->body});
  }
}

void TreeWriter::call(const CallExpr &call) {
  expr("callee", call.callee);
  for (const Argument &item : call.arguments)
    argument(item);
}

void TreeWriter::argument(const Argument &argument) {
  std::string label = argument.label ? argument.label.text.str() + ": " : "";
  switch (argument.kind) {
  case Argument::Kind::Value:
    return node(*argument.value, label);
  case Argument::Kind::Selector:
    line("events", argument.range);
    break;
  case Argument::Kind::Comprehension:
    line("each " + argument.variable.text.str(), argument.range);
    break;
  }
  Indent indent(*this);
  if (argument.selector != nullptr)
    selector(*argument.selector);
  expr("in", argument.value);
  expr("where", argument.where);
  if (argument.last)
    duration("last", *argument.last);
  for (const Expr *key : argument.per)
    expr("per", key);
}

void TreeWriter::selector(const Selector &selector) {
  std::string text = std::string(selector.denied ? "denied " : "") + word(selector.event).str();
  switch (selector.form) {
  case Selector::Form::Kind:
    break;
  case Selector::Form::All:
    text += " *";
    break;
  case Selector::Form::Tool:
    text += " " + selector.target.text();
    break;
  case Selector::Form::Surface:
    text += " " + selector.target.text() + ".*";
    break;
  case Selector::Form::Effects:
    for (const Path &effect : selector.effects)
      text += (&effect == selector.effects.begin() ? " that " : " and ") + effect.text();
    break;
  }
  line("select " + text, selector.range);
}

void TreeWriter::type(const char *word, const TypeExpr *value) {
  if (value == nullptr)
    return;
  std::string text = std::string(word) + (*word == '\0' ? "" : " ") + (value->sensitive ? "sensitive " : "");
  switch (value->kind) {
  case TypeExpr::Kind::Union:
    text += "union";
    break;
  case TypeExpr::Kind::Named:
    text += "type " + value->name.text();
    break;
  case TypeExpr::Kind::Record:
    text += value->open ? "open record" : "record";
    break;
  }
  if (value->max)
    text += fmt::format(" max {}", value->max->value);
  line(text + (value->optional ? "?" : ""), value->range);
  Indent indent(*this);
  texts("or", value->literals);
  type("of", value->element);
  fields("field", value->fields);
}

void TreeWriter::fields(const char *word, llvm::ArrayRef<FieldDecl> fields) {
  for (const FieldDecl &field : fields) {
    line(fmt::format("{} {}", word, field.name.quoted ? quoted(field.name.text) : field.name.text.str()), field.range);
    Indent indent(*this);
    doc(field.doc);
    type("", field.type);
    expr("=", field.fallback);
  }
}

} // namespace onus::syntax
