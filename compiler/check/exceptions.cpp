// SPDX-License-Identifier: Apache-2.0
#include "check/people.h"
#include "check/text.h"
#include "check/waivers.h"

#include <map>

namespace onus::check {
namespace {

using diagnostics::Kind;
using llvm::StringRef;
using resolve::Symbol;
using syntax::ExceptionDecl;
using syntax::Rule;

std::string described(const ExceptionDecl &decl) { return "exception " + quoted(decl.name.text); }

// ---- Which rules an exception lifts

const Rule *ruleOf(const Guardrail &guardrail, StringRef label) {
  for (const Rule *rule : guardrail.rules)
    if (rule->label && rule->label.text == label)
      return rule;
  return nullptr;
}

void reportUnknownLabel(Context &context, const Guardrail &guardrail, const syntax::Name &label) {
  std::vector<StringRef> labels;
  for (const Rule *rule : guardrail.rules)
    if (rule->label)
      labels.push_back(rule->label.text);
  std::string guess = resolve::closest(label.text, labels);
  auto builder = context.reporter.report<Kind::LiftsUnknown>(label.range, guardrail.decl->name.text, label.text);
  builder.related(guardrail.decl->name.range, "the guardrail is declared here");
  if (!guess.empty())
    builder.didYouMean(label.range, guess);
}

void findLifts(Context &context, Exception &exception) {
  const Guardrail &guardrail = *exception.guardrail;
  const ExceptionDecl &decl = *exception.decl;
  if (guardrail.rules.empty())
    return;
  if (decl.lifts.empty() && guardrail.rules.size() > 1) {
    std::string labels;
    for (const Rule *rule : guardrail.rules)
      if (rule->label)
        labels += (labels.empty() ? "" : ", ") + quoted(rule->label.text);
    context.reporter.report<Kind::LiftsMissing>(decl.name.range, described(decl), guardrail.rules.size())
        .label("which of them?")
        .help("write `lifts LABEL` in it; the labels are " + labels);
    return;
  }
  if (decl.lifts.empty())
    exception.lifts.push_back(guardrail.rules.front());
  for (const syntax::Name &label : decl.lifts) {
    const Rule *rule = ruleOf(guardrail, label.text);
    if (!rule)
      reportUnknownLabel(context, guardrail, label);
    else if (llvm::is_contained(exception.lifts, rule))
      context.reporter.report<Kind::LiftsRepeated>(label.range, described(decl), label.text);
    else
      exception.lifts.push_back(rule);
  }
}

/// Rules after a `require` are evaluated only where it holds (S6). An exception that lifts it while they stay would
/// let through what they forbid, although it lifts no other label (S41).
void checkSilenced(Context &context, const Exception &exception) {
  const Guardrail &guardrail = *exception.guardrail;
  for (auto rule = guardrail.rules.begin(); rule != guardrail.rules.end(); ++rule) {
    if (!(*rule)->require || !llvm::is_contained(exception.lifts, *rule))
      continue;
    std::string silenced;
    for (auto later = rule + 1; later != guardrail.rules.end(); ++later)
      if (!llvm::is_contained(exception.lifts, *later) && (*later)->label)
        silenced += (silenced.empty() ? "" : ", ") + quoted((*later)->label.text);
    if (silenced.empty())
      continue;
    auto named = llvm::find_if(exception.decl->lifts,
                               [&](const syntax::Name &label) { return label.text == (*rule)->label.text; });
    if (named == exception.decl->lifts.end())
      continue;
    context.reporter.report<Kind::LiftSilences>(named->range, described(*exception.decl), named->text)
        .label("then " + silenced + " would not be evaluated either")
        .related((*rule)->label.range, "the rules after this one are evaluated only where it holds")
        .help("put the `require` last, or into a guardrail of its own; or lift the rules after it too, if that is "
              "what is approved");
  }
}

// ---- What only exceptions have

void checkConditions(Context &context, Exception &exception) {
  const ExceptionDecl &decl = *exception.decl;
  if (decl.monitor)
    exception.alert = findInternal(context, *exception.file, decl.monitor->alert, "be alerted about " + described(decl),
                                   Blame::Waiver);
  if (exception.file->broken)
    return;
  if (!decl.when)
    context.reporter.report<Kind::WaiverConditionMissing>(decl.name.range, described(decl))
        .label("in which case?")
        .help("write `when CONDITION` in it");
  if (!decl.monitor)
    context.reporter.report<Kind::WaiverMonitorMissing>(decl.name.range, described(decl))
        .help("write `monitor alert PARTY when more than 20 in 24h` in it");
}

bool signsForOwner(const Party *signer, const Party &owner) {
  return signer && (signer == &owner || signer == personBehind(&owner));
}

/// S40: an exception from another package is approved by the guardrail's owner too.
void checkOwnerAgrees(Context &context, const Exception &exception) {
  const ExceptionDecl &decl = *exception.decl;
  const Guardrail &guardrail = *exception.guardrail;
  const Waiver &waiver = exception.waiver;
  bool foreign = exception.symbol && exception.symbol->package != guardrail.symbol->package;
  if (!foreign) {
    if (decl.waiver.alsoApproved)
      reportSecondApproval(context, decl.waiver, described(decl));
    return;
  }
  bool unknown = !guardrail.owner || (decl.waiver.approved && !waiver.approvedBy) ||
                 (decl.waiver.alsoApproved && !waiver.alsoApprovedBy);
  if (unknown || !decl.waiver.approved || signsForOwner(waiver.approvedBy, *guardrail.owner) ||
      signsForOwner(waiver.alsoApprovedBy, *guardrail.owner))
    return;
  const std::string &owner = guardrail.owner->name();
  std::string asked = waiver.requestedBy ? ", for " + quoted(waiver.requestedBy->name()) : "";
  context.reporter
      .report<Kind::OwnerApprovalMissing>(decl.name.range, described(decl), exception.symbol->package->name, owner,
                                          guardrail.name())
      .label("lifts a rule of another package" + asked)
      .related(guardrail.decl->name.range, quoted(owner) + " answers for this guardrail")
      .help("add `approved by " + owner + " on DATE`: who answers for a rule signs for every way around it");
}

void checkException(Context &context, Exception &exception) {
  const ExceptionDecl &decl = *exception.decl;
  findLifts(context, exception);
  checkSilenced(context, exception);
  WaiverClaim claim;
  claim.syntax = &decl.waiver;
  claim.file = exception.file;
  claim.what = described(decl);
  claim.name = decl.name.range;
  exception.waiver = checkWaiver(context, claim);
  checkConditions(context, exception);
  checkOwnerAgrees(context, exception);
}

// ---- Finding exceptions

void addException(Context &context, Guardrail &guardrail, const ExceptionDecl *decl, const syntax::File *file,
                  const Symbol *symbol) {
  for (const Exception &before : guardrail.exceptions)
    if (!symbol && !before.symbol && before.decl->name.text == decl->name.text)
      context.reporter.report<Kind::ExceptionRepeated>(decl->name.range, guardrail.decl->name.text, decl->name.text)
          .related(before.decl->name.range, "the first is here");
  Exception &exception = guardrail.exceptions.emplace_back();
  exception.symbol = symbol;
  exception.decl = decl;
  exception.file = file;
  exception.guardrail = &guardrail;
  exception.name = symbol ? symbol->name : guardrail.name() + "." + decl->name.text.str();
  context.program.byDecl[decl] = &exception;
  checkException(context, exception);
}

void addOwnExceptions(Context &context, Guardrail &guardrail) {
  for (const ExceptionDecl *decl : guardrail.decl->clauses.exceptions)
    addException(context, guardrail, decl, guardrail.symbol->file, nullptr);
}

using GuardrailsBySymbol = llvm::DenseMap<const Symbol *, Guardrail *>;

void addOuterException(Context &context, const GuardrailsBySymbol &guardrails, const Symbol *symbol) {
  const auto *decl = llvm::cast<ExceptionDecl>(symbol->decl);
  if (!decl->to) // reported where it was read
    return;
  const Symbol *target = context.program.names->find(*symbol->file, decl->to, resolve::bit(Decl::Kind::Guardrail),
                                                     "a guardrail", context.reporter);
  if (Guardrail *guardrail = target ? guardrails.lookup(target) : nullptr)
    addException(context, *guardrail, decl, symbol->file, symbol);
}

// ---- Other waivers

void checkFailsOpen(Context &context, Guardrail &guardrail) {
  if (!guardrail.fails || guardrail.fails.clause->mode != syntax::FailsClause::Mode::Open)
    return;
  bool shared = guardrail.fails.origin == Origin::Duties;
  WaiverClaim claim;
  claim.syntax = &guardrail.fails.clause->waiver;
  claim.file = guardrail.fails.file;
  claim.kind = WaiverKind::FailsOpen;
  claim.what = "the open failure of " + (shared ? "duties " + quoted(guardrail.fails.from->simpleName())
                                                : "guardrail " + quoted(guardrail.decl->name.text));
  claim.name = firstWord(context, guardrail.fails.clause->range);
  claim.requester = guardrail.owner;
  guardrail.failsWaiver = checkWaiver(context, claim);
}

void checkShadow(Context &context, Guardrail &guardrail) {
  if (!guardrail.shadowClause)
    return;
  WaiverClaim claim;
  claim.syntax = guardrail.shadowClause;
  claim.file = guardrail.symbol->file;
  claim.kind = WaiverKind::Shadow;
  claim.what = "the shadow of guardrail " + quoted(guardrail.decl->name.text);
  claim.name = firstWord(context, guardrail.shadowClause->range);
  claim.requester = guardrail.owner;
  guardrail.shadow = checkWaiver(context, claim);
}

/// One `unguarded` may stand for several tools; it is checked once.
void checkUnguarded(Context &context, Surface &surface) {
  std::map<const syntax::Waiver *, Waiver> done;
  for (Tool &tool : surface.tools) {
    for (ToolUnguarded &unguarded : tool.unguarded) {
      const syntax::Waiver *syntax = unguarded.waiver.syntax;
      if (!syntax)
        continue;
      auto [checked, fresh] = done.try_emplace(syntax);
      if (fresh) {
        WaiverClaim claim;
        claim.syntax = syntax;
        claim.file = surface.symbol->file;
        claim.kind = WaiverKind::Unguarded;
        claim.what = "`unguarded` of tool " + quoted(tool.qualified);
        claim.name = firstWord(context, syntax->range);
        claim.requester = surface.owner;
        checked->second = checkWaiver(context, claim);
      }
      unguarded.waiver = checked->second;
    }
  }
}

} // namespace

void checkExceptions(Context &context) {
  GuardrailsBySymbol guardrails;
  for (Guardrail &guardrail : context.program.guardrails) {
    guardrails[guardrail.symbol] = &guardrail;
    addOwnExceptions(context, guardrail);
    checkFailsOpen(context, guardrail);
    checkShadow(context, guardrail);
  }
  for (const Symbol *symbol : context.program.names->all(Decl::Kind::Exception))
    addOuterException(context, guardrails, symbol);
  for (Surface &surface : context.program.surfaces)
    checkUnguarded(context, surface);
}

} // namespace onus::check
