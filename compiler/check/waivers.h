// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

/// What exceptions, `unguarded`, `fails open` and `shadow` share (S40): a reason, a requester, an approver who is
/// somebody else, an end.
namespace onus::check {

enum class WaiverKind { Exception, Unguarded, FailsOpen, Shadow };

/// A waiver about to be checked.
struct WaiverClaim {
  const syntax::Waiver *syntax = nullptr;
  const syntax::File *file = nullptr;
  WaiverKind kind = WaiverKind::Exception;
  std::string what;                 ///< how messages name it: "exception `vip_goodwill`"
  Range name;                       ///< where a missing clause is reported
  const Party *requester = nullptr; ///< who asked where `requested by` is left out; null for exceptions
};

/// Finds the waiver's people and reports E05: missing clauses, people who cannot sign, an approver who asked for it
/// themselves, dates that do not fit, an end that has passed.
Waiver checkWaiver(Context &context, const WaiverClaim &claim);

/// Only an exception from another package is approved twice.
void reportSecondApproval(Context &context, const syntax::Waiver &waiver, llvm::StringRef what);

/// Where the first word of a clause stands.
Range firstWord(const Context &context, Range range);

} // namespace onus::check
