// SPDX-License-Identifier: Apache-2.0
#include "check/duties.h"
#include "check/people.h"
#include "check/text.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace onus::check {
namespace {

using diagnostics::Kind;
using llvm::StringRef;
using syntax::RollbackClause;

void checkOrder(Context &context, const syntax::EscalateStep &earlier, const syntax::EscalateStep &step) {
  if (step.within.value > earlier.within.value)
    return;
  context.reporter.report<Kind::EscalationOrder>(step.within.range, step.to.text(), formatDuration(step.within.value))
      .label("counted from the decision, like the step before")
      .related(earlier.within.range, "that step has until here")
      .help("give each further step more time than the one before it");
}

/// Where a party is called: "slack #ops".
std::set<std::string> contactsOf(const Party &party) {
  std::set<std::string> contacts;
  if (party.decl->email)
    contacts.insert("email " + party.decl->email.value.lower());
  for (const syntax::Contact &contact : party.decl->contacts)
    contacts.insert(contact.channel.text.lower() + " " + contact.address.value.lower());
  return contacts;
}

/// Nobody but the lead is known to be in the team.
bool isLeadAlone(const Party &team) {
  return llvm::all_of(team.members, [&](const Party *member) { return member == team.lead; });
}

/// A further step is there because the earlier ones may not answer: it must reach somebody else.
void checkReach(Context &context, const Party &party, Range place, llvm::ArrayRef<EscalateStep> earlier,
                llvm::ArrayRef<Range> places) {
  std::set<std::string> contacts = contactsOf(party), called;
  for (const EscalateStep &step : earlier)
    called.merge(contactsOf(*step.to));
  if (!contacts.empty() && std::includes(called.begin(), called.end(), contacts.begin(), contacts.end())) {
    auto builder = context.reporter.report<Kind::EscalationSameContact>(place, party.symbol->simpleName());
    builder.label(quoted(*contacts.begin()) + " is called already").help("name who comes next, or leave the step out");
    for (size_t i = 0; i < earlier.size(); ++i)
      builder.related(places[i], "called here");
    return;
  }
  const Party *person = personBehind(&party);
  if (!person || party.kind != Decl::Kind::Team || !isLeadAlone(party))
    return;
  for (size_t i = 0; i < earlier.size(); ++i)
    if (personBehind(earlier[i].to) == person) {
      context.reporter.report<Kind::EscalationSameLead>(place, party.symbol->simpleName(), person->symbol->simpleName())
          .related(places[i], "reached here first")
          .related(party.decl->name.range, "the lead is the only one known to be in it")
          .help("call another team or person, or name the team's `members`");
      return;
    }
}

// ---- Rollback

void reportNoTool(Context &context, const syntax::Path &path, StringRef why) {
  context.reporter.report<Kind::RollbackTargetKind>(path.range, path.text())
      .label(why.str())
      .note("an engine's stop list holds tools, systems, agents and credentials")
      .help("write `disable SURFACE.TOOL, …` or `disable system`");
}

void reportUnknownTool(Context &context, const Surface &surface, const syntax::Name &tool) {
  std::vector<StringRef> names;
  for (const Tool &known : surface.tools)
    names.push_back(known.name);
  std::string guess = resolve::closest(tool.text, names);
  auto builder =
      context.reporter.report<Kind::RollbackToolUnknown>(tool.range, surface.symbol->simpleName(), tool.text);
  builder.related(surface.decl->name.range, "the surface is declared here");
  if (guess.empty())
    builder.label("a rollback that switches off nothing");
  else
    builder.didYouMean(tool.range, guess);
}

/// The surface that a tool's path names, or null after a report.
const Surface *findSurface(Context &context, const syntax::File &file, const syntax::Path &path) {
  const resolve::Names &names = *context.program.names;
  constexpr resolve::Kinds surfaces = resolve::bit(Decl::Kind::Surface);
  if (path.names.size() < 2) {
    bool surface = names.tryFind(file, path.names.take_front(), surfaces) != nullptr;
    reportNoTool(context, path, surface ? "a whole surface; name its tools" : "not a tool of a surface");
    return nullptr;
  }
  syntax::Path before{path.names.drop_back(),
                      source::join(path.names.front().range, path.names.drop_back().back().range)};
  const resolve::Symbol *symbol = names.find(file, before, surfaces, "a surface", context.reporter);
  return symbol ? context.program.surface(symbol) : nullptr;
}

} // namespace

const Sink *findSink(Context &context, const syntax::File &file, const syntax::LogClause &clause) {
  if (!clause.to)
    return nullptr;
  const resolve::Symbol *symbol =
      context.program.names->find(file, clause.to, resolve::bit(Decl::Kind::Sink), "a sink", context.reporter);
  return symbol ? context.program.sink(symbol) : nullptr;
}

std::vector<EscalateStep> findSteps(Context &context, const syntax::File &file, const syntax::EscalateClause &clause) {
  std::vector<EscalateStep> steps;
  std::vector<Range> places;
  for (size_t i = 0; i < clause.steps.size(); ++i) {
    const syntax::EscalateStep &written = clause.steps[i];
    if (i > 0)
      checkOrder(context, clause.steps[i - 1], written);
    const Party *party = findInternal(context, file, written.to, "be called: an escalation goes to who can act");
    if (!party)
      continue;
    auto before = llvm::find_if(steps, [&](const EscalateStep &step) { return step.to == party; });
    if (before != steps.end())
      context.reporter.report<Kind::EscalationRepeated>(written.to.range, party->symbol->simpleName())
          .label("who did not answer is called again")
          .related(places[static_cast<size_t>(before - steps.begin())], "called first here")
          .help("name who comes next, or leave the step out");
    else
      checkReach(context, *party, written.to.range, steps, places);
    steps.push_back({party, written.within.value});
    places.push_back(written.to.range);
  }
  return steps;
}

const Party *findExecutor(Context &context, const syntax::File &file, const RollbackClause &clause) {
  if (clause.act == RollbackClause::Act::Manual && !clause.runbook && !file.broken)
    context.reporter.report<Kind::RunbookMissing>(clause.range)
        .label("to be done by hand")
        .help("add `runbook \"…\"`: where the steps are written down");
  return findInternal(context, file, clause.by, "roll back");
}

std::vector<std::string> findTargets(Context &context, const syntax::File &file, const RollbackClause &clause) {
  std::vector<std::string> targets;
  if (clause.act == RollbackClause::Act::Revoke)
    targets.push_back(clause.credential.value.str());
  for (const syntax::Path &path : clause.tools) {
    const Surface *surface = findSurface(context, file, path);
    if (!surface || surface->tools.empty())
      continue;
    const Tool *tool = surface->find(path.names.back().text);
    if (tool && llvm::is_contained(targets, tool->qualified))
      context.reporter.report<Kind::NamedTwice>(path.range, path.text(), "disable").label("once is enough");
    else if (tool)
      targets.push_back(tool->qualified);
    else
      reportUnknownTool(context, *surface, path.names.back());
  }
  return targets;
}

const Party *findAsked(Context &context, const syntax::File &file, const syntax::FailsClause &clause) {
  if (clause.mode != syntax::FailsClause::Mode::Ask)
    return nullptr;
  return findInternal(context, file, clause.ask, "decide when a guardrail fails");
}

} // namespace onus::check
