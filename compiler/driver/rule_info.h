// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/render/report.h"

namespace onus::driver {

/// What the pages and the lists say about a diagnostic or a lint rule. A row that is in no list (that of `onus fmt
/// --check`) is a matter of style.
diagnostics::render::RuleInfo describe(const diagnostics::KindInfo &kind);

} // namespace onus::driver
