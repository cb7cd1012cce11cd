// SPDX-License-Identifier: Apache-2.0
#include "check/duties.h"
#include "check/people.h"
#include "check/text.h"

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
    builder.label("did you mean " + quoted(guess) + "?").fix("write " + quoted(guess), tool.range, guess);
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
    for (size_t before = 0; before < steps.size(); ++before)
      if (steps[before].to == party)
        context.reporter.report<Kind::EscalationRepeated>(written.to.range, party->symbol->simpleName())
            .label("who did not answer is called again")
            .related(places[before], "called first here")
            .help("name who comes next, or leave the step out");
    steps.push_back({party, written.within.value});
    places.push_back(written.to.range);
  }
  return steps;
}

const Party *findExecutor(Context &context, const syntax::File &file, const RollbackClause &clause) {
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
    if (const Tool *tool = surface->find(path.names.back().text))
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
