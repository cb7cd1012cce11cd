// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/render/report.h"

namespace onus::driver {

/// What the pages and the lists say about a diagnostic or a lint rule.
diagnostics::render::RuleInfo describe(const diagnostics::KindInfo &kind);

} // namespace onus::driver
