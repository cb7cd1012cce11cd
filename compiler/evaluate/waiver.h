// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"

/// Waivers and exceptions are judged at the event's time (S26).
namespace onus::evaluate {

/// The day of an instant, UTC.
Day dayOf(onus::Instant instant);
/// True where the instant lies in the years that can be written, 0001 to 9999: arithmetic gives no others.
bool isWritable(onus::Instant instant);
/// From `on` 00:00Z through the end of `until`.
bool inForce(const ir::Waiver &waiver, onus::Instant now);
/// An exception lapses, besides, when its review is overdue: after the day `on` + `every`.
bool inForce(const ir::Exception &exception, onus::Instant now);
/// True where the guardrail only watches.
bool inShadow(const ir::Guardrail &guardrail, onus::Instant now);

} // namespace onus::evaluate
