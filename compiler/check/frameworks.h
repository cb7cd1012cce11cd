// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

#include <vector>

/// What a `maps` clause names. `checkFrameworks` has indexed each catalogue by normalised id (control_ids.h says how
/// ids are read); `mapControls` finds what an id stands for and reports E06 where it names nothing that holds.
namespace onus::check {

/// The controls that one id of a `maps` clause stands for: one, or each paragraph of a range. Reports and returns
/// nothing where they do not exist or were withdrawn. What an incomplete catalogue does not list is kept as it was
/// written, with a warning.
std::vector<MappedControl> mapControls(Context &context, const Framework &framework, const syntax::Text &id);

} // namespace onus::check
