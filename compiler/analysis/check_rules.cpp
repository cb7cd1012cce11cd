// SPDX-License-Identifier: Apache-2.0
#include "analysis/check_rules.h"

#include "analysis/guardrail_logic.h"
#include "analysis/tell_witness.h"
#include "ir/depth.h"
#include "ir/equal.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace onus::analysis {

namespace {

using diagnostics::Builder;
using diagnostics::Kind;
using source::Range;

/// An expression this deep still fits into an artifact together with its types (ir/json_form.h), and into an engine's
/// stack.
constexpr size_t maxLevels = 300;

/// One guardrail with its rules as they are typed in every system.
class GuardrailCheck {
public:
  using Typings = std::vector<std::pair<const check::System *, const check::TypedGuardrail *>>;

  GuardrailCheck(const check::Program &program, const check::Guardrail &guardrail, const Typings &typings,
                 diagnostics::Reporter &reporter)
      : guardrail_(guardrail), sources_(*program.sources), reporter_(reporter) {
    for (const auto &[system, typed] : typings)
      add(*system, *typed);
  }

  void run();

private:
  using Question = llvm::function_ref<FormulaPtr(GuardrailLogic &, Terms &)>;

  void add(const check::System &system, const check::TypedGuardrail &typed);
  bool depthIsFine(const check::TypedGuardrail &typed);
  std::optional<Result> impossible(Question question, World world = World::Today);
  std::optional<Witness> witness(Question question);

  void checkRule(size_t index);
  bool checkRepeated(size_t index);
  bool checkNever(size_t index);
  bool checkAlways(size_t index);
  bool checkShadowed(size_t index);
  void checkComparisons(size_t index);
  void checkComparison(size_t index, Range range);
  void checkHistories();
  void checkException(const check::Exception &exception);
  void checkLifting(const check::Exception &exception, size_t index);

  const check::TypedRule &rule(size_t index) const { return logics_[0].guardrail().rules[index]; }
  std::string name(size_t index) const;
  Range place(size_t index) const;
  bool isLifted(size_t index) const;
  bool sameParts(size_t left, size_t right) const;

  const check::Guardrail &guardrail_;
  const source::SourceManager &sources_;
  diagnostics::Reporter &reporter_;
  Arena arena_;
  std::deque<GuardrailLogic> logics_;
  std::set<size_t> reported_; ///< rules about which something was said
  bool complete_ = true;
};

bool GuardrailCheck::depthIsFine(const check::TypedGuardrail &typed) {
  bool fine = true;
  std::map<int64_t, size_t> locals;
  auto look = [&](const ir::Expr *expr, Range range) {
    size_t depth = expr ? ir::evaluationDepth(expr, locals) : 0;
    if (depth > maxLevels) {
      fine = false;
      reporter_.report<Kind::ExpressionTooDeep>(range, depth, maxLevels)
          .help("compute less in one rule, or let the engine bring the result as context");
    }
    return depth;
  };
  for (const check::TypedLocal &local : typed.lets)
    locals[local.local] = look(local.value, guardrail_.decl->name.range);
  for (const check::TypedRule &rule : typed.rules)
    look(rule.condition, rule.syntax->condition ? rule.syntax->condition->range : rule.syntax->range);
  for (const check::TypedException &exception : typed.exceptions)
    look(exception.when,
         exception.exception->decl->when ? exception.exception->decl->when->range : exception.exception->decl->range);
  return fine;
}

void GuardrailCheck::add(const check::System &system, const check::TypedGuardrail &typed) {
  complete_ &= depthIsFine(typed) && typed.rules.size() == guardrail_.rules.size();
  if (!complete_)
    return;
  logics_.emplace_back(system, typed, arena_);
  complete_ &= !logics_.back().gaveUp();
}

/// The answer where the question is answered with "impossible" in every system.
std::optional<Result> GuardrailCheck::impossible(Question question, World world) {
  std::optional<Result> first;
  for (GuardrailLogic &logic : logics_) {
    Terms terms = logic.terms(world);
    FormulaPtr formula = question(logic, terms);
    if (!formula)
      return std::nullopt;
    Result result = logic.ask(terms, formula);
    if (result.answer != Answer::Impossible)
      return std::nullopt;
    if (!first)
      first = std::move(result);
  }
  return first;
}

/// An event of the first system for which the statement holds.
std::optional<Witness> GuardrailCheck::witness(Question question) {
  Terms terms = logics_[0].terms();
  FormulaPtr formula = question(logics_[0], terms);
  if (!formula)
    return std::nullopt;
  return logics_[0].ask(terms, formula).witness;
}

std::string GuardrailCheck::name(size_t index) const {
  const syntax::Rule &syntax = *rule(index).syntax;
  return syntax.label ? "rule `" + syntax.label.text.str() + "`" : "the rule";
}

/// The rule's condition; the name of the pattern where the rule stands in another file.
Range GuardrailCheck::place(size_t index) const {
  const syntax::Rule &syntax = *rule(index).syntax;
  if (guardrail_.decl->pattern && guardrail_.bodyFile != guardrail_.symbol->file)
    return guardrail_.decl->pattern.range;
  return syntax.condition ? syntax.condition->range : syntax.range;
}

bool GuardrailCheck::isLifted(size_t index) const {
  return llvm::any_of(guardrail_.exceptions, [&](const check::Exception &exception) {
    return llvm::is_contained(exception.lifts, rule(index).syntax);
  });
}

void addContradiction(Builder &builder, const Result &result) {
  std::string text;
  for (size_t index = 0; index < result.contradiction.size(); ++index)
    text += (index == 0 ? "" : index + 1 == result.contradiction.size() ? " and " : ", ") + result.contradiction[index];
  if (!text.empty())
    builder.note(result.contradiction.size() == 1 ? "no event makes " + text : "these cannot hold together: " + text);
}

void GuardrailCheck::run() {
  if (logics_.empty() || !complete_)
    return;
  checkHistories();
  for (size_t index = 0; index < logics_[0].ruleCount(); ++index)
    checkRule(index);
  for (const check::Exception &exception : guardrail_.exceptions)
    checkException(exception);
}

void GuardrailCheck::checkRule(size_t index) {
  bool found = checkRepeated(index) || checkNever(index) || checkAlways(index) || checkShadowed(index);
  if (found)
    reported_.insert(index);
  else
    checkComparisons(index);
}

/// Everything but the condition.
bool GuardrailCheck::sameParts(size_t left, size_t right) const {
  const check::TypedRule &one = rule(left), &other = rule(right);
  if (one.syntax->require != other.syntax->require || one.syntax->verdict != other.syntax->verdict ||
      one.ask != other.ask || one.askUser != other.askUser || one.notFor != other.notFor ||
      one.redact.size() != other.redact.size())
    return false;
  for (size_t index = 0; index < one.redact.size(); ++index)
    if (one.redact[index].pattern != other.redact[index].pattern ||
        !ir::sameReading(one.redact[index].path, other.redact[index].path))
      return false;
  return true;
}

bool GuardrailCheck::checkRepeated(size_t index) {
  for (size_t earlier = 0; earlier < index; ++earlier) {
    bool same = sameParts(earlier, index) && llvm::all_of(logics_, [&](const GuardrailLogic &logic) {
                  const ir::Expr *left = logic.condition(earlier), *right = logic.condition(index);
                  return left && right ? ir::sameReading(left, right) : left == right;
                });
    if (!same || reported_.count(earlier))
      continue;
    reporter_.report<Kind::RuleRepeated>(place(index), name(index), name(earlier))
        .label("the same verdict under the same condition")
        .related(place(earlier), "said here first")
        .help("take one of them out, or say what was meant to differ");
    return true;
  }
  return false;
}

bool GuardrailCheck::checkNever(size_t index) {
  if (!rule(index).condition)
    return false;
  auto never = impossible([&](GuardrailLogic &logic, Terms &terms) { return logic.fires(terms, index); });
  if (!never)
    return false;
  bool require = rule(index).syntax->require;
  auto alone = impossible(
      [&](GuardrailLogic &logic, Terms &terms) { return claim(terms, logic.condition(index), Claim::True); });
  if (alone) {
    auto builder = reporter_.report<Kind::RuleNeverFires>(place(index), name(index));
    builder.label(require ? "always true, so this requires nothing" : "never true");
    addContradiction(builder, *alone);
    builder.help("a rule that cannot fire protects nobody: correct its condition or take it out");
    return true;
  }
  auto builder = reporter_.report<Kind::RuleContradictsRequire>(place(index), name(index));
  builder.label(require ? "already true here" : "cannot be true here");
  for (size_t earlier = 0; earlier < index; ++earlier)
    if (rule(earlier).syntax->require && rule(earlier).condition)
      builder.related(place(earlier), "where this is not true, the rules after it are not evaluated");
  addContradiction(builder, *never);
  builder.help("a rule after `require` sees only events for which that held: put it before, or correct its condition");
  return true;
}

bool GuardrailCheck::checkAlways(size_t index) {
  if (!rule(index).condition)
    return false;
  auto always = impossible(
      [&](GuardrailLogic &logic, Terms &terms) {
        return all({logic.reached(terms, index), claim(terms, logic.condition(index), Claim::False)});
      },
      World::Later);
  if (!always)
    return false;
  bool require = rule(index).syntax->require;
  auto builder = reporter_.report<Kind::RuleAlwaysFires>(
      place(index), name(index), require ? "what it requires cannot be true" : "its condition cannot be false");
  builder.label(require ? "never true" : "always true");
  auto event = witness([&](GuardrailLogic &logic, Terms &terms) { return logic.fires(terms, index); });
  if (tellWitness(builder, event, "it fires even where "))
    builder.flow(place(index), name(index) + " fires");
  builder.help(require ? "`deny because \"…\"` says openly that everything is refused"
                       : "leave `when` out if it is meant to fire at every event");
  return true;
}

/// Only a deny makes weaker rules of its guardrail pointless: an ask that was answered lets them show.
bool GuardrailCheck::checkShadowed(size_t index) {
  const check::TypedRule &weaker = rule(index);
  if (weaker.syntax->require || weaker.syntax->verdict == syntax::Verdict::Deny)
    return false;
  for (size_t stricter = 0; stricter < logics_[0].ruleCount(); ++stricter) {
    const check::TypedRule &deny = rule(stricter);
    bool denies = deny.syntax->require || deny.syntax->verdict == syntax::Verdict::Deny;
    bool applies = llvm::all_of(deny.notFor, [&](auto *tool) { return llvm::is_contained(weaker.notFor, tool); });
    if (!denies || !applies || isLifted(stricter) || reported_.count(stricter))
      continue;
    auto covered = impossible([&](GuardrailLogic &logic, Terms &terms) {
      return all({logic.fires(terms, index), logic.silent(terms, stricter)});
    });
    if (!covered)
      continue;
    auto builder = reporter_.report<Kind::RuleShadowed>(place(index), name(index), name(stricter));
    builder.label("never decides").related(place(stricter), "denies whenever the other fires");
    auto event = witness([&](GuardrailLogic &logic, Terms &terms) { return logic.fires(terms, index); });
    if (tellWitness(builder, event, "both fire where "))
      builder.flow(place(index), name(index) + " fires").flow(place(stricter), name(stricter) + " denies all the same");
    builder.help("make the stricter condition narrower, or take the weaker rule out");
    return true;
  }
  return false;
}

bool isComparison(ir::ExprKind kind) {
  switch (kind) {
  case ir::ExprKind::Equal:
  case ir::ExprKind::NotEqual:
  case ir::ExprKind::Less:
  case ir::ExprKind::LessEqual:
  case ir::ExprKind::Greater:
  case ir::ExprKind::GreaterEqual:
  case ir::ExprKind::In:
    return true;
  default:
    return false;
  }
}

/// The comparisons of a rule that are written in it; one inside a function may be decided only for this use of it.
std::vector<const ir::Expr *> comparisonsIn(const check::TypedRule &rule) {
  std::vector<const ir::Expr *> comparisons;
  if (!rule.condition || !rule.syntax->condition)
    return comparisons;
  Range whole = rule.syntax->condition->range;
  ir::walk(rule.condition, [&](const ir::Expr *expr) {
    bool written = expr->range.file == whole.file && expr->range.begin >= whole.begin && expr->range.end <= whole.end;
    if (written && isComparison(expr->kind))
      comparisons.push_back(expr);
  });
  return comparisons;
}

/// True where a comparison reads what a guardrail passes to its pattern: it may be decided only for this use.
bool readsArgument(const check::TypedGuardrail &typed, const ir::Expr *comparison) {
  size_t count = std::min(typed.guardrail->arguments.size(), typed.lets.size());
  bool found = false;
  ir::walk(comparison, [&](const ir::Expr *part) {
    for (size_t at = 0; at < count; ++at)
      found |= part->kind == ir::ExprKind::Local && part->number == typed.lets[at].local;
  });
  return found;
}

void GuardrailCheck::checkComparisons(size_t index) {
  for (const ir::Expr *comparison : comparisonsIn(rule(index)))
    if (!reported_.count(index) && !readsArgument(logics_[0].guardrail(), comparison))
      checkComparison(index, comparison->range);
}

void GuardrailCheck::checkComparison(size_t index, Range range) {
  for (bool truth : {true, false}) {
    auto decided = impossible(
        [&](GuardrailLogic &logic, Terms &terms) -> FormulaPtr {
          for (const ir::Expr *comparison : comparisonsIn(logic.guardrail().rules[index])) {
            if (comparison->range != range)
              continue;
            FormulaPtr formula = logic.claimed(terms, comparison, truth ? Claim::False : Claim::True);
            return terms.size() == 0 ? nullptr : formula; // constants were compared: somebody passed them in
          }
          return nullptr;
        },
        truth ? World::Later : World::Today);
    if (!decided)
      continue;
    reporter_.report<Kind::ComparisonDecided>(range, sources_.text(range), truth)
        .label(truth ? "always true" : "never true")
        .help("the type of what is compared has no value for which it would be otherwise");
    reported_.insert(index);
    return;
  }
}

/// A history whose `where` no event fits counts nothing, whatever the rule then asks of it.
void GuardrailCheck::checkHistories() {
  std::map<std::pair<uint32_t, uint32_t>, std::pair<Range, Result>> found;
  for (GuardrailLogic &logic : logics_)
    for (const ir::Expr *where : logic.wheres()) {
      Terms terms = logic.earlierTerms();
      FormulaPtr formula = logic.claimed(terms, where, Claim::True);
      Result result = formula ? logic.ask(terms, formula) : Result();
      auto [entry, added] = found.try_emplace({where->range.begin, where->range.end}, where->range, result);
      if (!added && result.answer != Answer::Impossible)
        entry->second.second = std::move(result);
    }
  for (const auto &[place, asked] : found) {
    const auto &[range, result] = asked;
    if (!range.valid() || result.answer != Answer::Impossible)
      continue;
    auto builder = reporter_.report<Kind::WhereNeverTrue>(range);
    builder.label("never true");
    addContradiction(builder, result);
    builder.help("a history that nothing enters never warns: correct the condition, or leave it out");
  }
}

void GuardrailCheck::checkException(const check::Exception &exception) {
  for (const syntax::Rule *lifted : exception.lifts)
    if (auto index = logics_[0].find(lifted); index && !reported_.count(*index))
      checkLifting(exception, *index);
}

void GuardrailCheck::checkLifting(const check::Exception &exception, size_t index) {
  // Where the exception does not act there is nothing to ask: a statement that is never true.
  auto together = [&](Claim wanted) {
    return [&exception, index, wanted](GuardrailLogic &logic, Terms &terms) -> FormulaPtr {
      const check::TypedException *typed = logic.find(&exception);
      if (!typed || !typed->when)
        return some({});
      FormulaPtr when = logic.claimed(terms, typed->when, wanted);
      return when ? all({logic.fires(terms, index), when}) : nullptr;
    };
  };
  bool acts = llvm::any_of(logics_, [&](const GuardrailLogic &logic) {
    const check::TypedException *typed = logic.find(&exception);
    return typed && typed->when;
  });
  if (!acts)
    return;
  Range when = exception.decl->when->range;
  llvm::StringRef label = exception.decl->name.text;
  if (auto never = impossible(together(Claim::True))) {
    auto builder = reporter_.report<Kind::ExceptionNeverMeets>(when, label, name(index));
    builder.label("not true at any event at which the rule fires").related(place(index), "the rule fires here only");
    addContradiction(builder, *never);
    builder.help("an exception that never applies is a signature for nothing: correct it or take it out");
  } else if (impossible(together(Claim::False))) { // where it fails it does not lift, but nobody counts on that
    auto builder = reporter_.report<Kind::ExceptionSwallowsRule>(when, label, name(index));
    builder.label("true at every event at which the rule fires").related(place(index), "nothing of this is left");
    auto event = witness([&](GuardrailLogic &logic, Terms &terms) { return logic.fires(terms, index); });
    if (tellWitness(builder, event, "it lifts the rule even where "))
      builder.flow(place(index), name(index) + " fires").flow(when, "exception `" + label.str() + "` lifts it");
    builder.help("an exception is narrow: say for which of these events it is meant");
  }
}

} // namespace

void checkRules(const check::Program &program, diagnostics::Reporter &reporter) {
  llvm::DenseMap<const check::Guardrail *, GuardrailCheck::Typings> typings;
  for (const auto *systems : {&program.systems, &program.standIns})
    for (const check::System &system : *systems)
      for (const check::TypedGuardrail &typed : system.guardrails)
        typings[typed.guardrail].emplace_back(&system, &typed);
  for (const check::Guardrail &guardrail : program.guardrails)
    if (program.options.isFocused(guardrail.decl->name.range.file))
      GuardrailCheck(program, guardrail, typings[&guardrail], reporter).run();
}

} // namespace onus::analysis
