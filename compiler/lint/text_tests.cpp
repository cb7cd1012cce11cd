// SPDX-License-Identifier: Apache-2.0
#include "lint/text_tests.h"

namespace onus::lint {

using ir::Expr;
using ir::ExprKind;

namespace {

TextTest::Part partOf(llvm::StringRef &glob) {
  llvm::StringRef inner = glob;
  bool before = inner.consume_front("*"), behind = inner.consume_back("*");
  if (inner.contains('*') || (!before && !behind))
    return TextTest::Part::Glob;
  glob = inner;
  return before && behind ? TextTest::Part::Anywhere : before ? TextTest::Part::End : TextTest::Part::Start;
}

std::optional<TextTest::Part> partOfCall(llvm::StringRef function) {
  if (function == "starts_with")
    return TextTest::Part::Start;
  if (function == "ends_with")
    return TextTest::Part::End;
  return function == "contains" ? std::optional(TextTest::Part::Anywhere) : std::nullopt;
}

/// Makes tests of conditions.
class Collector {
public:
  Collector(const GuardrailReader &reader, llvm::function_ref<void(const TextTest &)> visit)
      : reader_(reader), visit_(visit) {}

  void look(const Expr &expr, Use use) {
    if (expr.kind == ExprKind::Like) {
      llvm::StringRef text = expr.text;
      TextTest::Part part = partOf(text);
      tell({&expr, expr.operand(0), part, text, expr.range, use, {}});
    } else if (expr.kind == ExprKind::Equal || expr.kind == ExprKind::NotEqual) {
      equality(expr, expr.kind == ExprKind::Equal ? use : opposite(use));
    } else if (expr.kind == ExprKind::In) {
      membership(expr, use);
    } else if (auto part = expr.kind == ExprKind::Call ? partOfCall(expr.text) : std::nullopt) {
      against(expr, expr.operand(0), expr.operand(1), *part, use);
    }
  }

private:
  void equality(const Expr &expr, Use use) {
    bool reversed = reader_.literal(expr.operand(0)).has_value();
    against(expr, expr.operand(reversed), expr.operand(!reversed), TextTest::Part::Whole, use);
  }

  void membership(const Expr &expr, Use use) {
    const Expr *list = reader_.meaning(expr.operand(1));
    if (list->kind == ExprKind::List)
      for (const Expr *item : list->operands)
        against(expr, expr.operand(0), item, TextTest::Part::Whole, use);
  }

  void against(const Expr &expr, const Expr *subject, const Expr *wanted, TextTest::Part part, Use use) {
    if (auto text = reader_.literal(wanted))
      tell({&expr, subject, part, *text, reader_.meaning(wanted)->range, use, {}});
  }

  void tell(TextTest test) {
    test.subject = reader_.meaning(test.subject);
    if (test.subject->kind == ExprKind::Call)
      test.function = test.subject->text;
    if (test.subject->type->isStringLike() && !reader_.literal(test.subject))
      visit_(test);
  }

  const GuardrailReader &reader_;
  llvm::function_ref<void(const TextTest &)> visit_;
};

} // namespace

void visitTextTests(const GuardrailReader &reader, llvm::function_ref<void(const TextTest &)> visit) {
  Collector collector(reader, visit);
  reader.walk([&](const Expr &expr, Use use) { collector.look(expr, use); });
}

} // namespace onus::lint
