// SPDX-License-Identifier: Apache-2.0
#include "lsp/tell/teller.h"

#include "check/coverage.h"
#include "lsp/declared_names.h"
#include "prose/lexicon.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

/// Guardrails and exceptions: what they decide, whom they call, and where all of that comes from.
namespace onus::lsp {

namespace {

/// A clause without the word that it begins with.
llvm::StringRef afterWord(llvm::StringRef clause) { return clause.drop_front(clause.find_first_of(" \t\n")).ltrim(); }

} // namespace

/// "", or ", from the duties `mail_duties`": a clause of the guardrail itself is seen beside its name.
std::string Teller::origin(check::Origin origin, const resolve::Symbol *from, const resolve::Package &package) const {
  switch (origin) {
  case check::Origin::Guardrail:
    return "";
  case check::Origin::Duties:
    return ", from the duties " + (from ? name(*from) : std::string());
  case check::Origin::Pattern:
    return ", from the pattern " + (from ? name(*from) : std::string());
  case check::Origin::Package:
    return ", from the head of the package " +
           linked(prose::code(package.name), package.ownerFile ? package.ownerFile->owner.range : source::Range());
  }
  return "";
}

std::string Teller::ends(const syntax::DateLit &until) const {
  if (!until)
    return "a day that is not written";
  return formatDay(until.value) + " (" + prose::daysLeft(until.value, asOf()) + ")";
}

std::string Teller::signedBy(const check::Waiver &waiver) const {
  std::string out;
  if (waiver.requestedBy)
    out = "requested by " + named(waiver.requestedBy) + ", ";
  out += "approved by " + named(waiver.approvedBy);
  if (waiver.alsoApprovedBy)
    out += " and by " + named(waiver.alsoApprovedBy);
  if (waiver.syntax && waiver.syntax->reviewed)
    out +=
        ", reviewed by " + named(waiver.reviewedBy) + " every " + prose::duration(waiver.syntax->reviewed->every.value);
  return out;
}

template <typename Clause>
void Teller::clause(llvm::StringRef label, const check::Guardrail &guardrail, const check::Inherited<Clause> &inherited,
                    const std::string &more) {
  if (!inherited)
    return fact(label, out_.text("missing"));
  source::Range range = inherited.clause->range;
  fact(label,
       out_.text(prose::code(afterWord(written(range)))) + more +
           origin(inherited.origin, inherited.from, *guardrail.symbol->package),
       range);
}

void Teller::guardrail(const check::Guardrail &guardrail) {
  rules(guardrail);
  owed(guardrail);
  systems(guardrail);
  controls(guardrail);
  exceptions(guardrail);
}

void Teller::rules(const check::Guardrail &guardrail) {
  for (const syntax::Rule *each : guardrail.rules)
    rule(*each);
}

void Teller::rule(const syntax::Rule &rule) {
  std::string verdict = rule.require ? "require" : syntax::word(rule.verdict).str();
  fact(rule.label ? rule.label.text : llvm::StringRef("Rule"),
       out_.text(verdict + (rule.because ? ", because " + prose::quote(rule.because.value) : "")), rule.range);
}

void Teller::owed(const check::Guardrail &guardrail) {
  const auto &owners = guardrail.decl->clauses.owners;
  fact("Owner", named(guardrail.owner) + origin(guardrail.ownerOrigin, guardrail.pattern, *guardrail.symbol->package),
       owners.empty() ? source::Range() : owners.front().range);
  if (guardrail.severity)
    fact("Severity", out_.text(syntax::word(*guardrail.severity)));
  std::string kept;
  if (guardrail.sink)
    kept = out_.text(" (kept for " + prose::duration(guardrail.sink->decl->keep.value) + ", by ") +
           named(guardrail.sink->owner) + ")";
  clause("Log", guardrail, guardrail.log, kept);
  clause("Escalation", guardrail, guardrail.escalate);
  clause("Rollback", guardrail, guardrail.rollback);
  clause("Fails", guardrail, guardrail.fails);
  if (guardrail.failsWaiver)
    out_.item(signedBy(*guardrail.failsWaiver) + out_.text(", until ") + ends(guardrail.failsWaiver->syntax->until), 1);
  if (guardrail.shadow) {
    const syntax::Waiver &waiver = *guardrail.shadow->syntax;
    bool on = check::inShadow(guardrail, asOf());
    fact(on ? "In shadow" : "Was in shadow",
         out_.text(on ? "it stops nothing until " : "until ") + ends(waiver.until) + ", " + signedBy(*guardrail.shadow),
         waiver.range);
  }
}

void Teller::systems(const check::Guardrail &guardrail) {
  bool enforced = false;
  for (const check::System &system : program().systems)
    for (const check::TypedGuardrail &typed : system.guardrails) {
      if (typed.guardrail != &guardrail || !system.symbol)
        continue;
      enforced = true;
      std::vector<std::string> looks;
      for (const check::TypedSelector &each : typed.on)
        looks.push_back(out_.text(prose::many(each.event)) + (each.tools.empty() ? "" : " of " + tools(each.tools)));
      std::string severity =
          guardrail.severity ? "" : ", severity " + syntax::word(typed.severity).str() + " by the effects";
      fact("Enforced in", name(*system.symbol) + ": " + llvm::join(looks, ", ") + out_.text(severity));
      if (system.worstCost > 0)
        out_.item(out_.text("a decision there takes at most " + prose::counted(system.worstCost, "step")), 1);
    }
  if (!enforced)
    fact("Enforced in", out_.text("no system: nothing is stopped by it"));
}

void Teller::controls(const check::Guardrail &guardrail) {
  for (const check::MappedControl &each : guardrail.controls) {
    const syntax::ControlDecl *decl = each.control ? each.control->decl : nullptr;
    std::string framework = each.framework->decl->title ? each.framework->decl->title.value.str()
                                                        : each.framework->symbol->simpleName().str();
    fact("Control", out_.text(framework + " ") + linked(each.id, decl ? decl->range : source::Range()) +
                        out_.text(decl && decl->title ? ": " + decl->title.value.str() : ""));
  }
}

void Teller::exceptions(const check::Guardrail &guardrail) {
  for (const check::Exception &each : guardrail.exceptions)
    fact("Exception", linked(prose::code(each.decl->name.text), each.decl->name.range) + out_.text(", until ") +
                          ends(each.decl->waiver.until) + ", " + signedBy(each.waiver));
}

void Teller::exception(const check::Exception &exception) {
  const syntax::ExceptionDecl &decl = *exception.decl;
  if (exception.guardrail)
    fact("Guardrail", name(*exception.guardrail->symbol));
  std::vector<std::string> labels;
  for (const syntax::Name &each : decl.lifts)
    labels.push_back(each.text.str());
  if (!labels.empty())
    fact("Lifts", out_.text(prose::names(labels)));
  if (decl.when)
    fact("When", out_.text(prose::code(written(decl.when->range))), decl.when->range);
  if (decl.waiver.because)
    fact("Because", out_.text(prose::quote(decl.waiver.because.value)));
  fact("Signed", signedBy(exception.waiver), decl.waiver.approved.range);
  fact("Until", ends(decl.waiver.until), decl.waiver.until.range);
  if (decl.monitor)
    fact("Monitor",
         named(exception.alert) +
             out_.text(" when it is used more than " + prose::counted(decl.monitor->threshold.moreThan.value, "time") +
                       " in " + prose::duration(decl.monitor->threshold.in.value)),
         decl.monitor->range);
}

/// An exception that stands inside its guardrail.
void Teller::guarded(const Meaning &meaning) {
  for (const check::Guardrail &guardrail : program().guardrails)
    for (const check::Exception &each : guardrail.exceptions)
      if (&each.decl->name == meaning.declared) {
        out_.source(head(*each.decl));
        documented(each.decl->doc);
        return exception(each);
      }
}

/// Duties and patterns: what they hold, and which guardrails take it.
void Teller::shared(const resolve::Symbol &symbol, const syntax::Clauses &clauses) {
  auto clauseAsWritten = [&](llvm::StringRef label, source::Range range) {
    fact(label, out_.text(prose::code(afterWord(written(range)))), range);
  };
  for (const syntax::Rule *each : clauses.rules)
    rule(*each);
  for (const syntax::LogClause *each : clauses.logs)
    clauseAsWritten("Log", each->range);
  for (const syntax::EscalateClause *each : clauses.escalates)
    clauseAsWritten("Escalation", each->range);
  for (const syntax::RollbackClause *each : clauses.rollbacks)
    clauseAsWritten("Rollback", each->range);
  for (const syntax::FailsClause *each : clauses.fails)
    clauseAsWritten("Fails", each->range);
  std::vector<std::string> users;
  for (const check::Guardrail &guardrail : program().guardrails)
    if (guardrail.duties == &symbol || guardrail.pattern == &symbol)
      users.push_back(name(*guardrail.symbol));
  if (!users.empty())
    fact("Used by", prose::enumerate(users));
}

} // namespace onus::lsp
