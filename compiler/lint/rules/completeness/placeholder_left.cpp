// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/unfinished.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

/// Whole texts that say that there is nothing.
constexpr llvm::StringLiteral nothings[] = {"-",  "?",   "??",   "???",  "...",    "n/a",
                                            "na", "nil", "none", "null", "unknown"};

bool isPlaceholder(llvm::StringRef text) {
  std::vector<std::string> words = wordsOf(text);
  return isUnfinished(words) || llvm::is_contained(words, "your") ||
         llvm::is_contained(nothings, llvm::StringRef(text.trim().lower())) ||
         (text.contains('<') && text.contains('>'));
}

void judge(const syntax::Text &text, llvm::StringRef what, Pass &pass) {
  if (text && isPlaceholder(text.value))
    pass.report(text.range, "`{}` is no {}: it was never filled in", text.value, what).label("found when it is needed");
}

void checkParty(const check::Party &party, Pass &pass) {
  judge(party.decl->email, "address", pass);
  for (const syntax::Contact &contact : party.decl->contacts)
    judge(contact.address, "address", pass);
}

void checkGuardrail(const check::Guardrail &guardrail, Pass &pass) {
  judge(guardrail.rollback.clause->runbook, "runbook", pass);
}

void checkSystem(const check::System &system, Pass &pass) {
  judge(system.decl->change, "change record", pass);
  judge(system.decl->incident, "incident plan", pass);
  judge(system.decl->review, "review", pass);
}

} // namespace

extern const Rule placeholder_left = {
    .name = "placeholder-left",
    .category = Category::Completeness,
    .summary = "an address, a runbook or a reference was never filled in",
    .party = checkParty,
    .system = checkSystem,
    .guardrail = checkGuardrail,
};

} // namespace onus::lint
