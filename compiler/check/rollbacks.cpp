// SPDX-License-Identifier: Apache-2.0
#include "check/passes.h"
#include "check/text.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"

/// A rollback that disables tools is a switch for the systems that enforce its guardrail (S14): each tool must be in
/// one of them, and in each of them something must be there to disable.
namespace onus::check {
namespace {

using diagnostics::Kind;
using syntax::RollbackClause;

/// One clause with the guardrails that owe it; several where duties share it.
struct Rollback {
  const RollbackClause *clause = nullptr;
  std::vector<const Guardrail *> guardrails;
  llvm::SetVector<const System *> systems; ///< that enforce one of them
};

class RollbackCheck {
public:
  RollbackCheck(Context &context, const Rollback &rollback) : context_(context), rollback_(rollback) {
    const syntax::File &file = *rollback.guardrails.front()->rollback.file;
    for (const syntax::Path &path : rollback.clause->tools) {
      const resolve::Symbol *symbol =
          path.names.size() < 2
              ? nullptr
              : context.program.names->tryFind(file, path.names.drop_back(), resolve::bit(Decl::Kind::Surface));
      const Surface *surface = context.program.surface(symbol);
      complete_ &= surface && surface->find(path.names.back().text);
      surfaces_.push_back(surface);
    }
    for (const System *system : rollback.systems)
      complete_ &= !context.program.broken.contains(system->decl);
  }

  void run() {
    if (!complete_ || rollback_.systems.empty() || rollback_.clause->tools.empty())
      return;
    bool reported = false;
    for (size_t i = 0; i < surfaces_.size(); ++i)
      reported |= !checkTool(rollback_.clause->tools[i], *surfaces_[i]);
    if (!reported)
      for (const System *system : rollback_.systems)
        checkSystem(*system);
  }

private:
  static bool has(const System &system, const Surface &surface) {
    return llvm::is_contained(system.surfaces, &surface);
  }

  bool checkTool(const syntax::Path &path, const Surface &surface) {
    if (llvm::any_of(rollback_.systems, [&](const System *system) { return has(*system, surface); }))
      return true;
    auto builder = context_.reporter.report<Kind::RollbackElsewhere>(path.range, path.text());
    builder.label("not a tool of theirs").help("disable what the guardrail guards, or the system");
    for (const System *system : rollback_.systems)
      builder.related(system->decl->name.range,
                      "this system enforces it, without surface " + quoted(surface.symbol->simpleName()));
    return false;
  }

  void checkSystem(const System &system) {
    bool stops = llvm::any_of(surfaces_, [&](const Surface *surface) { return has(system, *surface); });
    auto enforced = llvm::find_if(rollback_.guardrails, [&](const Guardrail *guardrail) {
      return llvm::is_contained(system.enforced, guardrail);
    });
    if (stops || enforced == rollback_.guardrails.end())
      return;
    const Guardrail &guardrail = **enforced;
    auto builder = context_.reporter.report<Kind::RollbackMissesSystem>(
        rollback_.clause->range, system.symbol->simpleName(), guardrail.decl->name.text);
    builder.label("it has none of these tools")
        .related(system.decl->name.range, "the system enforces the guardrail")
        .help("disable a tool of that system too, or write `disable system`");
    if (guardrail.rollback.origin == Origin::Duties)
      builder.related(guardrail.decl->name.range, "the guardrail has the rollback from its duties");
  }

  Context &context_;
  const Rollback &rollback_;
  std::vector<const Surface *> surfaces_; ///< of the tools, in their order
  bool complete_ = true;                  ///< nothing about it was reported that may be the reason
};

} // namespace

void checkRollbacks(Context &context) {
  llvm::DenseMap<const Guardrail *, std::vector<const System *>> enforcing;
  for (const System &system : context.program.systems)
    for (const Guardrail *guardrail : system.enforced)
      enforcing[guardrail].push_back(&system);
  std::vector<Rollback> rollbacks;
  llvm::DenseMap<const RollbackClause *, size_t> places;
  for (const Guardrail &guardrail : context.program.guardrails) {
    if (!guardrail.rollback || guardrail.rollback.clause->act != RollbackClause::Act::DisableTools)
      continue;
    auto [place, added] = places.try_emplace(guardrail.rollback.clause, rollbacks.size());
    if (added)
      rollbacks.push_back({guardrail.rollback.clause, {}, {}});
    Rollback &rollback = rollbacks[place->second];
    rollback.guardrails.push_back(&guardrail);
    for (const System *system : enforcing[&guardrail])
      rollback.systems.insert(system);
  }
  for (const Rollback &rollback : rollbacks)
    RollbackCheck(context, rollback).run();
}

} // namespace onus::check
