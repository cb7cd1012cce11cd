// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"
#include "runtime/format/bundle.h"

/// From the event's JSON to values of a type (S10, S27, S28, S32, S35, S38). Nothing is rounded, coerced or dropped:
/// what does not fit exactly is a misfit.
namespace onus::rt {

/// Fits a JSON value to a type, a row of Types. `path` is what the value is called in messages: `args`. JSON null fits
/// an optional only where the schema names null, and is then absent. Sizes are limited as S38 says. New cells lie in
/// the arena; texts and JSON of no type are shared with the value. False where it does not fit: `misfit` then says what
/// and why (`args.lines[2].price is a string, not a decimal`), in the arena; it holds no value of the event. False,
/// too, with the arena exhausted.
bool fit(const Bundle &bundle, Arena &arena, const Cell &value, uint32_t type, Text path, Cell &into, Text &misfit);

/// A detector's answer: as `fit`, but a decimal is rounded to four fractional digits, half to even (S27).
bool fitRounded(const Bundle &bundle, Arena &arena, const Cell &value, uint32_t type, Text path, Cell &into,
                Text &misfit);

} // namespace onus::rt
