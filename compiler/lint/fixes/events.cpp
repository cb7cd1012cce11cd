// SPDX-License-Identifier: Apache-2.0
#include "lint/fixes/events.h"

#include "prose/changes.h"
#include "prose/rehearsal.h"
#include "prose/search.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::lint::fixes {

using prose::Performance;

namespace {

constexpr size_t mostEvents = 3'000, mostTools = 4;

bool same(const Performance &left, const Performance &right) {
  return left.entered == right.entered && left.verdict == right.verdict && left.fired == right.fired &&
         left.lifted == right.lifted && left.failed == right.failed && left.failure == right.failure &&
         left.approved == right.approved;
}

/// Texts that differ a little, which is where patterns and comparisons of texts differ.
std::vector<std::string> beside(const std::string &text) {
  std::string upper = llvm::StringRef(text).upper(), lower = llvm::StringRef(text).lower();
  return {"x" + text, text + "x", " " + text, text + "\n", upper, lower, ""};
}

/// Numbers at which arithmetic fails.
std::vector<json::Value> extremes(ir::TypeKind kind) {
  std::vector<json::Value> out;
  if (kind != ir::TypeKind::Int && kind != ir::TypeKind::Decimal)
    return out;
  for (const char *text : {"-1", "9223372036854775807", "-9223372036854775808", "922337203685477", "-922337203685477"})
    out.push_back(json::Number{text});
  return out;
}

class Comparison {
public:
  Comparison(const GuardrailPair &pair, llvm::ArrayRef<ConditionPair> open, Day day)
      : pair_(pair), open_(open), day_(day), indexBefore_(pair.before.program), indexAfter_(pair.after.program),
        rehearsalBefore_(pair.before.module, pair.systemBefore, pair.guardrailBefore, {}, day),
        rehearsalAfter_(pair.after.module, pair.systemAfter, pair.guardrailAfter, {}, day), met_(open.size()) {
    addChanges(nullptr, nullptr);
    for (const ConditionPair &each : open)
      if (each.exception)
        addChanges(&pair.guardrailBefore.exceptions[each.place], &pair.guardrailAfter.exceptions[each.place]);
  }

  Rehearsed run();

private:
  struct Met {
    bool yes = false, no = false;
  };

  void addChanges(const ir::Exception *before, const ir::Exception *after) {
    changes_.push_back(std::make_unique<prose::Changes>(pair_.before.module, pair_.systemBefore, pair_.guardrailBefore,
                                                        before, indexBefore_, day_));
    changes_.push_back(std::make_unique<prose::Changes>(pair_.after.module, pair_.systemAfter, pair_.guardrailAfter,
                                                        after, indexAfter_, day_));
  }

  bool done() const { return !result_.difference.empty() || result_.events >= mostEvents; }
  void add(const json::Value &scenario);
  void bases();
  void boundaries(const ConditionPair &open);
  void boundary(const prose::Goal &before, const prose::Goal &after);
  void found(const std::optional<prose::Found> &found);
  void vary(const json::Value &scenario);
  void note(const Performance &outcome);

  const GuardrailPair &pair_;
  llvm::ArrayRef<ConditionPair> open_;
  Day day_;
  prose::SourceIndex indexBefore_, indexAfter_;
  std::vector<std::unique_ptr<prose::Changes>> changes_;
  prose::Rehearsal rehearsalBefore_, rehearsalAfter_;
  std::vector<Met> met_;
  std::set<std::string> shown_;
  std::vector<json::Value> scenarios_; ///< to be varied, in this order
  Rehearsed result_;
};

/// Plays a scenario that was not played yet.
void Comparison::add(const json::Value &scenario) {
  if (done() || !shown_.insert(json::write(scenario)).second)
    return;
  ++result_.events;
  Performance before = rehearsalBefore_.play(scenario), after = rehearsalAfter_.play(scenario);
  if (!same(before, after))
    result_.difference = json::write(*scenario.get("now"));
  if (!before.entered)
    return;
  note(before);
  scenarios_.push_back(scenario);
}

void Comparison::note(const Performance &outcome) {
  for (size_t at = 0; at < open_.size(); ++at) {
    size_t place = open_[at].place;
    if (!open_[at].exception) {
      (outcome.fired[place] ? met_[at].yes : met_[at].no) = true;
      continue;
    }
    const ir::Exception &exception = pair_.guardrailBefore.exceptions[place];
    for (size_t rule = 0; rule < outcome.fired.size(); ++rule)
      if (outcome.fired[rule] && llvm::is_contained(exception.lifts, pair_.guardrailBefore.rules[rule].label))
        (outcome.lifted[rule] == exception.name ? met_[at].yes : met_[at].no) = true;
  }
}

/// The smallest event of each kind that the guardrail looks at.
void Comparison::bases() {
  for (const ir::GuardrailSelector &selector : pair_.guardrailBefore.on) {
    if (selector.tools.empty())
      add(changes_.front()->base(selector, nullptr));
    for (size_t at = 0; at < std::min(selector.tools.size(), mostTools); ++at)
      if (const ir::Tool *tool = changes_.front()->casting().tool(selector.tools[at]))
        add(changes_.front()->base(selector, tool));
  }
}

void Comparison::found(const std::optional<prose::Found> &found) {
  if (!found)
    return;
  add(found->scenario);
  for (const prose::Neighbour &each : found->beside)
    add(each.scenario);
}

void Comparison::boundary(const prose::Goal &before, const prose::Goal &after) {
  found(prose::search(pair_.before.module, pair_.systemBefore, pair_.guardrailBefore, indexBefore_, before, day_));
  if (!done())
    found(prose::search(pair_.after.module, pair_.systemAfter, pair_.guardrailAfter, indexAfter_, after, day_));
}

/// Events at which a condition is just true in one of the versions, and those beside them.
void Comparison::boundaries(const ConditionPair &open) {
  if (!open.exception)
    return boundary({open.place, nullptr}, {open.place, nullptr});
  const ir::Exception &before = pair_.guardrailBefore.exceptions[open.place];
  for (size_t rule = 0; rule < pair_.guardrailBefore.rules.size(); ++rule)
    if (llvm::is_contained(before.lifts, pair_.guardrailBefore.rules[rule].label)) {
      boundary({rule, nullptr}, {rule, nullptr});
      boundary({rule, &before}, {rule, &pair_.guardrailAfter.exceptions[open.place]});
    }
}

void Comparison::vary(const json::Value &scenario) {
  for (const auto &changes : changes_)
    for (const auto &[place, changed] : changes->of(scenario, true)) {
      add(changed);
      const json::Value *value = prose::at(changed, place.steps);
      if (value && value->asString() && place.type->kind != ir::TypeKind::Union)
        for (std::string &text : beside(*value->asString()))
          add(prose::with(changed, place.steps, json::Value(std::move(text))));
      if (value)
        for (json::Value &number : extremes(place.type->kind))
          add(prose::with(changed, place.steps, std::move(number)));
      if (done())
        return;
    }
}

Rehearsed Comparison::run() {
  bases();
  for (const ConditionPair &each : open_)
    if (!done())
      boundaries(each);
  for (size_t at = 0; at < scenarios_.size() && !done(); ++at)
    vary(json::Value(scenarios_[at]));
  for (size_t at = 0; at < open_.size() && !result_.unseen; ++at)
    if (!met_[at].yes || !met_[at].no)
      result_.unseen = &open_[at];
  return result_;
}

} // namespace

Rehearsed rehearse(const GuardrailPair &pair, llvm::ArrayRef<ConditionPair> open, Day day) {
  return Comparison(pair, open, day).run();
}

} // namespace onus::lint::fixes
