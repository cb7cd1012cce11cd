// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/builder.h"

#include <algorithm>

namespace onus::syntax {

/// `seen`, `total`, `latest`, `mentioned` and `count` with their events; without parentheses the word is a name.
TreeBuilder::Built TreeBuilder::history(const antlr4::Token *word, OnusParser::HistoryTermContext *term,
                                        const antlr4::Token *close) {
  Built callee = reference(word, nullptr);
  if (term == nullptr)
    return callee;
  Argument events;
  events.kind = Argument::Kind::Selector;
  events.selector = selector(term->events, term->denied);
  const antlr4::Token *last = term->events->stop;
  unsigned depth = 1;
  auto take = [&](OnusParser::ExprContext *context) {
    Built built = build(context);
    depth = std::max(depth, built.depth);
    return built.expr;
  };
  if (term->filter != nullptr) {
    events.where = take(term->filter);
    last = term->filter->stop;
  }
  if (term->window != nullptr) {
    events.last = duration(term->window);
    last = term->window;
  }
  if (term->scope != nullptr) {
    events.per = perKeys(term->scope);
    last = term->scope->stop;
  }
  events.range = span(term->start, last);
  std::vector<Argument> arguments{events};
  if (term->value != nullptr) {
    Argument value;
    value.value = take(term->value);
    value.range = value.value->range;
    arguments.push_back(value);
  }
  return call(callee, std::move(arguments), depth + 1, close);
}

llvm::ArrayRef<Expr *> TreeBuilder::perKeys(OnusParser::PerKeyContext *context) {
  if (auto *several = alternative<OnusParser::PerSeveralContext>(context))
    return exprs(several->keys);
  OnusParser::PerPathContext *path = static_cast<OnusParser::PerOneContext *>(context)->key;
  Built built = reference(path->word->start, path->call);
  for (OnusParser::SuffixContext *next : path->suffixes)
    built = suffix(built, next);
  return keep(std::vector<Expr *>{built.expr});
}

TreeBuilder::Built TreeBuilder::counting(OnusParser::CountingContext *context) {
  if (context->body == nullptr)
    return reference(context->start, nullptr);
  if (auto *events = alternative<OnusParser::CountEventsContext>(context->body))
    return history(context->start, events->term, context->stop);
  auto *items = static_cast<OnusParser::CountItemsContext *>(context->body);
  unsigned depth = 1;
  Argument argument = comprehension(items->variable, items->domain, items->filter, depth);
  argument.range = range(items);
  return call(reference(context->start, nullptr), {argument}, depth + 1, context->stop);
}

TreeBuilder::Built TreeBuilder::summing(OnusParser::SummingContext *context) {
  Built callee = reference(context->start, nullptr);
  if (context->variable == nullptr)
    return callee;
  unsigned depth = 1;
  Argument items = comprehension(context->variable, context->domain, context->filter, depth);
  const antlr4::ParserRuleContext *last = context->domain;
  if (context->filter != nullptr)
    last = context->filter;
  items.range = span(context->variable->start, last->stop);
  Built built = build(context->value);
  Argument value;
  value.value = built.expr;
  value.range = built.expr->range;
  return call(callee, {items, value}, 1 + std::max(depth, built.depth), context->stop);
}

Argument TreeBuilder::comprehension(const antlr4::ParserRuleContext *variable, OnusParser::SubjectContext *domain,
                                    OnusParser::ExprContext *filter, unsigned &depth) {
  Argument argument;
  argument.kind = Argument::Kind::Comprehension;
  argument.variable = name(variable);
  Built list = subject(domain);
  argument.value = list.expr;
  depth = std::max(depth, list.depth);
  if (filter != nullptr) {
    Built where = build(filter);
    argument.where = where.expr;
    depth = std::max(depth, where.depth);
  }
  return argument;
}

Selector *TreeBuilder::selector(OnusParser::SelectorContext *context, const antlr4::Token *denied) {
  auto *selector = arena_.make<Selector>();
  selector->range = denied == nullptr ? range(context) : span(denied, context->stop);
  selector->denied = denied != nullptr;
  selector->event = eventKind(asWord(context->start).kind());
  if (auto *action = alternative<OnusParser::ActionSelectorContext>(context))
    selectorTarget(action->what, *selector);
  return selector;
}

void TreeBuilder::selectorTarget(OnusParser::SelectorTargetContext *context, Selector &selector) {
  if (alternative<OnusParser::EveryToolContext>(context) != nullptr) {
    selector.form = Selector::Form::All;
    return;
  }
  if (auto *effects = alternative<OnusParser::ToolsByEffectContext>(context)) {
    selector.form = Selector::Form::Effects;
    selector.effects = paths(effects->effects);
    return;
  }
  bool star = false;
  selector.target = toolPath(static_cast<OnusParser::ToolByNameContext *>(context)->tool, &star);
  selector.form = star ? Selector::Form::Surface : Selector::Form::Tool;
}

Path TreeBuilder::toolPath(OnusParser::ToolPathContext *context, bool *star) {
  llvm::SmallVector<Name, 4> names{name(context->first)};
  for (OnusParser::ToolPartContext *part : context->parts) {
    if (alternative<OnusParser::PartStarContext>(part) == nullptr) {
      names.push_back(name(part));
      continue;
    }
    if (star != nullptr)
      *star = true;
    if (star == nullptr)
      misplaced(range(part), "one tool is named here, not all of a surface", "");
    else if (part != context->parts.back())
      misplaced(range(part), "`*` stands for every tool of the surface: nothing follows it", "");
  }
  return path(names);
}

} // namespace onus::syntax
