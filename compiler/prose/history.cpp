// SPDX-License-Identifier: Apache-2.0
#include "prose/lexicon.h"
#include "prose/speaker.h"
#include "prose/words.h"

#include "llvm/ADT/STLExtras.h"

/// History terms (S18 to S25).
namespace onus::prose {

using ir::Expr;
using ir::HistoryOp;

namespace {

/// The effects that a slot's selector names; a slot keeps it as text, `count(call that std.effects.x last 1h)`.
std::vector<std::string> effectsOf(const ir::Slot &slot) {
  llvm::StringRef rest = llvm::StringRef(slot.text).split('(').second;
  rest.consume_front("denied ");
  rest.consume_front(ir::word(slot.event));
  std::vector<std::string> effects;
  if (!rest.consume_front(" that "))
    return effects;
  do {
    llvm::StringRef name = rest.take_until([](char c) { return c == ' ' || c == ',' || c == ')'; });
    effects.push_back(name.rsplit('.').second.empty() ? name.str() : name.rsplit('.').second.str());
    rest = rest.drop_front(name.size());
  } while (rest.consume_front(" and "));
  return effects;
}

} // namespace

std::string Speaker::events(const ir::Slot &slot) {
  std::string out = (slot.denied ? "denied " : "") + many(slot.event);
  bool hasTools = slot.event == ir::EventKind::Call || slot.event == ir::EventKind::Result;
  if (!hasTools)
    return out;
  std::vector<std::string> effects = effectsOf(slot);
  std::string selector = llvm::StringRef(slot.text).split('(').second.str();
  if (!effects.empty())
    return out + " of a tool that " + names(effects) + " (" + names(slot.tools, "or", 6) + ")";
  bool all = selector.find(" * ") != std::string::npos || selector.find(" *)") != std::string::npos ||
             selector.find(" *,") != std::string::npos;
  return out + " of " + (all ? "any tool" : names(slot.tools, "or", 6));
}

/// How far back it looks, and within what.
std::string Speaker::span(const ir::Slot &slot) {
  std::string within = slot.per.empty() ? " in this session" : "";
  for (const Expr *key : slot.per)
    if (ir::print(key) == "session.id")
      within = " in this session";
  if (!slot.last)
    return within;
  std::string window = duration(*slot.last);
  llvm::StringRef one = window;
  bool single = one.consume_front("1 ") && !one.contains(' '); // "the last hour"
  return " in the last " + (single ? one.str() : window) + within;
}

std::string Speaker::keys(const ir::Slot &slot, const Expr *expr) {
  std::vector<std::string> keys;
  for (size_t at = 0; at < slot.per.size() && at < expr->operands.size(); ++at)
    if (ir::print(slot.per[at]) != "session.id")
      keys.push_back(noun(expr->operand(at)));
  return keys.empty() ? "" : " that share " + enumerate(keys) + " with the current event";
}

std::string Speaker::condition(const ir::Slot &slot) {
  if (!slot.where)
    return "";
  earlier_ = true;
  std::string text = " for which " + inlined(claim(slot.where));
  earlier_ = false;
  return text;
}

std::string Speaker::historyNoun(const Expr *expr) {
  if (static_cast<size_t>(expr->number) >= system_.slots.size())
    return code(expr->text);
  const ir::Slot &slot = system_.slots[static_cast<size_t>(expr->number)];
  bool session = span(slot).find("session") != std::string::npos;
  std::string which = events(slot) + condition(slot) + span(slot) +
                      (session || slot.per.empty() ? "" : ", in any session,") + keys(slot, expr);
  std::string path;
  if (slot.path) {
    path = noun(slot.path);
  }
  switch (slot.op) {
  case HistoryOp::Count:
    return "the number of " + which + (slot.denied ? "" : " (the current one included)");
  case HistoryOp::Total:
    return "the total of " + path + " over all " + which + " (the current one included)";
  case HistoryOp::Latest:
    return "the latest value of " + path + " among earlier " + which;
  case HistoryOp::Seen:
  case HistoryOp::Mentioned:
    return "whether " + inlined(history(expr, false));
  }
  return code(expr->text);
}

Claim Speaker::history(const Expr *expr, bool negated) {
  if (static_cast<size_t>(expr->number) >= system_.slots.size())
    return truth(expr, negated);
  const ir::Slot &slot = system_.slots[static_cast<size_t>(expr->number)];
  if (slot.op == HistoryOp::Seen) {
    bool session = span(slot).find("session") != std::string::npos;
    return atom((negated ? "no " : "at least one of the ") + std::string("earlier ") + events(slot) + condition(slot) +
                    keys(slot, expr) + " went ahead" + span(slot) +
                    (session || slot.per.empty() ? "" : ", in any session"),
                negated);
  }
  if (slot.op == HistoryOp::Mentioned)
    return atom(
        noun(expr->operands.back()) + (negated ? " was not named in any earlier " : " was named in an earlier ") +
            [&] {
              std::string text = one(slot.event);
              llvm::StringRef rest = text;
              if (!rest.consume_front("an "))
                rest.consume_front("a ");
              bool hasTools = slot.event == ir::EventKind::Result;
              std::string of = events(slot);
              return rest.str() + (hasTools ? of.substr(many(slot.event).size()) : "");
            }() +
            " in this session",
        negated);
  return truth(expr, negated);
}

} // namespace onus::prose
