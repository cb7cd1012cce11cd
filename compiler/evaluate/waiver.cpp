// SPDX-License-Identifier: Apache-2.0
#include "evaluate/waiver.h"

namespace onus::evaluate {

Day dayOf(onus::Instant instant) {
  int64_t day = instant / millisPerDay;
  return static_cast<Day>(instant % millisPerDay < 0 ? day - 1 : day);
}

bool isWritable(onus::Instant instant) {
  constexpr onus::Instant first = -62'135'596'800'000, last = 253'402'300'799'999; // the ends of 0001-01-01, 9999-12-31
  return instant >= first && instant <= last;
}

bool inForce(const ir::Waiver &waiver, onus::Instant now) {
  Day today = dayOf(now);
  return waiver.on <= today && today <= waiver.until;
}

bool inForce(const ir::Exception &exception, onus::Instant now) {
  return inForce(exception.waiver, now) && dayOf(now) <= exception.reviewedOn + exception.every / millisPerDay;
}

bool inShadow(const ir::Guardrail &guardrail, onus::Instant now) {
  return guardrail.shadow && inForce(*guardrail.shadow, now);
}

} // namespace onus::evaluate
