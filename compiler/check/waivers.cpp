// SPDX-License-Identifier: Apache-2.0
#include "check/waivers.h"
#include "check/people.h"
#include "check/text.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::check {
namespace {

using diagnostics::Kind;
using llvm::StringRef;

// ---- What must be written

void checkPresence(Context &context, const WaiverClaim &claim) {
  const syntax::Waiver &waiver = *claim.syntax;
  if (claim.file->broken)
    return;
  diagnostics::Reporter &reporter = context.reporter;
  if (!waiver.because)
    reporter.report<Kind::WaiverReasonMissing>(claim.name, claim.what)
        .label("why is it allowed?")
        .help("write `because \"…\"` in it");
  if (!waiver.approved)
    reporter.report<Kind::WaiverApproverMissing>(claim.name, claim.what)
        .label("who signs for it?")
        .help("write `approved by PARTY on DATE` in it: somebody other than who asked for it");
  if (!waiver.until)
    reporter.report<Kind::WaiverEndMissing>(claim.name, claim.what)
        .label("until when?")
        .note("what never ends is a change of policy, and belongs in the rule")
        .help("write `until DATE` in it");
  if (claim.kind != WaiverKind::Exception)
    return;
  if (!waiver.requestedBy)
    reporter.report<Kind::WaiverRequesterMissing>(claim.name, claim.what)
        .label("who wanted it?")
        .help("write `requested by PARTY` in it");
  if (!waiver.reviewed)
    reporter.report<Kind::WaiverReviewMissing>(claim.name, claim.what)
        .label("who looks at it again, and how often?")
        .help("write `reviewed by PARTY on DATE every 60d` in it");
}

// ---- Separation of duties

std::string reasonOfSameness(const Waiver &waiver, const Party *requester) {
  if (waiver.approvedBy == requester)
    return quoted(requester->symbol->simpleName()) + " cannot approve its own wish";
  const Party *person = personBehind(waiver.approvedBy);
  std::string name = quoted(person->symbol->simpleName());
  if (person == requester)
    return "a team's approval is its lead's, and the lead is " + name;
  if (personBehind(requester) == person)
    return "a team's approval is its lead's, and " + name + " leads both";
  return name + " belongs to " + quoted(requester->symbol->simpleName());
}

/// True where the approver is who asked: the same party, the same person behind both, or one of the team that asked.
/// A lead who signs in person for their own team is not: they outrank it (and then somebody else must review).
bool sameHands(const Party *approver, const Party *requester) {
  if (approver == requester)
    return true;
  const Party *person = personBehind(approver);
  if (!person)
    return false;
  bool leads = requester->lead == person;
  if (leads)
    return approver->kind == Decl::Kind::Team;
  return person == personBehind(requester) || belongsTo(*person, *requester);
}

/// True where the reviewer neither leads nor belongs to the team that asked, nor is the approver.
bool outside(const Party *reviewer, const Party *approver, const Party &team) {
  const Party *person = personBehind(reviewer);
  return person && reviewer != &team && person != personBehind(approver) && !belongsTo(*person, team);
}

/// The team whose lead approves what it, or one of its members in person, asked for; null where there is none.
const Party *teamUnder(const Context &context, const Party &approver, const Party &requester) {
  const Party *person = personBehind(&approver);
  if (!person || requester.kind == Decl::Kind::Team)
    return person && requester.lead == person ? &requester : nullptr;
  for (const Party &team : context.program.parties)
    if (team.lead == person && llvm::is_contained(team.members, &requester))
      return &team;
  return nullptr;
}

/// Whoever asked looks at it again themselves: that is no second pair of eyes.
void checkReviewer(Context &context, const WaiverClaim &claim, const Waiver &waiver) {
  if (!waiver.reviewedBy || !claim.syntax->requestedBy)
    return;
  if (waiver.reviewedBy != waiver.requestedBy && personBehind(waiver.reviewedBy) != waiver.requestedBy)
    return;
  context.reporter.report<Kind::ReviewBySelf>(claim.syntax->reviewed->by.range, claim.what)
      .label(waiver.reviewedBy == waiver.requestedBy
                 ? "reviews its own wish"
                 : quoted(waiver.requestedBy->symbol->simpleName()) + " leads that team")
      .related(claim.syntax->requestedBy.range, "requested here")
      .help("let somebody review it who does not need it");
}

void checkSeparation(Context &context, const WaiverClaim &claim, const Waiver &waiver) {
  const Party *requester = waiver.requestedBy;
  if (!requester || !waiver.approvedBy)
    return;
  const syntax::Waiver &written = *claim.syntax;
  Range asked = written.requestedBy.range;
  if (sameHands(waiver.approvedBy, requester)) {
    auto builder = context.reporter.report<Kind::WaiverSelfApproved>(written.approved.by.range, claim.what);
    builder.label(reasonOfSameness(waiver, requester)).help("let somebody else approve it");
    if (asked.valid())
      builder.related(asked, "requested here");
    else
      builder.note("without `requested by` it counts as asked for by " + quoted(requester->symbol->simpleName()) +
                   ", the owner");
    return;
  }
  const Party *team = teamUnder(context, *waiver.approvedBy, *requester);
  if (!team) {
    checkReviewer(context, claim, waiver);
    return;
  }
  bool unresolved = written.reviewed && !personBehind(waiver.reviewedBy);
  if (unresolved || (waiver.reviewedBy && outside(waiver.reviewedBy, waiver.approvedBy, *team)))
    return;
  if (!written.reviewed && claim.kind == WaiverKind::Exception)
    return; // the missing review was reported
  Range place = written.reviewed ? written.reviewed->by.range : written.approved.by.range;
  context.reporter.report<Kind::WaiverReviewerInLine>(place, claim.what)
      .label(written.reviewed ? "in that line too" : "the lead of " + quoted(team->symbol->simpleName()))
      .related(asked, "requested here")
      .related(team->decl->lead.range,
               team == requester ? "the lead of the team that asked" : "the lead of the team of who asked")
      .help("let somebody outside " + quoted(team->symbol->simpleName()) + " review it, or another approve it");
}

// ---- Dates

/// The later of its approvals: it holds from then on.
const syntax::DateLit &holdsFrom(const syntax::Waiver &waiver) {
  bool second = waiver.alsoApproved.on && waiver.alsoApproved.on.value > waiver.approved.on.value;
  return second ? waiver.alsoApproved.on : waiver.approved.on;
}

bool endsFirst(const syntax::Waiver &waiver) {
  return waiver.approved.on && waiver.until && waiver.until.value < holdsFrom(waiver).value;
}

void checkDates(Context &context, const WaiverClaim &claim) {
  const syntax::Waiver &waiver = *claim.syntax;
  Day today = context.program.options.asOf;
  if (waiver.approved.on && waiver.approved.on.value > today)
    context.reporter
        .report<Kind::WaiverNotYet>(waiver.approved.on.range, claim.what, "approved",
                                    formatDay(waiver.approved.on.value))
        .label("holds from this day on");
  if (waiver.alsoApproved && waiver.alsoApproved.on.value > today)
    context.reporter
        .report<Kind::WaiverNotYet>(waiver.alsoApproved.on.range, claim.what, "approved",
                                    formatDay(waiver.alsoApproved.on.value))
        .label("holds from this day on");
  if (waiver.reviewed && waiver.reviewed->on && waiver.reviewed->on.value > today)
    context.reporter
        .report<Kind::WaiverNotYet>(waiver.reviewed->on.range, claim.what, "reviewed",
                                    formatDay(waiver.reviewed->on.value))
        .label("a review that has not taken place");
  if (endsFirst(waiver))
    context.reporter
        .report<Kind::WaiverEndsFirst>(waiver.until.range, claim.what, formatDay(waiver.until.value),
                                       formatDay(holdsFrom(waiver).value))
        .related(holdsFrom(waiver).range, "approved here");
}

void reportEnded(Context &context, const WaiverClaim &claim) {
  const syntax::DateLit &until = claim.syntax->until;
  std::string day = formatDay(until.value);
  diagnostics::Reporter &reporter = context.reporter;
  switch (claim.kind) {
  case WaiverKind::Exception:
    reporter.report<Kind::WaiverExpired>(until.range, claim.what, day)
        .label("it lifts nothing since")
        .help("delete it, or have it approved again");
    return;
  case WaiverKind::Unguarded:
    reporter.report<Kind::UnguardedLapsed>(until.range, claim.what, day)
        .help("write a guardrail that covers the tool, or have its absence approved again");
    return;
  case WaiverKind::FailsOpen:
    reporter.report<Kind::WaiverExpired>(until.range, claim.what, day)
        .label("failures deny since")
        .help("write `fails closed`, or have it approved again");
    return;
  case WaiverKind::Shadow:
    reporter.report<Kind::WaiverExpired>(until.range, claim.what, day)
        .label("the guardrail enforces since")
        .help("delete the clause");
    return;
  }
}

void checkReviewInterval(Context &context, const WaiverClaim &claim) {
  const std::optional<syntax::Review> &reviewed = claim.syntax->reviewed;
  if (reviewed && reviewed->every && reviewed->every.value < millisPerDay)
    context.reporter
        .report<Kind::ReviewTooOften>(reviewed->every.range, claim.what, formatDuration(reviewed->every.value))
        .label("shorter than a day")
        .help("write whole days, for instance `every 30d`");
}

void checkReviewDue(Context &context, const WaiverClaim &claim) {
  const std::optional<syntax::Review> &reviewed = claim.syntax->reviewed;
  if (claim.kind != WaiverKind::Exception || !reviewed || !reviewed->on || !reviewed->every)
    return;
  Instant due = static_cast<Instant>(reviewed->on.value) * millisPerDay + reviewed->every.value;
  Day day = static_cast<Day>(due / millisPerDay);
  if (day < context.program.options.asOf)
    context.reporter.report<Kind::ReviewOverdue>(reviewed->range, claim.what, formatDay(day))
        .label("the last review")
        .help("review it and write the day, or delete it");
}

void checkEnd(Context &context, const WaiverClaim &claim) {
  const syntax::DateLit &until = claim.syntax->until;
  if (endsFirst(*claim.syntax))
    return;
  if (until && until.value < context.program.options.asOf) {
    reportEnded(context, claim);
    return;
  }
  checkReviewDue(context, claim);
}

// ---- People

const Party *findSigner(Context &context, const WaiverClaim &claim, const syntax::Path &path, StringRef act,
                        const syntax::DateLit &on) {
  std::string deed = act.str() + " " + claim.what;
  if (on)
    return findActor(context, *claim.file, path, deed, on.value);
  return findInternal(context, *claim.file, path, deed, Blame::Waiver);
}

} // namespace

void reportSecondApproval(Context &context, const syntax::Waiver &waiver, StringRef what) {
  context.reporter.report<Kind::SecondApproval>(waiver.alsoApproved.range, what)
      .related(waiver.approved.range, "the first is here")
      .note("only an exception from another package has two: its own, and that of the guardrail's owner")
      .help("keep the one who approved it");
}

Range firstWord(const Context &context, Range range) {
  StringRef text = context.program.sources->text(range);
  size_t size = text.take_while([](char c) { return llvm::isAlnum(c) || c == '_'; }).size();
  return {range.file, range.begin, range.begin + static_cast<uint32_t>(size)};
}

Waiver checkWaiver(Context &context, const WaiverClaim &claim) {
  const syntax::Waiver &written = *claim.syntax;
  Waiver waiver;
  waiver.syntax = &written;
  waiver.range = written.range;
  checkPresence(context, claim);
  const syntax::DateLit &day = written.approved.on;
  waiver.requestedBy =
      written.requestedBy ? findSigner(context, claim, written.requestedBy, "ask for", day) : claim.requester;
  waiver.approvedBy = findSigner(context, claim, written.approved.by, "approve", day);
  waiver.alsoApprovedBy = findSigner(context, claim, written.alsoApproved.by, "approve", written.alsoApproved.on);
  if (written.reviewed)
    waiver.reviewedBy = findSigner(context, claim, written.reviewed->by, "review", written.reviewed->on);
  if (claim.kind != WaiverKind::Exception && written.alsoApproved)
    reportSecondApproval(context, written, claim.what);
  checkSeparation(context, claim, waiver);
  checkDates(context, claim);
  checkReviewInterval(context, claim);
  checkEnd(context, claim);
  return waiver;
}

} // namespace onus::check
