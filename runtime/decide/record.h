// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/decide/decision.h"
#include "runtime/decide/digest.h"

namespace onus::rt {

/// Writes the decision record: one line of JSON without the line break (docs/records.md). `previous` is the SHA-256 of
/// the record before, as bytes; empty at the start of a stream. `scratch` is overwritten. Where memory is missing the
/// arena is exhausted or a buffer fails.
void writeRecord(const Decision &decision, const Bundle &bundle, const Key &key, Text previous, Arena &arena,
                 Buffer &scratch, Buffer &out);

/// What a guardrail that selected the event owes its sink, as an object.
void writeLogEntry(const GuardrailResult &result, const Bundle &bundle, const Key &key, Arena &arena, Buffer &scratch,
                   Buffer &out);

} // namespace onus::rt
