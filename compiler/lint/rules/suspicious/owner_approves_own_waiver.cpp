// SPDX-License-Identifier: Apache-2.0
#include "lint/hands.h"
#include "lint/pass.h"

#include "check/text.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

/// Everybody who signed belongs to who owns what is waived. The requester is somebody else, or it would not compile.
void judge(const check::Waiver &waiver, const check::Party &owner, llvm::StringRef what, llvm::StringRef owned,
           Pass &pass) {
  for (const check::Party *signer : {waiver.approvedBy, waiver.alsoApprovedBy, waiver.reviewedBy})
    if (signer && !isOwnersSide(*signer, owner))
      return;
  std::string sameness = samenessOf(*waiver.approvedBy, owner);
  pass.report(waiver.syntax->approved.by.range, "{} is signed by nobody but who owns {}", what, owned)
      .label(sameness.empty() ? "owns what is waived" : sameness)
      .note("whoever answers for a control and also decides what need not be controlled is asked by nobody")
      .help("let somebody outside " + check::quoted(owner.symbol->simpleName()) + " approve it, or review it");
}

void checkException(const check::Exception &exception, Pass &pass) {
  judge(exception.waiver, *exception.guardrail->owner, "exception `" + exception.name + "`", "its guardrail", pass);
}

void checkGuardrail(const check::Guardrail &guardrail, Pass &pass) {
  if (guardrail.failsWaiver)
    judge(*guardrail.failsWaiver, *guardrail.owner, "this open failure", "the guardrail", pass);
  if (guardrail.shadow)
    judge(*guardrail.shadow, *guardrail.owner, "this shadow", "the guardrail", pass);
}

void checkTool(const check::Tool &tool, Pass &pass) {
  for (const check::ToolUnguarded &each : tool.unguarded)
    judge(each.waiver, *tool.surface->owner, "what leaves tools unguarded", "the surface", pass);
}

} // namespace

extern const Rule owner_approves_own_waiver = {
    .name = "owner-approves-own-waiver",
    .category = Category::Suspicious,
    .summary = "a waiver is approved and reviewed by nobody but who owns what it waives",
    .tool = checkTool,
    .guardrail = checkGuardrail,
    .exception = checkException,
};

} // namespace onus::lint
