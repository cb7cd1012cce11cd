// SPDX-License-Identifier: Apache-2.0
#include "lint/steps.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::lint {

using syntax::Step;

namespace {

constexpr size_t longest = 160;

/// `args.amount` as the members that lead to it; nothing where the expression is no such path.
std::optional<std::vector<llvm::StringRef>> argumentPath(const ir::Expr *expr) {
  std::vector<llvm::StringRef> names;
  for (; expr->kind == ir::ExprKind::Member; expr = expr->operand(0))
    names.insert(names.begin(), expr->text);
  if (expr->kind != ir::ExprKind::Root || expr->text != "args" || names.empty())
    return std::nullopt;
  return names;
}

/// The number that stands in a literal at the end of a path, as far as it is written there.
const syntax::Expr *written(const syntax::Expr *value, llvm::ArrayRef<llvm::StringRef> path) {
  for (llvm::StringRef name : path) {
    const auto *record = llvm::dyn_cast_or_null<syntax::RecordExpr>(value);
    if (!record)
      return nullptr;
    auto member =
        llvm::find_if(record->members, [&](const syntax::MemberInit &each) { return each.name.text == name; });
    if (member == record->members.end())
      return nullptr;
    value = member->value;
  }
  return value && (value->kind == syntax::Expr::Kind::Int || value->kind == syntax::Expr::Kind::Decimal) ? value
                                                                                                         : nullptr;
}

bool selects(const check::System &system, const check::Guardrail &guardrail, const check::Tool *tool) {
  for (const check::TypedGuardrail &typed : system.guardrails)
    if (typed.guardrail == &guardrail)
      for (const check::TypedSelector &selector : typed.on)
        if (selector.event == ir::EventKind::Call && llvm::is_contained(selector.tools, tool))
          return true;
  return false;
}

/// The text on one line; empty where it is long.
std::string onOneLine(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 32> words;
  llvm::SplitString(text, words, " \t\r\n");
  std::string line = llvm::join(words, " ");
  return line.size() <= longest ? line : "";
}

} // namespace

std::string stepWith(const Limit &limit, const check::Guardrail &guardrail, const std::string &value,
                     const check::Program &program, const source::SourceManager &sources) {
  if (limit.read->kind == ir::ExprKind::Signal)
    return "signal " + llvm::StringRef(limit.read->text).rsplit('.').second.str() + " " + value;
  auto path = argumentPath(limit.read);
  if (!path)
    return {};
  for (const check::TypedTest &test : program.tests)
    for (const check::TypedStep &step : test.steps) {
      bool calls = step.syntax->kind == Step::Kind::Event && step.syntax->event == syntax::EventKind::Call;
      if (!calls || !step.tool || !selects(*test.system, guardrail, step.tool))
        continue;
      const syntax::Expr *number = written(step.syntax->value, *path);
      if (!number)
        continue;
      llvm::StringRef whole = sources.text(step.syntax->range);
      size_t before = number->range.begin - step.syntax->range.begin, size = number->range.end - number->range.begin;
      return onOneLine(whole.take_front(before).str() + value + whole.drop_front(before + size).str());
    }
  return {};
}

std::string nearest(const Limit &limit) {
  auto above = limit.tested.upper_bound(limit.value);
  std::string text;
  if (auto below = limit.tested.lower_bound(limit.value); below != limit.tested.begin())
    text = limit.show(*std::prev(below));
  auto add = [&](int64_t value) { text += (text.empty() ? "" : ", ") + limit.show(value); };
  if (limit.hasValue())
    add(limit.value);
  if (above != limit.tested.end())
    add(*above);
  return text;
}

} // namespace onus::lint
