// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "check/text.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

using check::quoted;

/// Days before somebody leaves from which on it is spoken of: a month, so that a successor can be found.
constexpr Day notice = 30;

struct Part {
  std::string what; ///< as it stands after "still"
  source::Range range;
};

std::optional<Part> inParties(const check::Party &person, const check::Program &program) {
  for (const check::Party &party : program.parties) {
    if (party.lead == &person)
      return Part{"leads team " + quoted(party.symbol->simpleName()), party.decl->lead.range};
    if (party.answersTo == &person)
      return Part{"answers for vendor " + quoted(party.symbol->simpleName()), party.decl->answersTo.range};
  }
  return std::nullopt;
}

std::optional<Part> inGuardrails(const check::Party &person, const check::Program &program) {
  for (const check::Guardrail &guardrail : program.guardrails) {
    std::string name = quoted(guardrail.symbol->simpleName());
    if (guardrail.owner == &person)
      return Part{"owns guardrail " + name, guardrail.decl->name.range};
    if (guardrail.rollbackBy == &person)
      return Part{"rolls back for guardrail " + name, guardrail.rollback.clause->by.range};
    if (guardrail.failsAsk == &person)
      return Part{"decides when guardrail " + name + " fails", guardrail.fails.clause->ask.range};
    for (const auto &[step, written] : llvm::zip(guardrail.escalateSteps, guardrail.escalate.clause->steps))
      if (step.to == &person)
        return Part{"is called for guardrail " + name, written.to.range};
  }
  return std::nullopt;
}

std::optional<Part> inSystems(const check::Party &person, const check::Program &program) {
  for (const check::System &system : program.systems)
    for (auto [party, path] :
         {std::pair(system.business, system.decl->business), std::pair(system.engineering, system.decl->engineering),
          std::pair(system.security, system.decl->security)})
      if (party == &person)
        return Part{"answers for system " + quoted(system.symbol->simpleName()), path.range};
  return std::nullopt;
}

template <typename List>
std::optional<Part> inOwners(const check::Party &person, const List &list, llvm::StringRef kind) {
  for (const auto &each : list)
    if (each.owner == &person)
      return Part{"owns " + kind.str() + " " + quoted(each.symbol->simpleName()), each.decl->owner.range};
  return std::nullopt;
}

/// The first part that the compiler will refuse when the person has left.
std::optional<Part> partOf(const check::Party &person, const check::Program &program) {
  if (auto part = inParties(person, program))
    return part;
  if (auto part = inSystems(person, program))
    return part;
  if (auto part = inGuardrails(person, program))
    return part;
  if (auto part = inOwners(person, program.surfaces, "surface"))
    return part;
  if (auto part = inOwners(person, program.sinks, "sink"))
    return part;
  return inOwners(person, program.detectors, "detector");
}

void check(const check::Party &person, Pass &pass) {
  const syntax::DateLit &until = person.decl->activeUntil;
  Day left = until.value - pass.asOf();
  if (person.kind != syntax::Decl::Kind::Person || !until || left < 0 || left > notice)
    return;
  std::optional<Part> part = partOf(person, pass.program);
  if (!part)
    return;
  pass.report(until.range, "`{}` is active only until {} and still {}", person.symbol->simpleName(),
              formatDay(until.value), part->what)
      .label("from the next day on this does not compile")
      .related(part->range, "here")
      .help("name who takes over");
}

} // namespace

extern const Rule owner_about_to_leave = {
    .name = "owner-about-to-leave",
    .category = Category::Completeness,
    .level = Level::Info,
    .summary = "a person who is active for no more than 30 days still answers for something",
    .party = check,
};

} // namespace onus::lint
