// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "check/people.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::lint {

namespace {

/// From so many of the five parts on, one person is most of those who would notice.
constexpr size_t tooMany = 4;

/// Who stands behind which parts in a system, in the order in which they are asked after an incident.
class Parts {
public:
  explicit Parts(const check::System &system) {
    add(system.business, "its business owner");
    add(system.engineering, "its engineering owner");
    add(system.security, "its security owner");
    for (const check::Guardrail *guardrail : system.enforced)
      addGuardrail(*guardrail);
    for (const check::Surface *surface : system.surfaces)
      for (const check::Tool &tool : surface->tools)
        for (const check::ToolUnguarded &each : tool.unguarded)
          add(each.waiver.approvedBy, approver);
  }

  const auto &byPerson() const { return byPerson_; }

private:
  static constexpr llvm::StringLiteral approver = "an approver of its waivers";

  void add(const check::Party *party, llvm::StringRef part) {
    if (const check::Party *person = check::personBehind(party))
      byPerson_[person].insert(part);
  }

  void addGuardrail(const check::Guardrail &guardrail) {
    add(guardrail.owner, "a control owner");
    for (const auto *waiver : {&guardrail.failsWaiver, &guardrail.shadow})
      if (*waiver)
        add((*waiver)->approvedBy, approver);
    for (const check::Exception &each : guardrail.exceptions)
      add(each.waiver.approvedBy, approver);
  }

  llvm::MapVector<const check::Party *, llvm::SetVector<llvm::StringRef>> byPerson_;
};

void check(const check::System &system, Pass &pass) {
  Parts all(system);
  const check::Party *business = check::personBehind(system.business);
  bool ownsAll = business && business == check::personBehind(system.engineering) &&
                 business == check::personBehind(system.security);
  for (const auto &[person, parts] : all.byPerson())
    if (parts.size() >= tooMany || (ownsAll && person == business))
      pass.report(system.decl->name.range, "in system `{}`, `{}` is {}: nobody is left to object",
                  system.symbol->simpleName(), person->symbol->simpleName(),
                  llvm::join(parts.begin(), parts.end() - 1, ", ") + " and " + parts.back().str())
          .related(person->decl->name.range, "the person behind all of them: a team stands for its lead")
          .help("give one of these parts to somebody else");
}

} // namespace

extern const Rule one_person_in_many_chains = {
    .name = "one-person-in-many-chains",
    .category = Category::Suspicious,
    .summary = "one person stands behind all three owners of a system, or behind four of its owners and approvers",
    .system = check,
};

} // namespace onus::lint
