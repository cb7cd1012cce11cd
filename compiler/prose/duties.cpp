// SPDX-License-Identifier: Apache-2.0
#include "prose/explainer.h"
#include "prose/words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

/// What it owes and to whom: failures, owners, logs, escalation, rollback, exceptions.
namespace onus::prose {

using ir::ExprKind;

namespace {

/// "led by Director of Payments, reached at pagerduty PPAY1"
std::string reached(const check::Party *party) {
  if (!party)
    return "";
  std::vector<std::string> ways;
  for (const syntax::Contact &contact : party->decl->contacts)
    ways.push_back(contact.channel.text.str() + " " + contact.address.value.str());
  if (party->decl->email)
    ways.push_back(party->decl->email.value.str());
  std::string out;
  if (party->lead)
    out = "led by " + titled(party->lead);
  if (!ways.empty())
    out += (out.empty() ? "" : ", ") + std::string("reached at ") + enumerate(ways);
  return out;
}

std::string signedBy(const check::Party *party, const syntax::DateLit &on) {
  return named(party) + " on " + formatDay(on.value);
}

} // namespace

std::string Explainer::inherited(check::Origin origin, const resolve::Symbol *from, source::Range range) const {
  std::string name = from ? " " + code(from->simpleName()) : "";
  switch (origin) {
  case check::Origin::Guardrail:
    return "written in the guardrail, " + place(program_, range);
  case check::Origin::Duties:
    return "from the duties" + name + ", " + place(program_, range);
  case check::Origin::Pattern:
    return "from the pattern" + name + ", " + place(program_, range);
  case check::Origin::Package:
    return "from the head of the package, " + place(program_, range);
  }
  return "";
}

// ---- When it cannot decide

void Explainer::failures() {
  std::set<std::string> needs;
  auto look = [&](const ir::Expr *expr) {
    ir::walk(expr, [&](const ir::Expr *part) {
      if (part->kind == ExprKind::Signal) {
        std::string text = "the answer of the detector " + code(llvm::StringRef(part->text).rsplit('.').second);
        for (const check::Detector &detector : program_.detectors)
          if (detector.symbol->name == part->text)
            text += ", due within " + duration(detector.decl->timeout.value) +
                    (detector.vendor ? " (supplied by " + named(detector.vendor) + ")" : "");
        needs.insert(text);
      }
      if (part->kind == ExprKind::Member && part->operand(0)->kind == ExprKind::Root &&
          part->operand(0)->text == "context")
        needs.insert("the context's " + code(part->text));
      if (part->kind == ExprKind::Root && part->text == "agent")
        needs.insert("who the agent is");
      if (part->kind == ExprKind::History)
        needs.insert("what happened before (the engine's memory)");
    });
  };
  for (const check::TypedRule &rule : first().typed->rules)
    if (rule.condition)
      look(rule.condition);
  for (const check::TypedLocal &local : first().typed->lets)
    if (local.value)
      look(local.value);
  document_.heading(2, "When it cannot decide");
  std::string then;
  std::vector<Item> below;
  switch (guardrail_.fails.clause->mode) {
  case syntax::FailsClause::Mode::Closed:
    then = subject() + " is denied";
    break;
  case syntax::FailsClause::Mode::Ask:
    then = named(guardrail_.failsAsk) + " is asked, and " + subject() + " waits for the approval";
    break;
  case syntax::FailsClause::Mode::Open:
    then = subject() + " is let through as if this guardrail had nothing against it";
    if (guardrail_.failsWaiver)
      below = waiver(*guardrail_.failsWaiver, guardrail_.owner);
    break;
  }
  std::string origin = inherited(guardrail_.fails.origin, guardrail_.fails.from, guardrail_.fails.clause->range);
  std::vector<Item> items;
  std::vector<std::string> list(needs.begin(), needs.end());
  items.push_back({list.empty() ? "It needs nothing beside the event itself. Should the engine fail it nevertheless, " +
                                      then + " (" + origin + ")."
                                : "It needs " + enumerate(list) + ". Where something of that is not available, " +
                                      then + " (" + origin + ").",
                   std::move(below)});
  if (guardrail_.fails.clause->mode != syntax::FailsClause::Mode::Closed)
    items.push_back({"Where " + subject() +
                         " itself cannot be understood (a date that is none, a number that is too "
                         "large), it is denied all the same.",
                     {}});
  document_.list(std::move(items));
}

std::vector<Item> Explainer::waiver(const check::Waiver &waiver, const check::Party *requester) const {
  const syntax::Waiver &written = *waiver.syntax;
  std::vector<Item> items;
  items.push_back({"Because: " + quote(written.because.value, 1000) + ".", {}});
  const check::Party *asked = waiver.requestedBy ? waiver.requestedBy : requester;
  std::string people = asked ? "Requested by " + named(asked) + ", approved by " : "Approved by ";
  people += signedBy(waiver.approvedBy, written.approved.on);
  if (waiver.alsoApprovedBy)
    people += ", and by " + signedBy(waiver.alsoApprovedBy, written.alsoApproved.on);
  items.push_back({people + ".", {}});
  if (written.reviewed && waiver.reviewedBy) {
    Day next = written.reviewed->on.value + static_cast<Day>(written.reviewed->every.value / millisPerDay);
    items.push_back({"Reviewed by " + signedBy(waiver.reviewedBy, written.reviewed->on) + ", every " +
                         duration(written.reviewed->every.value) + ": the next review is due by " + formatDay(next) +
                         (next < program_.options.asOf ? ", and it is overdue, so this does not hold" : "") + ".",
                     {}});
  }
  items.push_back({"Holds from " + formatDay(written.approved.on.value) + " through " + formatDay(written.until.value) +
                       " (" + daysLeft(written.until.value, program_.options.asOf) + ").",
                   {}});
  return items;
}

// ---- Exceptions

void Explainer::exceptions() {
  if (guardrail_.exceptions.empty())
    return;
  document_.heading(2, "Who may pass nevertheless");
  for (const check::Exception &each : guardrail_.exceptions) {
    llvm::StringRef title = each.decl->title.value;
    document_.heading(3, "Exception " + code(each.decl->name.text) + (title.empty() ? "" : ": " + title.str()));
    document_.paragraph(documentation(each.decl->doc));
    const ir::Expr *when = nullptr;
    for (const check::TypedException &typed : first().typed->exceptions)
      if (typed.exception == &each)
        when = typed.when;
    std::vector<std::string> lifted;
    for (const syntax::Rule *rule : each.lifts)
      lifted.push_back(ruleName(*rule));
    std::string lead = sentence(enumerate(lifted) + (lifted.size() == 1 ? " does" : " do") + " not count");
    if (!when) {
      document_.paragraph(lead + " where the system names this exception; " + code(each.decl->to.text()) +
                          " is not loosened in the system that is explained here.");
    } else {
      Claim claim = speaker_->claim(when);
      if (isDeep(claim)) {
        document_.paragraph(lead + " when " +
                            (claim.kind == Claim::Kind::Some  ? "at least one of these is true:"
                             : claim.kind == Claim::Kind::All ? "all of these are true:"
                                                              : "the following is true:"));
        document_.list(listed(claim));
      } else {
        document_.paragraph(lead + " when " + inlined(claim) + ".");
      }
    }
    std::vector<Item> items = waiver(each.waiver, nullptr);
    if (each.decl->monitor) {
      const syntax::Threshold &threshold = each.decl->monitor->threshold;
      items.push_back({named(each.alert) + " is told when it is used more than " +
                           counted(threshold.moreThan.value, "time") + " in " + duration(threshold.in.value) + ".",
                       {}});
    }
    items.push_back({"Every use of it is recorded with its approver. The other rules still count. Written at " +
                         place(program_, each.decl->name.range) + ".",
                     {}});
    if (when)
      llvm::append_range(items, examples(each));
    document_.list(std::move(items));
  }
}

// ---- Who answers

std::string Explainer::logged() {
  std::vector<std::string> clear, hidden;
  for (const check::TypedLogItem &item : first().typed->log) {
    bool sensitive = ir::holdsSensitive(item.value->type);
    (item.redacted || sensitive ? hidden : clear).push_back(speaker_->noun(item.value));
  }
  std::string out =
      "Every decision is recorded in " +
      (guardrail_.sink->decl->title
           ? guardrail_.sink->decl->title.value.str() + " (" + code(guardrail_.sink->symbol->simpleName()) + ")"
           : code(guardrail_.sink->symbol->simpleName())) +
      ", which " + named(guardrail_.sink->owner) + " keeps for " + duration(guardrail_.sink->decl->keep.value) + ": " +
      (clear.empty() ? "no value in clear" : enumerate(clear));
  if (!hidden.empty())
    out += "; as a keyed digest only, never in clear: " + enumerate(hidden);
  return out;
}

std::string Explainer::escalation() const {
  std::vector<std::string> steps;
  for (const check::EscalateStep &step : guardrail_.escalateSteps)
    steps.push_back(named(step.to) + " within " + duration(step.within));
  std::string who = llvm::join(steps, ", then ");
  std::string out =
      "After a denial, a failure, or a question that nobody answers in time, these must look at it: " + who;
  if (const auto &when = guardrail_.escalate.clause->when)
    out += "; but only when there are more than " + std::to_string(when->moreThan.value) + " in " +
           duration(when->in.value) + " (the first " + std::to_string(when->moreThan.value) + " are only recorded)";
  return out;
}

std::string Explainer::rollback() const {
  const syntax::RollbackClause &clause = *guardrail_.rollback.clause;
  std::string what;
  switch (clause.act) {
  case syntax::RollbackClause::Act::DisableTools:
    what = "switches off " + names(guardrail_.rollbackTargets);
    break;
  case syntax::RollbackClause::Act::DisableSystem:
    what = "switches off the whole system";
    break;
  case syntax::RollbackClause::Act::RestorePrevious:
    what = "puts the previous version back";
    break;
  case syntax::RollbackClause::Act::Revoke:
    what = "withdraws the credential " + code(clause.credential.value);
    break;
  case syntax::RollbackClause::Act::Manual:
    what = "does by hand what the runbook says";
    break;
  }
  return "If it must be stopped, " + named(guardrail_.rollbackBy) + " " + what + " within " +
         duration(clause.within.value) + (clause.runbook ? ", as " + clause.runbook.value.str() + " says" : "");
}

void Explainer::answers() {
  document_.heading(2, "Who answers");
  std::vector<Item> items;
  std::string owner = "The guardrail is owned by " + named(guardrail_.owner);
  std::string ways = reached(guardrail_.owner);
  source::Range from;
  if (guardrail_.ownerOrigin == check::Origin::Package) {
    const resolve::Package &package = *guardrail_.symbol->package;
    if (package.ownerFile)
      from = package.ownerFile->owner.range;
  } else if (!guardrail_.decl->clauses.owners.empty()) {
    from = guardrail_.decl->clauses.owners.front().range;
  }
  items.push_back({owner + (ways.empty() ? "" : ", " + ways) +
                       (from.valid() ? " (" + inherited(guardrail_.ownerOrigin, nullptr, from) + ")" : "") + ".",
                   {}});
  for (const Setting &setting : settings_) {
    if (!setting.enforced())
      continue;
    const check::System &system = *setting.system;
    items.push_back({"For the system " + code(system.symbol->simpleName()) + ", " + named(system.business) +
                         " approved the use, " + named(system.engineering) + " integrated it, and " +
                         named(system.security) + " defined the policy; " + named(system.operatorParty) +
                         " operates it.",
                     {}});
  }
  items.push_back(
      {logged() + " (" + inherited(guardrail_.log.origin, guardrail_.log.from, guardrail_.log.clause->range) + ").",
       {}});
  items.push_back(
      {escalation() + " (" +
           inherited(guardrail_.escalate.origin, guardrail_.escalate.from, guardrail_.escalate.clause->range) + ").",
       {}});
  items.push_back(
      {rollback() + " (" +
           inherited(guardrail_.rollback.origin, guardrail_.rollback.from, guardrail_.rollback.clause->range) + ").",
       {}});
  document_.list(std::move(items));
}

} // namespace onus::prose
