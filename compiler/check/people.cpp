// SPDX-License-Identifier: Apache-2.0
#include "check/people.h"
#include "check/text.h"

#include <algorithm>

namespace onus::check {
namespace {

using diagnostics::Builder;
using diagnostics::Kind;
using llvm::StringRef;

bool namesTheUser(const Context &context, const syntax::File &file, const syntax::Path &path) {
  return path.names.size() == 1 && path.names[0].text == "user" &&
         !context.program.names->tryFind(file, path.names, resolve::parties);
}

void reportUser(Context &context, const syntax::Path &path, StringRef act) {
  context.reporter.report<Kind::UserNotAccountable>(path.range, act)
      .label("whoever uses the system")
      .note("`user` may only be asked (`ask user`): it is nobody in particular, so nobody would answer")
      .help("name an internal team or person");
}

Builder reportOutsider(Context &context, const Party &party, Range range, StringRef act, Blame blame) {
  StringRef kind = syntax::word(party.kind);
  StringRef name = party.symbol->simpleName();
  switch (blame) {
  case Blame::Accountability:
    return context.reporter.report<Kind::PartyNotInternal>(range, kind, name, act);
  case Blame::Waiver:
    return context.reporter.report<Kind::WaiverPartyNotInternal>(range, kind, name, act);
  }
  return Builder(nullptr);
}

/// The internal team behind a vendor, as a path that can be written in the clause.
void offerTeam(Builder &builder, const Party &vendor, Range range) {
  std::string team = vendor.answersTo->symbol->simpleName().str();
  builder.note(quoted(vendor.symbol->simpleName()) + " answers to " + quoted(team))
      .fix("name " + quoted(team) + " instead", range, team);
}

void reportNotInternal(Context &context, const Party &party, Range range, StringRef act, Blame blame) {
  Builder builder = reportOutsider(context, party, range, act, blame);
  builder.related(party.decl->name.range, "declared here");
  if (party.kind == Decl::Kind::Vendor)
    builder.label("an outside supplier").help("name the internal team or person who answers for it");
  else
    builder.label("a whole organization is nobody in particular").help("name a team or a person of it");
  if (party.answersTo)
    offerTeam(builder, party, range);
}

/// The party, when it is a team or a person; else null after a report.
const Party *findTeamOrPerson(Context &context, const syntax::File &file, const syntax::Path &path, StringRef act,
                              Blame blame) {
  if (!path)
    return nullptr;
  if (namesTheUser(context, file, path)) {
    reportUser(context, path, act);
    return nullptr;
  }
  const resolve::Symbol *symbol =
      context.program.names->find(file, path, resolve::parties, "a team or person", context.reporter);
  const Party *party = symbol ? context.program.party(symbol) : nullptr;
  if (party && !party->internal()) {
    reportNotInternal(context, *party, path.range, act, blame);
    return nullptr;
  }
  return party;
}

} // namespace

bool activeOn(const Party &person, Day day) {
  const syntax::PartyDecl &decl = *person.decl;
  return (!decl.activeFrom || decl.activeFrom.value <= day) && (!decl.activeUntil || day <= decl.activeUntil.value);
}

std::string inactivity(const Party &person) {
  const syntax::PartyDecl &decl = *person.decl;
  std::string text = "active";
  if (decl.activeFrom)
    text += " from " + formatDay(decl.activeFrom.value);
  if (decl.activeUntil)
    text += " until " + formatDay(decl.activeUntil.value);
  return text;
}

const Party *personBehind(const Party *party) {
  if (!party || party->kind == Decl::Kind::Person)
    return party;
  return party->kind == Decl::Kind::Team ? party->lead : nullptr;
}

bool belongsTo(const Party &person, const Party &team) {
  return team.lead == &person || std::find(team.members.begin(), team.members.end(), &person) != team.members.end();
}

const Party *findInternal(Context &context, const syntax::File &file, const syntax::Path &path, StringRef act,
                          Blame blame) {
  const Party *party = findTeamOrPerson(context, file, path, act, blame);
  if (!party || party->kind != Decl::Kind::Person || activeOn(*party, context.program.options.asOf))
    return party;
  context.reporter.report<Kind::PersonInactive>(path.range, party->symbol->simpleName(), act, inactivity(*party))
      .label("not active on " + formatDay(context.program.options.asOf))
      .related(party->decl->name.range, "declared here")
      .help("name who took over, or a team, whose lead may change");
  return nullptr;
}

const Party *findActor(Context &context, const syntax::File &file, const syntax::Path &path, StringRef act, Day day) {
  const Party *party = findTeamOrPerson(context, file, path, act, Blame::Waiver);
  if (!party || party->kind != Decl::Kind::Person || activeOn(*party, day))
    return party;
  context.reporter
      .report<Kind::ApproverInactive>(path.range, party->symbol->simpleName(), act, formatDay(day), inactivity(*party))
      .label("not active on that day")
      .related(party->decl->name.range, "declared here");
  return nullptr;
}

} // namespace onus::check
