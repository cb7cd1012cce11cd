// SPDX-License-Identifier: Apache-2.0
#include "syntax/literals.h"
#include "syntax/parse/builder.h"

#include <algorithm>

namespace onus::syntax {

using diagnostics::Kind;

llvm::ArrayRef<Expr *> TreeBuilder::exprs(const std::vector<OnusParser::ExprContext *> &contexts) {
  std::vector<Expr *> all;
  for (OnusParser::ExprContext *context : contexts)
    all.push_back(expr(context));
  return keep(all);
}

TreeBuilder::Built TreeBuilder::subject(OnusParser::SubjectContext *context) {
  return postfix(context->base, context->word, context->call, context->suffixes, nullptr);
}

TreeBuilder::Built TreeBuilder::postfix(OnusParser::AtomContext *base, OnusParser::StepWordContext *word,
                                        OnusParser::CallArgumentsContext *call,
                                        const std::vector<OnusParser::SuffixContext *> &suffixes,
                                        OnusParser::TypeContext *shape) {
  Built built = base != nullptr ? atom(base) : reference(word->start, call);
  for (OnusParser::SuffixContext *next : suffixes)
    built = suffix(built, next);
  if (shape == nullptr)
    return built;
  TypeExpr *target = type(shape);
  auto *cast = makeExpr<CastExpr>(source::join(built.outer, target->range));
  cast->operand = built.expr;
  cast->type = target;
  return limited(cast, built.depth + 1);
}

TreeBuilder::Built TreeBuilder::suffix(Built base, OnusParser::SuffixContext *context) {
  Range whole = source::join(base.outer, range(context));
  if (auto *dot = alternative<OnusParser::SuffixMemberContext>(context)) {
    Name word = name(dot->word);
    auto *member = makeExpr<MemberExpr>(source::join(base.outer, word.range));
    member->base = base.expr;
    member->member = word;
    Built callee = limited(member, base.depth + 1);
    return dot->call == nullptr ? callee : callOf(callee, dot->call);
  }
  auto *bracket = static_cast<OnusParser::SuffixIndexContext *>(context);
  if (bracket->index == nullptr) {
    auto *project = makeExpr<ProjectExpr>(whole);
    project->base = base.expr;
    return limited(project, base.depth + 1);
  }
  Built key = build(bracket->index);
  auto *index = makeExpr<IndexExpr>(whole);
  index->base = base.expr;
  index->index = key.expr;
  return limited(index, 1 + std::max(base.depth, key.depth));
}

TreeBuilder::Built TreeBuilder::atom(OnusParser::AtomContext *context) {
  switch (asWord(context->start).kind()) {
  case TokenKind::Int:
  case TokenKind::Decimal:
  case TokenKind::String:
  case TokenKind::Raw:
  case TokenKind::Duration:
  case TokenKind::Date:
  case TokenKind::Instant:
  case TokenKind::True:
  case TokenKind::False:
    return literal(context->start);
  default:
    break;
  }
  if (auto *word = alternative<OnusParser::ReferenceContext>(context))
    return reference(word->start, word->call);
  return atomOfSeveralWords(context);
}

TreeBuilder::Built TreeBuilder::atomOfSeveralWords(OnusParser::AtomContext *context) {
  if (auto *group = alternative<OnusParser::ParenthesisContext>(context)) {
    Built inner = build(group->inner);
    inner.expr->parenthesised = true;
    inner.outer = range(group);
    return inner;
  }
  if (auto *presence = alternative<OnusParser::PresenceContext>(context)) {
    Built what = build(presence->what);
    auto *has = makeExpr<HasExpr>(range(presence));
    has->operand = what.expr;
    return limited(has, what.depth + 1);
  }
  if (auto *items = alternative<OnusParser::ListLiteralContext>(context))
    return list(items);
  if (auto *members = alternative<OnusParser::RecordLiteralContext>(context))
    return recordLiteral(members);
  if (auto *count = alternative<OnusParser::CountingContext>(context))
    return counting(count);
  if (auto *sum = alternative<OnusParser::SummingContext>(context))
    return summing(sum);
  auto *term = static_cast<OnusParser::HistoryContext *>(context);
  return history(term->start, term->term, term->stop);
}

TreeBuilder::Built TreeBuilder::literal(const antlr4::Token *token) {
  Range where = range(token);
  auto with = [&](auto *node, auto value) {
    node->value = value;
    return Built{node, 1, where};
  };
  switch (asWord(token).kind()) {
  case TokenKind::True:
    return with(makeExpr<BoolExpr>(where), true);
  case TokenKind::False:
    return with(makeExpr<BoolExpr>(where), false);
  case TokenKind::Int:
    return with(makeExpr<IntExpr>(where), integer(token).value);
  case TokenKind::String:
    return with(makeExpr<StringExpr>(where), string(token).value);
  case TokenKind::Duration:
    return with(makeExpr<DurationExpr>(where), duration(token).value);
  case TokenKind::Date:
    return with(makeExpr<DateExpr>(where), date(token).value);
  case TokenKind::Instant:
    return with(makeExpr<InstantExpr>(where), instant(token).value);
  case TokenKind::Raw: {
    llvm::StringRef body = quotedBody(textOf(where));
    bool plain = !body.contains("\\\"");
    return with(makeExpr<PatternExpr>(where), plain ? body : arena_.text(unescapePattern(body)));
  }
  default:
    break;
  }
  std::string digits = digitsOf(token);
  std::optional<Decimal> value = Decimal::parse(digits);
  if (!value && !known(token))
    reporter_.report<Kind::LiteralOutOfRange>(where, textOf(where),
                                              "a `decimal`, which has four digits after the point");
  return with(makeExpr<DecimalExpr>(where), value.value_or(Decimal{}));
}

/// Says so where a comma follows the opening bracket or another comma.
void TreeBuilder::emptyItems(antlr4::ParserRuleContext *context, const char *what) {
  uint32_t last = asWord(context->stop).index();
  unsigned depth = 0;
  for (uint32_t i = asWord(context->start).index() + 1; i < last; ++i) {
    TokenKind before = words_[i - 1].kind;
    bool opens = before == TokenKind::LParen || before == TokenKind::LBrack || before == TokenKind::LBrace;
    bool closes = before == TokenKind::RParen || before == TokenKind::RBrack || before == TokenKind::RBrace;
    depth += opens ? 1 : 0;
    depth -= closes ? 1 : 0;
    if (words_[i].kind != TokenKind::Comma || depth != 1 || (before != TokenKind::Comma && !opens))
      continue;
    Range comma{file_, words_[i].begin, words_[i].end};
    reporter_.report<Kind::EmptyItem>(comma, what).fix("remove the comma", comma, "");
    return;
  }
}

TreeBuilder::Built TreeBuilder::list(OnusParser::ListLiteralContext *context) {
  auto *list = makeExpr<ListExpr>(range(context));
  std::vector<Expr *> items;
  unsigned depth = 0;
  for (OnusParser::ExprContext *item : context->items) {
    Built built = build(item);
    items.push_back(built.expr);
    depth = std::max(depth, built.depth);
  }
  list->items = keep(items);
  emptyItems(context, "an item of the list");
  return limited(list, depth + 1);
}

TreeBuilder::Built TreeBuilder::recordLiteral(OnusParser::RecordLiteralContext *context) {
  auto *record = makeExpr<RecordExpr>(range(context));
  std::vector<MemberInit> members;
  unsigned depth = 0;
  auto add = [&](const antlr4::ParserRuleContext *key, OnusParser::ExprContext *value) {
    Built built = build(value);
    members.push_back({name(key), built.expr});
    depth = std::max(depth, built.depth);
  };
  for (OnusParser::MemberRunContext *run : context->runs) {
    add(run->first->key, run->first->value);
    for (OnusParser::LooseMemberContext *member : run->rest)
      add(member->key, member->value);
  }
  record->members = keep(members);
  emptyItems(context, "a member");
  return limited(record, depth + 1);
}

TreeBuilder::Built TreeBuilder::reference(const antlr4::Token *word, OnusParser::CallArgumentsContext *call) {
  auto *name = makeExpr<NameExpr>(range(word));
  name->name = textOf(name->range);
  Built callee{name, 1, name->range};
  return call == nullptr ? callee : callOf(callee, call);
}

TreeBuilder::Built TreeBuilder::callOf(Built callee, OnusParser::CallArgumentsContext *context) {
  std::vector<Argument> arguments;
  unsigned depth = callee.depth;
  for (OnusParser::ExprContext *item : context->items) {
    Built value = build(item);
    Argument argument;
    argument.range = value.expr->range;
    argument.value = value.expr;
    arguments.push_back(argument);
    depth = std::max(depth, value.depth);
  }
  return call(callee, std::move(arguments), depth + 1, context->stop);
}

TreeBuilder::Built TreeBuilder::call(Built callee, std::vector<Argument> arguments, unsigned depth,
                                     const antlr4::Token *close) {
  auto *call = makeExpr<CallExpr>(source::join(callee.outer, range(close)));
  call->callee = callee.expr;
  call->arguments = keep(arguments);
  return limited(call, depth);
}

} // namespace onus::syntax
