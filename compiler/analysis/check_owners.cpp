// SPDX-License-Identifier: Apache-2.0
#include "analysis/check_owners.h"

#include "analysis/guardrail_logic.h"
#include "analysis/tell_witness.h"
#include "check/selectors.h"

#include "llvm/ADT/STLExtras.h"

#include <map>
#include <set>
#include <tuple>

namespace onus::analysis {

namespace {

using check::Tool;
using diagnostics::Builder;
using diagnostics::Kind;
using source::Range;

/// The most that is asked about one system, the steps of each answer, and the pairs of guardrails that are looked at.
constexpr size_t maxQuestions = 1'000, stepsOfQuestion = 5'000, maxPairs = 200'000;

/// What a guardrail may be shown: a kind of event, and the tool where it has one. Ordered by the tool's place in the
/// system, so that what is found within the limits is the same in every run.
struct Occasion {
  ir::EventKind event;
  size_t order = 0;
  const Tool *tool = nullptr;
  bool operator<(const Occasion &other) const { return std::tie(event, order) < std::tie(other.event, other.order); }
  bool operator==(const Occasion &other) const = default;
};

bool denies(const check::TypedRule &rule) {
  return rule.syntax->require || rule.syntax->verdict == syntax::Verdict::Deny;
}

bool asks(const check::TypedRule &rule) {
  return !rule.syntax->require && rule.syntax->verdict == syntax::Verdict::Ask;
}

/// The people behind both are the same: one and the same party, or a team and who leads it.
bool sameOwner(const check::Guardrail &one, const check::Guardrail &other) {
  const check::Party *a = one.owner, *b = other.owner;
  return !a || !b || a == b || a->lead == b || b->lead == a;
}

bool appliesTo(const check::TypedRule &rule, const Tool *tool) {
  return !tool || !llvm::is_contained(rule.notFor, tool);
}

/// An exception that acts in the system may lift the rule.
bool isLifted(const check::TypedGuardrail &guardrail, const check::TypedRule &rule) {
  return llvm::any_of(guardrail.exceptions, [&](const check::TypedException &typed) {
    return llvm::is_contained(typed.exception->lifts, rule.syntax);
  });
}

Range placeOf(const check::Guardrail &guardrail, const check::TypedRule &rule) {
  if (guardrail.decl->pattern && guardrail.bodyFile != guardrail.symbol->file)
    return guardrail.decl->pattern.range;
  return rule.syntax->label ? rule.syntax->label.range : rule.syntax->range;
}

std::string named(const check::Guardrail &guardrail) {
  return "`" + guardrail.name() + "` of `" + guardrail.owner->name() + "`";
}

std::string says(const check::TypedRule &rule) {
  return rule.syntax->because ? ": \"" + rule.syntax->because.value.str() + "\"" : "";
}

/// A rule of a guardrail in a system.
struct Place {
  const check::TypedGuardrail *guardrail = nullptr;
  size_t rule = 0;
  const check::TypedRule &typed() const { return guardrail->rules[rule]; }
};

/// An ask that never matters in one system.
struct Futile {
  const check::System *system = nullptr;
  Place ask, deny;
  std::optional<Witness> witness;
};

/// The guardrails of one system.
class SystemOwners {
public:
  explicit SystemOwners(const check::System &system) : system_(system) {
    for (const check::Surface *surface : system.surfaces)
      for (const Tool &tool : surface->tools)
        order_.try_emplace(&tool, order_.size() + 1);
    for (const check::TypedGuardrail &guardrail : system.guardrails)
      if (!guardrail.guardrail->shadowClause && guardrail.guardrail->owner)
        add(guardrail);
  }

  std::vector<Futile> futileAsks();
  void reportBlocked(diagnostics::Reporter &reporter);

private:
  bool isSpent() const { return questions_ >= maxQuestions || pairs_ >= maxPairs; }
  void add(const check::TypedGuardrail &guardrail);
  std::optional<Futile> futileOn(const Place &ask, const Occasion &occasion);
  bool isBlocked(const check::TypedGuardrail &one, const check::TypedGuardrail &other, const Occasion &occasion);
  GuardrailLogic &logic(const check::TypedGuardrail &guardrail, const Tool *tool);
  FormulaPtr passes(Terms &terms, const check::TypedGuardrail &guardrail, const Tool *tool);
  std::optional<Result> ask(const GuardrailLogic &about, Terms &terms, const FormulaPtr &formula);

  const check::System &system_;
  Arena arena_;
  std::vector<Place> asks_;
  std::map<Occasion, std::vector<const check::TypedGuardrail *>> deniers_;
  std::map<const check::TypedGuardrail *, std::vector<Occasion>> occasions_;
  std::map<std::pair<const check::TypedGuardrail *, const Tool *>, std::unique_ptr<GuardrailLogic>> logics_;
  llvm::DenseMap<const Tool *, size_t> order_;
  size_t questions_ = 0, pairs_ = 0;
};

void SystemOwners::add(const check::TypedGuardrail &guardrail) {
  std::vector<Occasion> &occasions = occasions_[&guardrail];
  for (const check::TypedSelector &selector : guardrail.on) {
    if (!check::hasTools(selector.event))
      occasions.push_back({selector.event, 0, nullptr});
    for (const Tool *tool : selector.tools)
      occasions.push_back({selector.event, order_.lookup(tool), tool});
  }
  llvm::sort(occasions);
  occasions.erase(std::unique(occasions.begin(), occasions.end()), occasions.end());
  for (size_t index = 0; index < guardrail.rules.size(); ++index)
    if (asks(guardrail.rules[index]))
      asks_.push_back({&guardrail, index});
  if (llvm::any_of(guardrail.rules, denies))
    for (const Occasion &occasion : occasions)
      deniers_[occasion].push_back(&guardrail);
}

GuardrailLogic &SystemOwners::logic(const check::TypedGuardrail &guardrail, const Tool *tool) {
  std::unique_ptr<GuardrailLogic> &logic = logics_[{&guardrail, tool}];
  if (!logic)
    logic = std::make_unique<GuardrailLogic>(system_, guardrail, arena_, tool);
  return *logic;
}

std::optional<Result> SystemOwners::ask(const GuardrailLogic &about, Terms &terms, const FormulaPtr &formula) {
  if (++questions_ > maxQuestions || about.gaveUp())
    return std::nullopt;
  return solve(terms, formula, arena_, stepsOfQuestion);
}

/// It lets the event pass: no rule that no exception may lift denies, and none fails (which denies too).
FormulaPtr SystemOwners::passes(Terms &terms, const check::TypedGuardrail &guardrail, const Tool *tool) {
  std::vector<FormulaPtr> parts;
  GuardrailLogic &rules = logic(guardrail, tool);
  for (size_t index = 0; index < guardrail.rules.size(); ++index) {
    const check::TypedRule &rule = guardrail.rules[index];
    if (!denies(rule) || !appliesTo(rule, tool) || isLifted(guardrail, rule))
      continue;
    const ir::Expr *condition = rules.condition(index);
    parts.push_back(condition ? claim(terms, condition, Claim::False) : some({}));
  }
  return all(std::move(parts));
}

bool failsClosed(const check::TypedGuardrail &guardrail) {
  const auto &fails = guardrail.guardrail->fails;
  return fails && fails.clause->mode == syntax::FailsClause::Mode::Closed;
}

std::optional<Futile> SystemOwners::futileOn(const Place &place, const Occasion &occasion) {
  auto found = deniers_.find(occasion);
  if (found == deniers_.end() || isSpent())
    return std::nullopt;
  GuardrailLogic &asking = logic(*place.guardrail, occasion.tool);
  for (const check::TypedGuardrail *denier : found->second) {
    ++pairs_;
    if (sameOwner(*place.guardrail->guardrail, *denier->guardrail))
      continue;
    for (size_t index = 0; index < denier->rules.size() && !isSpent(); ++index) {
      const check::TypedRule &rule = denier->rules[index];
      if (!denies(rule) || !appliesTo(rule, occasion.tool) || isLifted(*denier, rule))
        continue;
      GuardrailLogic &denying = logic(*denier, occasion.tool);
      if (denying.gaveUp())
        continue;
      Terms terms = asking.terms();
      auto apart = ask(asking, terms, all({asking.fires(terms, place.rule), denying.silent(terms, index)}));
      if (!apart || apart->answer != Answer::Impossible)
        continue;
      Terms shown = asking.terms();
      auto together = ask(asking, shown, asking.fires(shown, place.rule));
      if (together && together->answer == Answer::Impossible) // never asks there at all
        return std::nullopt;
      return Futile{&system_, place, {denier, index}, together ? together->witness : std::nullopt};
    }
  }
  return std::nullopt;
}

/// The asks that somebody else's denial overrides on every occasion that they have.
std::vector<Futile> SystemOwners::futileAsks() {
  std::vector<Futile> result;
  for (const Place &place : asks_) {
    std::optional<Futile> first;
    bool everywhere = true;
    for (const Occasion &occasion : occasions_[place.guardrail]) {
      if (!appliesTo(place.typed(), occasion.tool))
        continue;
      auto futile = futileOn(place, occasion);
      everywhere = everywhere && futile.has_value();
      if (!everywhere)
        break;
      if (!first)
        first = std::move(futile);
    }
    if (everywhere && first)
      result.push_back(std::move(*first));
  }
  return result;
}

bool SystemOwners::isBlocked(const check::TypedGuardrail &one, const check::TypedGuardrail &other,
                             const Occasion &occasion) {
  GuardrailLogic &first = logic(one, occasion.tool), &second = logic(other, occasion.tool);
  if (second.gaveUp() || !failsClosed(one) || !failsClosed(other))
    return false;
  auto impossible = [&](bool withOne, bool withOther) {
    Terms terms = first.terms();
    std::vector<FormulaPtr> parts;
    if (withOne)
      parts.push_back(passes(terms, one, occasion.tool));
    if (withOther)
      parts.push_back(passes(terms, other, occasion.tool));
    auto result = ask(first, terms, all(std::move(parts)));
    return result && result->answer == Answer::Impossible;
  };
  // One that denies everything by itself says so openly; it contradicts nobody.
  return impossible(true, true) && !impossible(true, false) && !impossible(false, true);
}

void SystemOwners::reportBlocked(diagnostics::Reporter &reporter) {
  std::set<std::pair<const check::TypedGuardrail *, const check::TypedGuardrail *>> told;
  for (const auto &[occasion, deniers] : deniers_)
    for (size_t i = 0; i < deniers.size(); ++i)
      for (size_t j = i + 1; j < deniers.size() && !isSpent(); ++j) {
        ++pairs_;
        const check::Guardrail &one = *deniers[i]->guardrail, &other = *deniers[j]->guardrail;
        if (sameOwner(one, other) || told.count({deniers[i], deniers[j]}) ||
            !isBlocked(*deniers[i], *deniers[j], occasion))
          continue;
        told.emplace(deniers[i], deniers[j]);
        std::string what =
            ir::word(occasion.event).str() + (occasion.tool ? " of `" + occasion.tool->qualified + "`" : "");
        reporter
            .report<Kind::OwnersBlock>(system_.decl->name.range, what, system_.symbol->name, named(one), named(other))
            .label("enforces both")
            .related(one.decl->name.range, "denies some of them")
            .related(other.decl->name.range, "denies all the others")
            .help("let the two owners agree on what may pass; if nothing may, deny it in one place, unconditionally");
      }
}

/// Both reasons, where the rules stand.
void explain(Builder builder, const Futile &futile, bool atSystem) {
  const check::Guardrail &asking = *futile.ask.guardrail->guardrail, &denying = *futile.deny.guardrail->guardrail;
  if (atSystem)
    builder.label("enforces both").related(placeOf(asking, futile.ask.typed()), "asks" + says(futile.ask.typed()));
  else
    builder.label("asks" + says(futile.ask.typed()));
  builder.related(placeOf(denying, futile.deny.typed()), "denies" + says(futile.deny.typed()));
  if (tellWitness(builder, futile.witness, "both fire where "))
    builder.flow(placeOf(asking, futile.ask.typed()), "`" + asking.name() + "` asks")
        .flow(placeOf(denying, futile.deny.typed()), "`" + denying.name() + "` denies whatever the answer");
  builder.help("let the two owners agree: whoever is asked is asked in vain, so narrow one of the two or take it out");
}

/// `systems` are those of the project that enforce the guardrail.
void reportFutile(const Futile &futile, bool always, diagnostics::Reporter &reporter) {
  const check::Guardrail &asking = *futile.ask.guardrail->guardrail, &denying = *futile.deny.guardrail->guardrail;
  Range place = placeOf(asking, futile.ask.typed());
  bool foreign = asking.symbol->package->foreign;
  if (always && !foreign)
    return explain(reporter.report<Kind::AskAlwaysFutile>(place, named(asking), named(denying)), futile, false);
  explain(reporter.report<Kind::AskFutile>(foreign ? futile.system->decl->name.range : place, named(asking),
                                           futile.system->symbol->name, named(denying)),
          futile, foreign);
}

} // namespace

void checkOwners(const check::Program &program, diagnostics::Reporter &reporter) {
  std::vector<Futile> found;
  std::map<const check::Guardrail *, size_t> systems;
  for (const check::System &system : program.systems) {
    if (system.symbol->package->foreign)
      continue;
    for (const check::Guardrail *guardrail : system.enforced)
      ++systems[guardrail];
    SystemOwners owners(system);
    for (Futile &futile : owners.futileAsks())
      found.push_back(std::move(futile));
    owners.reportBlocked(reporter);
  }
  std::map<const syntax::Rule *, size_t> times;
  auto key = [](const Futile &futile) { return futile.ask.typed().syntax; };
  for (const Futile &futile : found)
    ++times[key(futile)];
  for (const Futile &futile : found) {
    const check::Guardrail &asking = *futile.ask.guardrail->guardrail;
    reportFutile(futile, times[key(futile)] == systems[&asking], reporter);
  }
}

} // namespace onus::analysis
