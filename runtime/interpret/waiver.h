// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/time.h"
#include "runtime/format/bundle.h"

/// When what somebody signed for is in force (S26): from the first day through the end of the last, UTC. All are judged
/// at the event's time.
namespace onus::rt {

inline bool inForce(const WaiverRow &waiver, int64_t now) {
  int32_t today = dayOf(now);
  return waiver.on <= today && today <= waiver.until;
}

/// An exception also lapses when its review is overdue.
inline bool inForce(const ExceptionRow &exception, int64_t now) {
  int32_t today = dayOf(now);
  return exception.on <= today && today <= exception.until && today <= exception.reviewedBefore;
}

/// The guardrail is in shadow (S8).
inline bool inShadow(const Bundle &bundle, const GuardrailRow &guardrail, int64_t now) {
  return guardrail.shadow != none && inForce(bundle.row<Section::Waivers>(guardrail.shadow), now);
}

} // namespace onus::rt
