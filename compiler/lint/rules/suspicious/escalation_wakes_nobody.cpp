// SPDX-License-Identifier: Apache-2.0
#include "lint/duty.h"

#include "check/text.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

/// Channels that are read when somebody looks. Every other is taken for one that rings.
constexpr llvm::StringLiteral quiet[] = {"chat",       "discord", "email", "google_chat", "irc",   "mail", "matrix",
                                         "mattermost", "slack",   "teams", "ticket",      "webex", "wiki", "zulip"};

bool isQuiet(const syntax::Contact &contact) {
  std::string channel = contact.channel.text.lower();
  return llvm::any_of(quiet, [&](llvm::StringRef each) { return each == channel; });
}

/// Called by email alone, or by nothing that rings.
bool isUnheard(const check::EscalateStep &step) { return llvm::all_of(step.to->decl->contacts, isQuiet); }

source::Range contactOf(const check::Party &party) {
  const syntax::PartyDecl &decl = *party.decl;
  return decl.contacts.empty() ? decl.email.range : decl.contacts.front().address.range;
}

void check(const check::System &, const check::TypedGuardrail &typed, Pass &pass) {
  const check::Guardrail &guardrail = *typed.guardrail;
  if (!isSevere(typed.severity) || !llvm::all_of(guardrail.escalateSteps, isUnheard))
    return;
  source::Range first = guardrail.escalate.clause->steps.front().to.range;
  auto builder =
      pass.report(placeOf(pass, guardrail, first), "this escalation only writes to people: at night nobody reads it");
  for (const check::EscalateStep &step : guardrail.escalateSteps)
    builder.related(contactOf(*step.to), check::quoted(step.to->symbol->simpleName()) + " is reached here");
  builder.help("add a contact that rings, such as `pager \"…\"` or `phone \"…\"`, or a step to a party that has one");
  nameDebtor(builder, typed);
}

} // namespace

extern const Rule escalation_wakes_nobody = {
    .name = "escalation-wakes-nobody",
    .category = Category::Suspicious,
    .summary = "the escalation of a high or critical guardrail reaches people by chat and email only",
    .typedGuardrail = check,
};

} // namespace onus::lint
