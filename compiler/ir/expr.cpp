// SPDX-License-Identifier: Apache-2.0
#include "ir/expr.h"

#include "base/decimal.h"
#include "base/time.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::ir {

llvm::StringRef tag(ExprKind kind) {
  switch (kind) {
#define ONUS_IR_EXPR(NAME, TAG)                                                                                        \
  case ExprKind::NAME:                                                                                                 \
    return TAG;
#include "ir/exprs.def"
  }
  return {};
}

void walk(const Expr *expr, const std::function<void(const Expr *)> &visit) {
  visit(expr);
  for (const Expr *operand : expr->operands)
    walk(operand, visit);
}

namespace {

/// How tightly an operator binds; what binds less than its surroundings ask for stands in parentheses.
enum class Level { Whole, Or, And, Not, Comparison, Coalesce, Sum, Product, Unary, Postfix };

class Printer {
public:
  std::string take() { return std::move(out_); }
  void print(const Expr *expr, Level least);

private:
  static Level levelOf(const Expr *expr);
  void bare(const Expr *expr);
  void binary(const Expr *expr, Level left, Level right);
  void joined(const Expr *expr, llvm::StringRef word, Level level);
  void list(llvm::ArrayRef<const Expr *> items);
  void record(const Expr *expr);
  void quantifier(const Expr *expr);
  void comprehension(const Expr *expr, llvm::StringRef function);
  void history(const Expr *expr);
  void name(llvm::StringRef text);
  void quoted(llvm::StringRef text);

  std::string out_;
};

Level Printer::levelOf(const Expr *expr) {
  switch (expr->kind) {
  case ExprKind::Let:
  case ExprKind::If:
  case ExprKind::Any:
  case ExprKind::All:
    return Level::Whole;
  case ExprKind::Or:
    return Level::Or;
  case ExprKind::And:
    return Level::And;
  case ExprKind::Not:
    return Level::Not;
  case ExprKind::Equal:
  case ExprKind::NotEqual:
  case ExprKind::Less:
  case ExprKind::LessEqual:
  case ExprKind::Greater:
  case ExprKind::GreaterEqual:
  case ExprKind::In:
  case ExprKind::Like:
  case ExprKind::Matches:
  case ExprKind::Cast:
    return Level::Comparison;
  case ExprKind::Coalesce:
    return Level::Coalesce;
  case ExprKind::Add:
  case ExprKind::Subtract:
    return Level::Sum;
  case ExprKind::Multiply:
    return Level::Product;
  case ExprKind::Negate:
    return Level::Unary;
  case ExprKind::Int:
  case ExprKind::Decimal:
  case ExprKind::Duration:
    return expr->number < 0 ? Level::Unary : Level::Postfix;
  case ExprKind::Bool:
  case ExprKind::String:
  case ExprKind::Date:
  case ExprKind::Instant:
  case ExprKind::Ip:
  case ExprKind::Cidr:
  case ExprKind::Pattern:
  case ExprKind::List:
  case ExprKind::Record:
  case ExprKind::Absent:
  case ExprKind::Root:
  case ExprKind::EffectParameter:
  case ExprKind::Local:
  case ExprKind::Data:
  case ExprKind::Member:
  case ExprKind::Index:
  case ExprKind::Project:
  case ExprKind::Has:
  case ExprKind::CountOf:
  case ExprKind::SumOf:
  case ExprKind::Call:
  case ExprKind::History:
  case ExprKind::Signal:
    return Level::Postfix;
  }
  return Level::Postfix;
}

void Printer::print(const Expr *expr, Level least) {
  bool parentheses = levelOf(expr) < least;
  if (parentheses)
    out_ += '(';
  bare(expr);
  if (parentheses)
    out_ += ')';
}

bool isIdentifier(llvm::StringRef text) {
  if (text.empty() || llvm::isDigit(text.front()))
    return false;
  return llvm::all_of(text, [](char letter) { return llvm::isAlnum(letter) || letter == '_'; });
}

void Printer::name(llvm::StringRef text) {
  if (isIdentifier(text))
    out_ += text;
  else
    quoted(text);
}

void Printer::quoted(llvm::StringRef text) {
  out_ += '"';
  for (char letter : text) {
    switch (letter) {
    case '"':
      out_ += "\\\"";
      break;
    case '\\':
      out_ += "\\\\";
      break;
    case '\n':
      out_ += "\\n";
      break;
    case '\t':
      out_ += "\\t";
      break;
    case '\r':
      out_ += "\\r";
      break;
    default:
      if (static_cast<unsigned char>(letter) < 0x20)
        out_ += "\\u{" + llvm::utohexstr(static_cast<unsigned char>(letter), true) + "}";
      else
        out_ += letter;
    }
  }
  out_ += '"';
}

void Printer::binary(const Expr *expr, Level left, Level right) {
  print(expr->operand(0), left);
  out_ += ' ';
  out_ += tag(expr->kind);
  out_ += ' ';
  print(expr->operand(1), right);
}

void Printer::joined(const Expr *expr, llvm::StringRef word, Level level) {
  bool first = true;
  for (const Expr *operand : expr->operands) {
    if (!first)
      (out_ += ' ').append(word.data(), word.size()) += ' ';
    first = false;
    print(operand, static_cast<Level>(static_cast<int>(level) + 1));
  }
}

void Printer::list(llvm::ArrayRef<const Expr *> items) {
  bool first = true;
  for (const Expr *item : items) {
    if (!first)
      out_ += ", ";
    first = false;
    print(item, Level::Whole);
  }
}

void Printer::record(const Expr *expr) {
  if (expr->operands.empty()) {
    out_ += "{}";
    return;
  }
  out_ += "{ ";
  for (size_t index = 0; index < expr->operands.size(); ++index) {
    if (index)
      out_ += ", ";
    name(expr->names[index]);
    out_ += ": ";
    print(expr->operand(index), Level::Whole);
  }
  out_ += " }";
}

void Printer::quantifier(const Expr *expr) {
  out_ += tag(expr->kind);
  out_ += ' ';
  out_ += expr->text;
  out_ += " in ";
  print(expr->operand(0), Level::Coalesce);
  out_ += ": ";
  print(expr->operand(1), Level::Not);
}

void Printer::comprehension(const Expr *expr, llvm::StringRef function) {
  (out_ += function) += '(';
  out_ += expr->text;
  out_ += " in ";
  print(expr->operand(0), Level::Coalesce);
  if (expr->operand(1)->kind != ExprKind::Bool || expr->operand(1)->number == 0) {
    out_ += " where ";
    print(expr->operand(1), Level::Whole);
  }
  if (expr->kind == ExprKind::SumOf) {
    out_ += ", ";
    print(expr->operand(2), Level::Whole);
  }
  out_ += ')';
}

/// The slot's text is what was asked; only `mentioned` has a value of the current event besides.
void Printer::history(const Expr *expr) {
  if (expr->text.empty()) {
    out_ += "history(" + std::to_string(expr->number);
    for (const Expr *operand : expr->operands) {
      out_ += ", ";
      print(operand, Level::Whole);
    }
    out_ += ')';
    return;
  }
  if (expr->text.startswith("mentioned(") && !expr->operands.empty()) {
    out_ += expr->text.drop_back();
    out_ += ", ";
    print(expr->operands.back(), Level::Whole);
    out_ += ')';
    return;
  }
  out_ += expr->text;
}

std::string decimalText(int64_t scaled) {
  std::string text = Decimal{scaled}.text();
  return text.find('.') == std::string::npos ? text + ".0" : text;
}

void Printer::bare(const Expr *expr) {
  switch (expr->kind) {
  case ExprKind::Bool:
    out_ += expr->number ? "true" : "false";
    return;
  case ExprKind::Int:
    out_ += std::to_string(expr->number);
    return;
  case ExprKind::Decimal:
    out_ += decimalText(expr->number);
    return;
  case ExprKind::String:
  case ExprKind::Ip:
  case ExprKind::Cidr:
    quoted(expr->text);
    return;
  case ExprKind::Duration:
    out_ += formatDuration(expr->number);
    return;
  case ExprKind::Date:
    out_ += formatDay(static_cast<Day>(expr->number));
    return;
  case ExprKind::Instant:
    out_ += formatInstant(expr->number);
    return;
  case ExprKind::Pattern:
    for (out_ += "r\""; char letter : expr->text)
      letter == '"' ? out_ += "\\\"" : out_ += letter;
    out_ += '"';
    return;
  case ExprKind::List:
    out_ += '[';
    list(expr->operands);
    out_ += ']';
    return;
  case ExprKind::Record:
    record(expr);
    return;
  case ExprKind::Absent:
    out_ += "absent";
    return;
  case ExprKind::Root:
  case ExprKind::Local:
  case ExprKind::Data:
    out_ += expr->text;
    return;
  case ExprKind::EffectParameter:
    out_ += expr->text;
    out_ += '.';
    name(expr->names[0]);
    return;
  case ExprKind::Let:
    out_ += "let ";
    out_ += expr->text;
    out_ += " = ";
    print(expr->operand(0), Level::Or);
    out_ += " in ";
    print(expr->operand(1), Level::Whole);
    return;
  case ExprKind::Member:
    print(expr->operand(0), Level::Postfix);
    out_ += '.';
    name(expr->text);
    return;
  case ExprKind::Index:
    print(expr->operand(0), Level::Postfix);
    out_ += '[';
    print(expr->operand(1), Level::Whole);
    out_ += ']';
    return;
  case ExprKind::Project:
    print(expr->operand(0), Level::Postfix);
    out_ += "[](";
    out_ += expr->text;
    out_ += ": ";
    print(expr->operand(1), Level::Whole);
    out_ += ')';
    return;
  case ExprKind::Has:
    out_ += "has(";
    list(expr->operands);
    out_ += ')';
    return;
  case ExprKind::Coalesce:
    print(expr->operand(0), Level::Sum);
    out_ += " ?? ";
    print(expr->operand(1), Level::Coalesce);
    return;
  case ExprKind::Not:
    out_ += "not ";
    print(expr->operand(0), Level::Not);
    return;
  case ExprKind::Negate:
    out_ += '-';
    print(expr->operand(0), Level::Postfix);
    return;
  case ExprKind::And:
    joined(expr, "and", Level::And);
    return;
  case ExprKind::Or:
    joined(expr, "or", Level::Or);
    return;
  case ExprKind::Equal:
  case ExprKind::NotEqual:
  case ExprKind::Less:
  case ExprKind::LessEqual:
  case ExprKind::Greater:
  case ExprKind::GreaterEqual:
  case ExprKind::In:
  case ExprKind::Matches:
    binary(expr, Level::Coalesce, Level::Coalesce);
    return;
  case ExprKind::Add:
  case ExprKind::Subtract:
    binary(expr, Level::Sum, Level::Product);
    return;
  case ExprKind::Multiply:
    binary(expr, Level::Product, Level::Unary);
    return;
  case ExprKind::Like:
    print(expr->operand(0), Level::Coalesce);
    out_ += " like ";
    quoted(expr->text);
    return;
  case ExprKind::If:
    out_ += "if ";
    print(expr->operand(0), Level::Or);
    out_ += " then ";
    print(expr->operand(1), Level::Or);
    out_ += " else ";
    print(expr->operand(2), Level::Or);
    return;
  case ExprKind::Any:
  case ExprKind::All:
    quantifier(expr);
    return;
  case ExprKind::CountOf:
    comprehension(expr, "count");
    return;
  case ExprKind::SumOf:
    comprehension(expr, "sum");
    return;
  case ExprKind::Call:
  case ExprKind::Signal:
    out_ += expr->text;
    out_ += '(';
    list(expr->operands);
    out_ += ')';
    return;
  case ExprKind::Cast:
    print(expr->operand(0), Level::Coalesce);
    out_ += " as ";
    out_ += ir::print(expr->type->isOptional() ? expr->type->element : expr->type);
    return;
  case ExprKind::History:
    history(expr);
    return;
  }
}

} // namespace

std::string print(const Expr *expr) {
  Printer printer;
  printer.print(expr, Level::Whole);
  return printer.take();
}

bool sameText(const Expr *left, const Expr *right) { return left == right || print(left) == print(right); }

} // namespace onus::ir
