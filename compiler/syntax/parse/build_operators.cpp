// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/build_fold.h"

namespace onus::syntax {

using diagnostics::Applicability;
using diagnostics::Kind;

namespace {

// What binds tighter has the greater number; grammar/README.md has the same table.
constexpr int orLevel = 1, andLevel = 2, notLevel = 3, comparisonLevel = 4, coalesceLevel = 5, addLevel = 6,
              multiplyLevel = 7, negateLevel = 8;

struct OperatorInfo {
  BinaryOp op;
  int precedence;
};

OperatorInfo operatorInfo(TokenKind kind) {
  switch (kind) {
  case TokenKind::Or:
    return {BinaryOp::Or, orLevel};
  case TokenKind::And:
    return {BinaryOp::And, andLevel};
  case TokenKind::NotEqual:
    return {BinaryOp::NotEqual, comparisonLevel};
  case TokenKind::Less:
    return {BinaryOp::Less, comparisonLevel};
  case TokenKind::LessEqual:
    return {BinaryOp::LessEqual, comparisonLevel};
  case TokenKind::Greater:
    return {BinaryOp::Greater, comparisonLevel};
  case TokenKind::GreaterEqual:
    return {BinaryOp::GreaterEqual, comparisonLevel};
  case TokenKind::In:
    return {BinaryOp::In, comparisonLevel};
  case TokenKind::Matches:
    return {BinaryOp::Matches, comparisonLevel};
  case TokenKind::Like:
    return {BinaryOp::Like, comparisonLevel};
  case TokenKind::Coalesce:
    return {BinaryOp::Coalesce, coalesceLevel};
  case TokenKind::Plus:
    return {BinaryOp::Add, addLevel};
  case TokenKind::Minus:
    return {BinaryOp::Subtract, addLevel};
  case TokenKind::Star:
    return {BinaryOp::Multiply, multiplyLevel};
  default:
    return {BinaryOp::Equal, comparisonLevel};
  }
}

} // namespace

TreeBuilder::Built TreeBuilder::build(OnusParser::ExprContext *context) {
  if (auto *choice = alternative<OnusParser::ConditionalContext>(context))
    return conditional(choice, choice->condition, choice->positive, choice->negative);
  auto *operation = static_cast<OnusParser::OperationContext *>(context);
  OnusParser::OperandContext *first = operation->operands.front();
  if (operation->operators.empty() && first->prefixes.empty())
    return postfix(first->base, first->word, first->call, first->suffixes, first->shape);
  Fold fold;
  feed(fold, operation->operators, operation->operands, 0);
  return fold.operands.back();
}

TreeBuilder::Built TreeBuilder::build(OnusParser::StepExprContext *context) {
  if (auto *choice = alternative<OnusParser::StepConditionalContext>(context))
    return conditional(choice, choice->condition, choice->positive, choice->negative);
  auto *operation = static_cast<OnusParser::StepOperationContext *>(context);
  OnusParser::StepOperandContext *first = operation->first;
  Fold fold;
  pushPrefixes(fold, first->prefixes);
  fold.operands.push_back(postfix(first->base, nullptr, nullptr, first->suffixes, first->shape));
  feed(fold, operation->operators, operation->operands, 1);
  return fold.operands.back();
}

TreeBuilder::Built TreeBuilder::conditional(antlr4::ParserRuleContext *whole, OnusParser::ExprContext *condition,
                                            OnusParser::ExprContext *positive, OnusParser::ExprContext *negative) {
  auto *choice = makeExpr<IfExpr>(range(whole));
  Built test = build(condition), then = build(positive), otherwise = build(negative);
  choice->condition = test.expr;
  choice->then = then.expr;
  choice->otherwise = otherwise.expr;
  return limited(choice, 1 + std::max({test.depth, then.depth, otherwise.depth}));
}

/// Takes in the operators and the operands from `skip` on, and folds all that is left.
void TreeBuilder::feed(Fold &fold, const std::vector<antlr4::Token *> &operators,
                       const std::vector<OnusParser::OperandContext *> &operands, size_t skip) {
  for (size_t i = 0; i < operands.size(); ++i) {
    if (i + skip > 0)
      pushOperator(fold, operators[i + skip - 1]);
    OnusParser::OperandContext *operand = operands[i];
    pushPrefixes(fold, operand->prefixes);
    fold.operands.push_back(postfix(operand->base, operand->word, operand->call, operand->suffixes, operand->shape));
  }
  while (!fold.operators.empty())
    reduce(fold);
}

void TreeBuilder::pushPrefixes(Fold &fold, const std::vector<OnusParser::PrefixContext *> &prefixes) {
  bool quantified = false;
  for (OnusParser::PrefixContext *prefix : prefixes) {
    Pending next;
    next.range = range(prefix);
    next.quantifier = alternative<OnusParser::PrefixQuantifierContext>(prefix);
    bool negate = alternative<OnusParser::PrefixMinusContext>(prefix) != nullptr;
    next.form = next.quantifier != nullptr ? Pending::Form::Quantifier
                : negate                   ? Pending::Form::Negate
                                           : Pending::Form::Not;
    next.precedence = negate ? negateLevel : notLevel;
    // More of them are an expression that is too long, and that is said elsewhere.
    constexpr size_t slip = 4;
    if (prefixes.size() > 1 && prefixes.size() <= slip && prefix == prefixes[1] && next.form == Pending::Form::Not &&
        fold.operators.back().form == Pending::Form::Not)
      misplaced(next.range, "the second `not` takes back the first one", "write `not` once, or leave both out");
    // `a == not b` and `- not b` read as if `not` took in less than it does; a quantifier inside another one as if the
    // outer one ended where the inner one does.
    bool inner = next.quantifier != nullptr && quantified;
    if (inner || (!fold.operators.empty() && fold.operators.back().precedence > next.precedence))
      fold.wrap.push_back({next.range, fold.operators.size()});
    quantified |= next.quantifier != nullptr;
    fold.operators.push_back(next);
  }
}

void TreeBuilder::pushOperator(Fold &fold, const antlr4::Token *token) {
  OperatorInfo info = operatorInfo(asWord(token).kind());
  auto above = [&](const Pending &top) {
    if (info.op == BinaryOp::Coalesce)
      return top.precedence > info.precedence;
    return top.precedence >= info.precedence;
  };
  while (!fold.operators.empty() && above(fold.operators.back())) {
    const Pending &top = fold.operators.back();
    if (info.precedence == comparisonLevel && top.precedence == comparisonLevel)
      reporter_.report<Kind::ComparisonChain>(range(token))
          .related(top.range, "this comparison has its value already")
          .help("compare twice and join the two with `and`");
    reduce(fold);
  }
  Pending next;
  next.op = info.op;
  next.precedence = info.precedence;
  next.range = range(token);
  fold.operators.push_back(next);
}

void TreeBuilder::needsParentheses(Range where, Range wrapped) {
  llvm::StringRef word = textOf(where).take_until([](char c) { return c == ' ' || c == '\n'; });
  diagnostics::Fix fix{"put it in parentheses",
                       Applicability::MachineApplicable,
                       {{{file_, wrapped.begin, wrapped.begin}, "("}, {{file_, wrapped.end, wrapped.end}, ")"}}};
  reporter_.report<Kind::ParenthesesNeeded>(where, fmt::format("`{}`", word)).fix(std::move(fix));
}

/// Gives the topmost operator its operands.
void TreeBuilder::reduce(Fold &fold) {
  Pending top = fold.operators.back();
  fold.operators.pop_back();
  if (top.form == Pending::Form::Binary)
    return reduceBinary(fold, top);
  Built body = fold.operands.back();
  Range outer = source::join(top.range, body.outer);
  if (!fold.wrap.empty() && fold.wrap.back().level == fold.operators.size()) {
    needsParentheses(fold.wrap.back().where, outer);
    fold.wrap.pop_back();
  }
  Expr *whole = nullptr;
  unsigned depth = body.depth + 1;
  if (top.quantifier != nullptr) {
    auto *quantifier = makeExpr<QuantifierExpr>(outer);
    Built list = subject(top.quantifier->domain);
    quantifier->all = asWord(top.quantifier->which).kind() == TokenKind::All;
    quantifier->variable = name(top.quantifier->variable);
    quantifier->list = list.expr;
    quantifier->body = body.expr;
    depth = 1 + std::max(body.depth, list.depth);
    whole = quantifier;
  } else {
    auto *unary = makeExpr<UnaryExpr>(outer);
    unary->op = top.form == Pending::Form::Not ? UnaryOp::Not : UnaryOp::Negate;
    unary->operand = body.expr;
    whole = unary;
  }
  fold.operands.back() = limited(whole, depth);
}

void TreeBuilder::reduceBinary(Fold &fold, const Pending &top) {
  Built right = fold.operands.back();
  fold.operands.pop_back();
  Built left = fold.operands.back();
  auto *binary = makeExpr<BinaryExpr>(source::join(left.outer, right.outer));
  binary->op = top.op;
  binary->left = left.expr;
  binary->right = right.expr;
  binary->opRange = top.range;
  fold.operands.back() = limited(binary, 1 + std::max(left.depth, right.depth));
}

/// The expression, unless it became deeper than what walks over it can bear.
TreeBuilder::Built TreeBuilder::limited(Expr *expr, unsigned depth) {
  if (depth <= limits_.length)
    return {expr, depth, expr->range};
  if (!tooLong_)
    reporter_.report<Kind::ExpressionTooLong>(expr->range, limits_.length)
        .help("name parts of it with `let`, or put the values in a list and use `in`");
  tooLong_ = true;
  return {makeExpr<ErrorExpr>(expr->range), 0, expr->range};
}

} // namespace onus::syntax
