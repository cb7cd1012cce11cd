// SPDX-License-Identifier: Apache-2.0
#include "check/people.h"
#include "check/text.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::check {
namespace {

using diagnostics::Kind;
using llvm::StringRef;
using resolve::Symbol;
using syntax::PartyDecl;

// ---- First all parties, so that they can name each other

template <typename T, typename List>
T &addOf(Context &context, List &list, const Symbol *symbol) {
  T &entry = list.emplace_back();
  entry.symbol = symbol;
  context.program.byDecl[symbol->decl] = &entry;
  return entry;
}

void collect(Context &context) {
  for (Decl::Kind kind : {Decl::Kind::Organization, Decl::Kind::Person, Decl::Kind::Team, Decl::Kind::Vendor}) {
    for (const Symbol *symbol : context.program.names->all(kind)) {
      Party &party = addOf<Party>(context, context.program.parties, symbol);
      party.decl = llvm::cast<PartyDecl>(symbol->decl);
      party.kind = kind;
    }
  }
  for (const Symbol *symbol : context.program.names->all(Decl::Kind::Standard))
    addOf<Standard>(context, context.program.standards, symbol).decl = llvm::cast<syntax::StandardDecl>(symbol->decl);
}

// ---- Which clause belongs to whom

void misplaced(Context &context, const Party &party, Range range, StringRef clause, StringRef belongs) {
  if (!range.valid())
    return;
  context.reporter.report<Kind::ClauseUnfit>(range, syntax::word(party.kind), party.symbol->simpleName(), clause)
      .label("this belongs to " + belongs.str());
}

void checkClauses(Context &context, const Party &party) {
  const PartyDecl &decl = *party.decl;
  bool team = party.kind == Decl::Kind::Team, person = party.kind == Decl::Kind::Person;
  if (!team) {
    misplaced(context, party, decl.lead.range, "lead", "a team");
    if (!decl.members.empty())
      misplaced(context, party, decl.members.front().range, "members", "a team");
  }
  if (!person) {
    misplaced(context, party, decl.email.range, "email", "a person; a team has a `contact`");
    Range active = decl.activeFrom ? decl.activeFrom.range : decl.activeUntil.range;
    misplaced(context, party, active, "active", "a person");
  }
  if (party.kind != Decl::Kind::Vendor) {
    misplaced(context, party, decl.provides.range, "provides", "a vendor");
    misplaced(context, party, decl.answersTo.range, "answers_to", "a vendor");
  }
  if (party.kind != Decl::Kind::Organization && !decl.standards.empty())
    misplaced(context, party, decl.standards.front().range, "standards", "an organization");
}

// ---- What each kind needs

const Party *findPerson(Context &context, const Party &team, const syntax::Path &path, StringRef act) {
  const Party *person = findInternal(context, *team.symbol->file, path, act);
  if (!person || person->kind == Decl::Kind::Person)
    return person;
  context.reporter.report<Kind::PartyNotInternal>(path.range, "team", person->symbol->simpleName(), act)
      .label("a person is wanted here")
      .related(person->decl->name.range, "declared as a team here");
  return nullptr;
}

void checkTeam(Context &context, Party &team) {
  const PartyDecl &decl = *team.decl;
  StringRef name = team.symbol->simpleName();
  bool whole = !team.symbol->file->broken;
  if (decl.lead)
    team.lead = findPerson(context, team, decl.lead, "lead team " + quoted(name));
  else if (whole)
    context.reporter.report<Kind::TeamLeadMissing>(decl.name.range, name)
        .label("who answers for it?")
        .note("a team's approval is its lead's, and only its lead outranks it")
        .help("write `lead PERSON` in it");
  for (const syntax::Path &path : decl.members) {
    const Party *member = findPerson(context, team, path, "be a member of team " + quoted(name));
    if (member && llvm::is_contained(team.members, member))
      context.reporter.report<Kind::NamedTwice>(path.range, path.text(), "members").label("once is enough");
    else if (member)
      team.members.push_back(member);
  }
  if (decl.contacts.empty() && whole)
    context.reporter.report<Kind::TeamContactMissing>(decl.name.range, name)
        .label("how is it called?")
        .help("write `contact CHANNEL \"ADDRESS\"` in it, for instance `contact pagerduty \"PSERVICE\"`");
}

void checkPerson(Context &context, const Party &person, llvm::StringMap<const Party *> &emails) {
  const PartyDecl &decl = *person.decl;
  StringRef name = person.symbol->simpleName();
  if (!decl.email && !person.symbol->file->broken)
    context.reporter.report<Kind::PersonEmailMissing>(decl.name.range, name)
        .help("write `email \"ADDRESS\"` in it: approvals name who gave them by it");
  if (decl.email) {
    auto [first, added] = emails.try_emplace(decl.email.value.lower(), &person);
    const resolve::Symbol *other = added ? nullptr : first->second->symbol;
    bool apart = other && other->package != person.symbol->package; // their packages tell them apart
    if (!added)
      context.reporter
          .report<Kind::EmailShared>(decl.email.range, apart ? StringRef(other->name) : other->simpleName(),
                                     apart ? StringRef(person.name()) : name)
          .related(first->second->decl->email.range, "the same here");
  }
  if (decl.activeFrom && decl.activeUntil && decl.activeUntil.value < decl.activeFrom.value)
    context.reporter.report<Kind::ActiveReversed>(decl.activeUntil.range, name, formatDay(decl.activeUntil.value),
                                                  formatDay(decl.activeFrom.value));
}

void checkVendor(Context &context, Party &vendor) {
  const PartyDecl &decl = *vendor.decl;
  StringRef name = vendor.symbol->simpleName();
  if (decl.answersTo) {
    vendor.answersTo = findInternal(context, *vendor.symbol->file, decl.answersTo, "answer for vendor " + quoted(name));
  } else if (!vendor.symbol->file->broken) {
    context.reporter.report<Kind::AnswersToMissing>(decl.name.range, name)
        .label("who inside answers for what it supplies?")
        .note("a vendor is never accountable itself")
        .help("write `answers_to TEAM` in it");
  }
}

void findStandards(Context &context, Party &organization) {
  for (const syntax::Path &path : organization.decl->standards) {
    const Symbol *symbol = context.program.names->find(
        *organization.symbol->file, path, resolve::bit(Decl::Kind::Standard), "a standard", context.reporter);
    if (symbol)
      organization.standards.push_back(static_cast<const Standard *>(context.program.byDecl.lookup(symbol->decl)));
  }
}

void checkSink(Context &context, const Symbol *symbol) {
  Sink &sink = addOf<Sink>(context, context.program.sinks, symbol);
  sink.decl = llvm::cast<syntax::SinkDecl>(symbol->decl);
  StringRef name = symbol->simpleName();
  bool whole = !symbol->file->broken;
  if (sink.decl->owner)
    sink.owner = findInternal(context, *symbol->file, sink.decl->owner, "own sink " + quoted(name));
  else if (whole)
    context.reporter.report<Kind::SinkOwnerMissing>(sink.decl->name.range, name)
        .label("who answers for what is kept here?")
        .help("write `owner TEAM` in it");
  if (!sink.decl->keep && whole)
    context.reporter.report<Kind::SinkKeepMissing>(sink.decl->name.range, name)
        .label("for how long can a decision be looked up?")
        .help("write `keep 400d` in it, or how long it is");
}

} // namespace

void checkParties(Context &context) {
  collect(context);
  for (Party &party : context.program.parties)
    checkClauses(context, party);
  llvm::StringMap<const Party *> emails;
  for (Party &party : context.program.parties) {
    if (party.kind == Decl::Kind::Person)
      checkPerson(context, party, emails);
    else if (party.kind == Decl::Kind::Team)
      checkTeam(context, party);
    else if (party.kind == Decl::Kind::Vendor)
      checkVendor(context, party);
    else
      findStandards(context, party);
  }
  for (const Symbol *symbol : context.program.names->all(Decl::Kind::Sink))
    checkSink(context, symbol);
}

} // namespace onus::check
