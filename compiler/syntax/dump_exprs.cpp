// SPDX-License-Identifier: Apache-2.0
#include "syntax/dump_writer.h"

#include <fmt/format.h>

namespace onus::syntax {
namespace {

const char *spelled(BinaryOp op) {
  switch (op) {
  case BinaryOp::Or:
    return "or";
  case BinaryOp::And:
    return "and";
  case BinaryOp::Equal:
    return "==";
  case BinaryOp::NotEqual:
    return "!=";
  case BinaryOp::Less:
    return "<";
  case BinaryOp::LessEqual:
    return "<=";
  case BinaryOp::Greater:
    return ">";
  case BinaryOp::GreaterEqual:
    return ">=";
  case BinaryOp::In:
    return "in";
  case BinaryOp::Matches:
    return "matches";
  case BinaryOp::Like:
    return "like";
  case BinaryOp::Coalesce:
    return "??";
  case BinaryOp::Add:
    return "+";
  case BinaryOp::Subtract:
    return "-";
  case BinaryOp::Multiply:
    return "*";
  }
  llvm_unreachable("every operator is spelled");
}

/// The node in a few words.
std::string head(const Expr &expr) {
  switch (expr.kind) {
  case Expr::Kind::Bool:
    return llvm::cast<BoolExpr>(expr).value ? "true" : "false";
  case Expr::Kind::Int:
    return fmt::format("int {}", llvm::cast<IntExpr>(expr).value);
  case Expr::Kind::Decimal:
    return "decimal " + llvm::cast<DecimalExpr>(expr).value.text();
  case Expr::Kind::String:
    return "string";
  case Expr::Kind::Pattern:
    return "pattern";
  case Expr::Kind::Duration:
    return "duration " + formatDuration(llvm::cast<DurationExpr>(expr).value);
  case Expr::Kind::Date:
    return "date " + formatDay(llvm::cast<DateExpr>(expr).value);
  case Expr::Kind::Instant:
    return "instant " + formatInstant(llvm::cast<InstantExpr>(expr).value);
  case Expr::Kind::List:
    return "list";
  case Expr::Kind::Record:
    return "record";
  case Expr::Kind::Name:
    return "name " + llvm::cast<NameExpr>(expr).name.str();
  case Expr::Kind::Member:
    return "member " + llvm::cast<MemberExpr>(expr).member.text.str();
  case Expr::Kind::Index:
    return "index";
  case Expr::Kind::Project:
    return "project";
  case Expr::Kind::Call:
    return "call";
  case Expr::Kind::Cast:
    return "as";
  case Expr::Kind::Has:
    return "has";
  case Expr::Kind::Unary:
    return llvm::cast<UnaryExpr>(expr).op == UnaryOp::Not ? "not" : "negate";
  case Expr::Kind::Binary:
    return spelled(llvm::cast<BinaryExpr>(expr).op);
  case Expr::Kind::If:
    return "if";
  case Expr::Kind::Quantifier: {
    auto &quantifier = llvm::cast<QuantifierExpr>(expr);
    return (quantifier.all ? "all " : "any ") + quantifier.variable.text.str();
  }
  case Expr::Kind::Error:
    return "error";
  }
  llvm_unreachable("every kind of expression has a head");
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
  }
}

} // namespace onus::syntax
