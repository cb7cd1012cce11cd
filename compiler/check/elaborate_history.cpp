// SPDX-License-Identifier: Apache-2.0
#include "check/elaborator.h"
#include "check/frame.h"
#include "check/paths.h"

#include "llvm/ADT/STLExtras.h"

/// History terms (S18 to S25). Each becomes a slot of the system; terms that ask the same share one.
namespace onus::check {

using diagnostics::Kind;
using ir::ExprKind;
using ir::HistoryOp;
using ir::TypeKind;
using syntax::Argument;

namespace {
constexpr int64_t mentionedBytes = 16 * 1024;

std::optional<syntax::EventKind> eventWord(llvm::StringRef name) {
  using K = syntax::EventKind;
  for (K kind : {K::Start, K::Input, K::Prompt, K::Completion, K::Call, K::Result, K::Output, K::Handoff, K::Memory})
    if (name == syntax::word(kind))
      return kind;
  return std::nullopt;
}

bool takesValue(HistoryOp op) {
  return op == HistoryOp::Total || op == HistoryOp::Latest || op == HistoryOp::Mentioned;
}

bool readsRoot(const ir::Expr *expr, llvm::StringRef root) {
  bool found = false;
  ir::walk(expr, [&](const ir::Expr *part) { found |= part->kind == ExprKind::Root && part->text == root; });
  return found;
}
} // namespace

/// The selector of a history term. The bare word `input` is one too.
const syntax::Selector *Elaborator::selectorOf(const Argument &argument) {
  if (argument.kind == Argument::Kind::Selector)
    return argument.selector;
  auto *word = argument.kind == Argument::Kind::Value ? llvm::dyn_cast<syntax::NameExpr>(argument.value) : nullptr;
  auto event = word ? eventWord(word->name) : std::nullopt;
  if (!event)
    return nullptr;
  auto *selector = arena_.make<syntax::Selector>();
  selector->range = word->range;
  selector->event = *event;
  return selector;
}

bool Elaborator::historyForm(HistoryOp op, const syntax::CallExpr *expr) {
  std::string name = ir::word(op).str();
  if (expr->arguments.empty() || !selectorOf(expr->arguments[0])) {
    report<Kind::HistoryForm>(expr->range, name, "begins with the events that it looks at")
        .help("for instance `" + name + "(call that EFFECT" + (takesValue(op) ? ", …)`" : ")`"));
    return false;
  }
  size_t wanted = takesValue(op) ? 2 : 1;
  bool plain = expr->arguments.size() < 2 || expr->arguments[1].kind == Argument::Kind::Value;
  if (expr->arguments.size() != wanted || !plain) {
    llvm::StringRef what = op == HistoryOp::Mentioned ? "takes the events and the value to look for"
                           : takesValue(op)           ? "takes the events and a path of them"
                                                      : "takes the events and nothing else";
    report<Kind::HistoryForm>(expr->range, name, what);
    return false;
  }
  const Argument &first = expr->arguments[0];
  if (op == HistoryOp::Mentioned && (first.where || first.last || !first.per.empty())) {
    report<Kind::HistoryForm>(first.range, name, "looks at the whole session: it takes no `where`, `last` or `per`");
    return false;
  }
  const syntax::Selector *selector = selectorOf(first);
  if (selector->denied && op != HistoryOp::Count) {
    report<Kind::HistoryForm>(selector->range, name, "does not see what was denied")
        .help("denied events are only counted: `count(denied …)`");
    return false;
  }
  return true;
}

/// Elaborates in the scope of an earlier event: nothing of the current one is seen or known there.
template <typename Work>
auto Elaborator::inEarlierEvent(const Scope &earlier, Work work) {
  FrameGuard frame(*this);
  FactsGuard facts(*this);
  facts_.clear();
  frame_.scope = &earlier;
  frame_.historyBarrier = locals_.size();
  unsigned outside = quantifiers_;
  quantifiers_ = 0;
  auto result = work();
  quantifiers_ = outside;
  return result;
}

const ir::Expr *Elaborator::history(HistoryOp op, const syntax::CallExpr *expr) {
  const Scope &scope = *frame_.scope;
  if (!historyForm(op, expr))
    return bad(expr->range);
  if (frame_.declaration)
    return bad(expr->range);
  if (!scope.slots || !scope.system || scope.inHistory) {
    report<Kind::HistoryUnavailable>(expr->range)
        .label(scope.inHistory ? "an earlier event's own history is not kept" : "there is no event here");
    return bad(expr->range);
  }
  const Argument &first = expr->arguments[0];
  auto meaning = resolveSelector(context_.program, context_.reporter, *frame_.file, *scope.system, *selectorOf(first));
  if (!meaning || !selectsSomething(*meaning))
    return bad(expr->range);
  ir::Slot slot;
  slot.op = op;
  slot.denied = meaning->typed.syntax->denied;
  slot.event = meaning->typed.event;
  for (const Tool *tool : meaning->typed.tools)
    slot.tools.push_back(tool->qualified);
  if (op == HistoryOp::Mentioned && !selectsEvents(slot, expr, first.range))
    return bad(expr->range);

  Scope earlier;
  earlier.file = frame_.file;
  earlier.system = scope.system;
  earlier.events = {slot.event};
  earlier.tools = meaning->typed.tools;
  earlier.allTools = meaning->typed.form == syntax::Selector::Form::All;
  earlier.effects = sharedEffects(meaning->typed.tools);
  earlier.inHistory = true;
  earlier.patternUse = scope.patternUse;
  std::vector<const ir::Expr *> operands;
  if (!slotKeys(slot, first, earlier, operands) || !checkWindow(slot, first))
    return bad(expr->range);
  bool filled = inEarlierEvent(earlier, [&] { return fillSlot(slot, expr, *meaning); });
  if (!filled)
    return bad(expr->range);
  if (op == HistoryOp::Mentioned) {
    operands.push_back(stringArgument(expr->arguments[1].value));
    slot.capacity = mentionedBytes;
    if (operands.back()->type->isError())
      return bad(expr->range);
  }
  slot.text = slotText(slot, *meaning->typed.syntax, *meaning);
  const ir::Type *type = historyType(slot);
  std::string text = slot.text;
  return make(ExprKind::History, type, expr->range, operands, text, slotNumber(std::move(slot)));
}

/// A history of tools that the system has not is always empty: what asks for it could never fire, or always would.
bool Elaborator::selectsSomething(const SelectorMeaning &meaning) {
  if (!hasTools(meaning.typed.event) || !meaning.typed.tools.empty())
    return true;
  const System &system = *frame_.scope->system;
  auto broken = [&](const syntax::Decl *decl) { return context_.program.broken.contains(decl); };
  bool whole = llvm::none_of(system.surfaces, [&](const Surface *surface) { return broken(surface->decl); });
  if (!whole || !system.symbol || broken(system.decl)) // a tool may have got lost with what was reported
    return false;
  Range range = meaning.typed.syntax->range;
  report<Kind::HistorySelectsNothing>(range, context_.program.sources->text(range),
                                      "system `" + system.symbol->name + "`")
      .label("no such event can have been seen")
      .related(system.decl->name.range, "the system enforces the guardrail")
      .help("leave the term out, or give the system the surface whose tools are meant");
  return false;
}

/// `mentioned` looks into texts, which not every event has.
bool Elaborator::selectsEvents(const ir::Slot &slot, const syntax::CallExpr *, Range range) {
  if (hasText(slot.event) || slot.event == ir::EventKind::Result)
    return true;
  report<Kind::HistoryForm>(range, "mentioned",
                            "looks into texts, and `" + ir::word(slot.event).str() + "` events have none")
      .help("look into `input`, `output` or `result *`, for instance");
  return false;
}

/// `where` and the path, elaborated over the earlier event.
bool Elaborator::fillSlot(ir::Slot &slot, const syntax::CallExpr *expr, const SelectorMeaning &meaning) {
  const Argument &first = expr->arguments[0];
  if (first.where) {
    slot.where = condition(first.where);
    if (slot.where->type->isError())
      return false;
    assume(slot.where, true);
    slot.readsResult |= readsRoot(slot.where, "result") || readsRoot(slot.where, "error");
  }
  if (slot.op == HistoryOp::Total || slot.op == HistoryOp::Latest) {
    const syntax::Expr *path = expr->arguments[1].value;
    slot.path = present(path);
    if (slot.path->type->isError())
      return false;
    if (slot.op == HistoryOp::Total && !slot.path->type->isNumber()) {
      mismatch(slot.path, simple(TypeKind::Decimal), path->range);
      return false;
    }
    slot.readsResult |= readsRoot(slot.path, "result");
  }
  for (const Tool *tool : meaning.typed.tools) {
    bool none = false;
    for (const ir::Expr *part : {slot.where, slot.path})
      none |= part && bindsToNone(*tool, part);
    if (none)
      slot.notFor.push_back(tool->qualified);
  }
  return true;
}

/// A path over an earlier event, in which an optional needs no test: where it is absent the event does not count.
const ir::Expr *Elaborator::lenientPath(const syntax::Expr *expr) {
  auto *path = llvm::dyn_cast<syntax::MemberExpr>(expr);
  std::vector<syntax::Name> names;
  if (!path || (dotted(expr, names) && !meansValue(names.front().text)))
    return raw(expr, nullptr);
  const ir::Expr *base = lenientPath(path->base);
  if (!base->type->isOptional())
    return select(base, path->member, expr->range);
  const ir::Expr *node = select(retyped(base, base->type->element), path->member, expr->range);
  if (node->type->isError() || node->kind != ExprKind::Member)
    return node;
  return make(ExprKind::Member, types_.optional(node->type), expr->range, {base}, node->text);
}

/// The keys of `per`: paths that the current event and the earlier ones have.
bool Elaborator::slotKeys(ir::Slot &slot, const Argument &argument, const Scope &earlier,
                          std::vector<const ir::Expr *> &current) {
  for (const syntax::Expr *key : argument.per) {
    const ir::Expr *now = present(key);
    const ir::Expr *then = inEarlierEvent(earlier, [&] { return lenientPath(key); });
    if (now->type->isError() || then->type->isError())
      return false;
    if (!isPath(now) || !isPath(then)) {
      report<Kind::HistoryKey>(key->range, written(key))
          .label("a key is a path of the event, such as `context.user.id`");
      return false;
    }
    if (slot.event == ir::EventKind::Result && (readsRoot(then, "result") || readsRoot(then, "error"))) {
      report<Kind::HistoryKey>(key->range, written(key))
          .label("it reads the result")
          .note("a call whose result is still to come counts too, and its key is known by the call alone");
      return false;
    }
    const ir::Type *left = types_.withoutSensitive(types_.withoutOptional(now->type));
    const ir::Type *right = types_.withoutSensitive(types_.withoutOptional(then->type));
    bool scalar = left->isStringLike() || left->kind == TypeKind::Int || left->kind == TypeKind::Bool ||
                  left->kind == TypeKind::Ip || left->kind == TypeKind::Date;
    bool unions = left->kind == TypeKind::Union && right->kind == TypeKind::Union;
    bool meet = unions
                    ? llvm::any_of(left->literals, [&](auto each) { return llvm::is_contained(right->literals, each); })
                    : ir::assignable(left, right) || ir::assignable(right, left);
    if (!scalar || !meet) {
      report<Kind::HistoryKey>(key->range, written(key))
          .label(scalar ? "it is `" + ir::print(left) + "` here and `" + ir::print(right) + "` in the earlier events"
                        : "its type is `" + ir::print(left) +
                              "`, and a key is a text, a whole number, a date or an address");
      return false;
    }
    current.push_back(now);
    slot.per.push_back(then);
  }
  if (argument.last)
    slot.last = argument.last->value;
  return true;
}

/// `last` is required where `per` leaves the session (S20).
bool Elaborator::checkWindow(const ir::Slot &slot, const Argument &argument) {
  if (argument.last && argument.last->value == 0) {
    report<Kind::DurationEmpty>(argument.last->range, written(argument.last->range), "no event lies within it")
        .help("say how far back, for instance `last 24h`");
    return false;
  }
  bool session =
      slot.per.empty() || llvm::any_of(slot.per, [](const ir::Expr *key) { return ir::print(key) == "session.id"; });
  if (slot.last || session)
    return true;
  Range range = source::join(argument.per.front()->range, argument.per.back()->range);
  report<Kind::HistoryLastMissing>(range)
      .note("what lies beyond a session never ends, and state is bounded")
      .help("say how far back, for instance `last 24h` before `per`, or add `session.id` to the keys");
  return false;
}

/// Two terms with the same text ask the same.
std::string Elaborator::slotText(const ir::Slot &slot, const syntax::Selector &, const SelectorMeaning &meaning) {
  std::string out = ir::word(slot.op).str() + "(" + print(meaning);
  if (slot.where)
    out += " where " + ir::print(slot.where);
  if (slot.last)
    out += " last " + formatDuration(*slot.last);
  for (size_t at = 0; at < slot.per.size(); ++at)
    out += (at ? ", " : slot.per.size() > 1 ? " per (" : " per ") + ir::print(slot.per[at]);
  if (slot.per.size() > 1)
    out += ")";
  if (slot.path)
    out += ", " + ir::print(slot.path);
  return out + ")";
}

int64_t Elaborator::slotNumber(ir::Slot slot) {
  std::deque<ir::Slot> &slots = *frame_.scope->slots;
  for (size_t at = 0; at < slots.size(); ++at)
    if (slots[at].text == slot.text && slots[at].tools == slot.tools)
      return static_cast<int64_t>(at);
  slots.push_back(std::move(slot));
  return static_cast<int64_t>(slots.size() - 1);
}

const ir::Type *Elaborator::historyType(const ir::Slot &slot) {
  switch (slot.op) {
  case HistoryOp::Seen:
  case HistoryOp::Mentioned:
    return simple(TypeKind::Bool);
  case HistoryOp::Count:
    return simple(TypeKind::Int);
  case HistoryOp::Total:
    return slot.path->type;
  case HistoryOp::Latest:
    return types_.optional(slot.path->type);
  }
  return types_.error();
}

} // namespace onus::check
