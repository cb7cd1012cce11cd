// SPDX-License-Identifier: Apache-2.0
#include "prose/search.h"

#include "base/decimal.h"
#include "prose/changes.h"
#include "prose/words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <functional>

namespace onus::prose {

using ir::Expr;
using ir::ExprKind;
using ir::TypeKind;

namespace {

/// A condition that must come out true or false, taken apart into questions.
struct Wish {
  enum class Kind { Question, All, Some };
  Kind kind = Kind::All;
  size_t question = 0;
  bool wanted = true;
  std::vector<Wish> parts;
};

/// Takes conditions apart. What a `let` names is put around each part.
class Questions {
public:
  explicit Questions(Arena &arena) : arena_(arena) {}
  Wish wish(const Expr *expr, bool wanted);
  std::vector<const Expr *> take() { return std::move(questions_); }

private:
  Arena &arena_;
  std::vector<const Expr *> lets_;
  std::vector<const Expr *> questions_;
};

Wish Questions::wish(const Expr *expr, bool wanted) {
  switch (expr->kind) {
  case ExprKind::Not:
    return wish(expr->operand(0), !wanted);
  case ExprKind::And:
  case ExprKind::Or: {
    Wish out;
    out.kind = (expr->kind == ExprKind::And) == wanted ? Wish::Kind::All : Wish::Kind::Some;
    for (const Expr *operand : expr->operands)
      out.parts.push_back(wish(operand, wanted));
    return out;
  }
  case ExprKind::Let: {
    lets_.push_back(expr);
    Wish out = wish(expr->operand(1), wanted);
    lets_.pop_back();
    return out;
  }
  case ExprKind::If: {
    Wish then{Wish::Kind::All, 0, true, {wish(expr->operand(0), true), wish(expr->operand(1), wanted)}};
    Wish otherwise{Wish::Kind::All, 0, true, {wish(expr->operand(0), false), wish(expr->operand(2), wanted)}};
    return {Wish::Kind::Some, 0, true, {std::move(then), std::move(otherwise)}};
  }
  default: {
    const Expr *question = expr;
    for (const Expr *let : llvm::reverse(lets_)) {
      auto *around = arena_.make<Expr>(*let);
      around->type = expr->type;
      around->operands = arena_.copy(llvm::ArrayRef<const Expr *>({let->operand(0), question}));
      question = around;
    }
    questions_.push_back(question);
    return {Wish::Kind::Question, questions_.size() - 1, wanted, {}};
  }
  }
}

/// How far answers are from a wish; 0 where it is fulfilled.
double distance(const Wish &wish, const std::vector<std::optional<bool>> &answers) {
  switch (wish.kind) {
  case Wish::Kind::Question: {
    const std::optional<bool> &answer = answers[wish.question];
    return !answer ? 1.5 : *answer == wish.wanted ? 0 : 1;
  }
  case Wish::Kind::All: {
    double sum = 0;
    for (const Wish &part : wish.parts)
      sum += distance(part, answers);
    return sum;
  }
  case Wish::Kind::Some: {
    double least = 1'000;
    for (const Wish &part : wish.parts)
      least = std::min(least, distance(part, answers));
    return least;
  }
  }
  return 0;
}

/// The number at a place, in the unit of its type's grid; nothing where it is none.
std::optional<int64_t> numberAt(const json::Value *value, TypeKind kind) {
  if (!value || !value->asNumber())
    return std::nullopt;
  if (kind == TypeKind::Int)
    return parseInt(value->asNumber()->text);
  auto amount = Decimal::parse(value->asNumber()->text);
  return amount ? std::optional<int64_t>(amount->scaled) : std::nullopt;
}

json::Value numberOf(int64_t value, TypeKind kind) {
  return kind == TypeKind::Int ? json::Value::integer(value) : json::Value(json::Number{decimal(value)});
}

class Searcher {
public:
  Searcher(const ir::Module &module, const ir::System &system, const ir::Guardrail &guardrail, const SourceIndex &index,
           const Goal &goal, Day day);
  std::optional<Found> run();

private:
  bool fires(const Performance &outcome) const;
  bool isSilent(const Performance &outcome) const;
  double far(const Performance &outcome) const;
  std::optional<json::Value> climb(json::Value scenario);
  bool step(json::Value &scenario, double &best, bool pairs);
  json::Value smaller(json::Value scenario);
  json::Value smallerBeside(json::Value scenario, const Neighbour &neighbour);
  void boundary(json::Value &scenario);
  std::vector<Neighbour> neighbours(const json::Value &scenario);
  bool exhausted() const { return rehearsal_->decided() > budget_; }

  const ir::System &system_;
  const ir::Guardrail &guardrail_;
  const Goal goal_;
  Arena arena_;
  Changes changes_;
  Wish wish_;
  std::unique_ptr<Rehearsal> rehearsal_;
  size_t budget_ = 0;
};

Searcher::Searcher(const ir::Module &module, const ir::System &system, const ir::Guardrail &guardrail,
                   const SourceIndex &index, const Goal &goal, Day day)
    : system_(system), guardrail_(guardrail), goal_(goal),
      changes_(module, system, guardrail, goal.exception, index, day) {
  Questions questions(arena_);
  wish_.kind = Wish::Kind::All;
  for (size_t at = 0; at < goal.rule; ++at)
    if (const ir::Rule &earlier = guardrail.rules[at]; earlier.require && earlier.condition)
      wish_.parts.push_back(questions.wish(earlier.condition, true));
  const ir::Rule &rule = guardrail.rules[goal.rule];
  if (rule.condition)
    wish_.parts.push_back(questions.wish(rule.condition, !rule.require));
  if (goal.exception)
    wish_.parts.push_back(questions.wish(goal.exception->when, true));
  rehearsal_ = std::make_unique<Rehearsal>(module, system, guardrail, questions.take(), day);
}

bool Searcher::fires(const Performance &outcome) const {
  if (!outcome.entered || !outcome.fired[goal_.rule])
    return false;
  return outcome.lifted[goal_.rule] == (goal_.exception ? goal_.exception->name : "");
}

/// The rule was looked at and did not fire (or was not lifted), and nothing failed.
bool Searcher::isSilent(const Performance &outcome) const {
  if (!outcome.entered || outcome.failure || fires(outcome))
    return false;
  if (goal_.exception)
    return outcome.fired[goal_.rule];
  for (size_t at = 0; at < goal_.rule; ++at)
    if (guardrail_.rules[at].require && outcome.fired[at])
      return false;
  return !outcome.fired[goal_.rule];
}

double Searcher::far(const Performance &outcome) const {
  if (!outcome.entered)
    return 1'000;
  return fires(outcome) ? 0 : distance(wish_, outcome.answers) + 0.1;
}

bool Searcher::step(json::Value &scenario, double &best, bool pairs) {
  for (auto &[place, changed] : changes_.of(scenario, true)) {
    if (exhausted())
      return false;
    if (!pairs) {
      double now = far(rehearsal_->play(changed));
      if (now < best) {
        best = now;
        scenario = changed;
        return true;
      }
      continue;
    }
    json::Value second = changed;
    double now = best;
    if (step(second, now, false)) {
      best = now;
      scenario = second;
      return true;
    }
  }
  return false;
}

std::optional<json::Value> Searcher::climb(json::Value scenario) {
  double best = far(rehearsal_->play(scenario));
  while (best > 0 && !exhausted())
    if (!step(scenario, best, false) && !step(scenario, best, true))
      return std::nullopt;
  return best > 0 ? std::nullopt : std::optional<json::Value>(std::move(scenario));
}

/// Without what it takes not: optional members, entries, earlier events.
json::Value Searcher::smaller(json::Value scenario) {
  Performance want = rehearsal_->play(scenario);
  auto same = [&](const json::Value &other) {
    Performance got = rehearsal_->play(other);
    return fires(got) && got.failure == want.failure && got.fired == want.fired;
  };
  bool changed = true;
  while (changed && !exhausted()) {
    changed = false;
    for (const Place &place : changes_.casting().places(scenario)) {
      bool isTimes = place.steps.back() == "times";
      if (!place.removable && !isTimes)
        continue;
      if (!place.present || (isTimes && json::write(*at(scenario, place.steps)) == "0"))
        continue;
      // A list of one item is easier to picture than an empty one.
      const json::Value *list = at(scenario, llvm::ArrayRef<std::string>(place.steps).drop_back());
      if (list && list->asArray() && list->asArray()->size() == 1)
        continue;
      json::Value less =
          with(scenario, place.steps, isTimes ? std::optional<json::Value>(json::Value::integer(0)) : std::nullopt);
      if (same(less)) {
        scenario = std::move(less);
        changed = true;
        break;
      }
    }
  }
  // Required members of the context that nobody reads need not be told either.
  for (const ir::ContextMember &member : system_.context)
    for (const json::Value *event = scenario.get("now"); event; event = nullptr)
      if (!changes_.pool().names().count(member.name) && at(*event, {"context", member.name}))
        if (json::Value less = with(scenario, {"now", "context", member.name}, std::nullopt); same(less))
          scenario = std::move(less);
  return scenario;
}

/// The same, where the neighbour must stay one at which the rule does not fire.
json::Value Searcher::smallerBeside(json::Value scenario, const Neighbour &neighbour) {
  json::Value silent = neighbour.scenario;
  for (const Place &place : changes_.casting().places(scenario)) {
    size_t shared = std::min(place.steps.size(), neighbour.place.steps.size());
    bool differs = std::equal(place.steps.begin(), place.steps.begin() + static_cast<ptrdiff_t>(shared),
                              neighbour.place.steps.begin());
    bool item = llvm::all_of(place.steps.back(), [](char c) { return llvm::isDigit(c); });
    if (!place.removable || !place.present || differs || item || !at(scenario, place.steps) || exhausted())
      continue;
    json::Value less = with(scenario, place.steps, std::nullopt), lessSilent = with(silent, place.steps, std::nullopt);
    if (!fires(rehearsal_->play(less)) || !isSilent(rehearsal_->play(lessSilent)))
      continue;
    scenario = std::move(less);
    silent = std::move(lessSilent);
  }
  return scenario;
}

/// Moves the first number that decides to its boundary.
void Searcher::boundary(json::Value &scenario) {
  for (const Place &place : changes_.casting().places(scenario)) {
    TypeKind kind = place.type->kind;
    if (!place.present || (kind != TypeKind::Int && kind != TypeKind::Decimal))
      continue;
    auto inside = numberAt(at(scenario, place.steps), kind);
    if (!inside)
      continue;
    for (const json::Value &value : changes_.pool().numbers(kind)) {
      auto outside = numberAt(&value, kind);
      if (!outside || *outside == *inside || !isSilent(rehearsal_->play(with(scenario, place.steps, value))))
        continue;
      int64_t grid = changes_.pool().grid(kind), fired = *inside, silent = *outside;
      if ((fired - silent) % grid != 0)
        continue;
      while (std::abs(fired - silent) > grid && !exhausted()) {
        int64_t middle = silent + (fired - silent) / grid / 2 * grid;
        Performance outcome = rehearsal_->play(with(scenario, place.steps, numberOf(middle, kind)));
        if (fires(outcome))
          fired = middle;
        else if (isSilent(outcome))
          silent = middle;
        else
          break;
      }
      if (std::abs(fired - silent) == grid) {
        scenario = with(scenario, place.steps, numberOf(fired, kind));
        return;
      }
    }
  }
}

std::vector<Neighbour> Searcher::neighbours(const json::Value &scenario) {
  std::vector<std::pair<int64_t, Neighbour>> all;
  size_t order = 0;
  for (auto &change : changes_.of(scenario, false)) {
    if (exhausted())
      break;
    const auto &place = change.first;
    const auto &changed = change.second;
    Performance outcome = rehearsal_->play(changed);
    if (!isSilent(outcome))
      continue;
    // A number that is one step away is nearer than a value put in place of another, and that nearer than one that is
    // gone; where the guardrail then says something else instead, it explains less.
    TypeKind kind = place.type->kind;
    auto before = numberAt(at(scenario, place.steps), kind), after = numberAt(at(changed, place.steps), kind);
    bool gone = !at(changed, place.steps);
    int64_t rank = before && after ? std::min<int64_t>(std::abs(*before - *after) / changes_.pool().grid(kind), 1'000)
                   : gone          ? 3'000
                                   : 2'000;
    rank += outcome.verdict == ir::Verdict::Allow || rank == 1 ? 0 : 5'000;
    rank = rank * 10'000 + static_cast<int64_t>(order++);
    // Which of a list's items goes is all the same.
    auto parent = [](const Steps &steps) { return Steps(steps.begin(), std::prev(steps.end())); };
    const json::Value *list = at(scenario, parent(place.steps)), *left = at(changed, parent(place.steps));
    bool shorter = list && list->asArray() && left->asArray()->size() < list->asArray()->size();
    auto known = llvm::find_if(all, [&](const auto &each) {
      return each.second.place.steps == place.steps ||
             (shorter && each.second.place.steps.size() == place.steps.size() &&
              parent(each.second.place.steps) == parent(place.steps));
    });
    if (known == all.end())
      all.push_back({rank, {changed, place, outcome}});
    else if (rank < known->first)
      *known = {rank, {changed, place, outcome}};
  }
  llvm::sort(all, [](const auto &left, const auto &right) { return left.first < right.first; });
  std::vector<Neighbour> out;
  for (auto &[rank, neighbour] : all)
    out.push_back(std::move(neighbour));
  return out;
}

std::optional<Found> Searcher::run() {
  constexpr size_t eventsForTool = 1'000, mostTools = 3;
  for (const ir::GuardrailSelector &selector : guardrail_.on) {
    std::vector<const ir::Tool *> tools;
    for (const std::string &name : selector.tools)
      if (!llvm::is_contained(guardrail_.rules[goal_.rule].notFor, name) && tools.size() < mostTools)
        tools.push_back(changes_.casting().tool(name));
    if (selector.tools.empty())
      tools.push_back(nullptr);
    for (const ir::Tool *tool : tools) {
      budget_ = rehearsal_->decided() + eventsForTool;
      auto scenario = climb(changes_.base(selector, tool));
      if (!scenario)
        continue;
      budget_ = rehearsal_->decided() + 2 * eventsForTool;
      json::Value whole = *scenario;
      *scenario = smaller(std::move(*scenario));
      boundary(*scenario);
      Found found{*scenario, rehearsal_->play(*scenario), {}};
      if (!fires(found.outcome))
        continue;
      budget_ = rehearsal_->decided() + eventsForTool;
      found.beside = neighbours(*scenario);
      if (!found.beside.empty())
        return found;
      // What was left out as idle may be what keeps the rule silent elsewhere.
      budget_ = rehearsal_->decided() + eventsForTool;
      auto beside = neighbours(whole);
      if (beside.empty())
        return found;
      budget_ = rehearsal_->decided() + eventsForTool;
      whole = smallerBeside(std::move(whole), beside.front());
      return Found{whole, rehearsal_->play(whole), neighbours(whole)};
    }
  }
  return std::nullopt;
}

} // namespace

std::optional<Found> search(const ir::Module &module, const ir::System &system, const ir::Guardrail &guardrail,
                            const SourceIndex &index, const Goal &goal, Day day) {
  return Searcher(module, system, guardrail, index, goal, day).run();
}

} // namespace onus::prose
