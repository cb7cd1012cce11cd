// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

/// Catalogues of controls and the ways in which people write their ids. `checkFrameworks` indexes each catalogue by
/// normalised id; `mapControl` finds what a `maps` clause names and reports E06 where it names nothing that holds.
namespace onus::check {

/// The id in a form that spelling variants share: its runs of letters and of digits, letters in upper case, numbers
/// without leading zeros, joined by dots. `AC-02(01)`, `ac-2.1` and `AC-2(1)` all give `AC.2.1`.
std::string controlKey(llvm::StringRef id);

/// Finds the control that an id names in any of its spellings: `GV-1.1` for `GOVERN 1.1`, `LLM01` for `LLM01:2025`
/// where only one year is in the catalogue. Null where there is none.
const Control *findControl(const Framework &framework, llvm::StringRef id);

/// Finds the control for a `maps` clause; reports and returns nothing where it does not exist or was withdrawn.
std::optional<MappedControl> mapControl(Context &context, const Framework &framework, const syntax::Text &id);

} // namespace onus::check
