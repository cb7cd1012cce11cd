// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/render/report.h"

namespace onus::diagnostics::render {

/// The findings as a table in GitHub's Markdown, for the summary of a workflow's step; empty where there are none. No
/// longer than a summary may be.
std::string stepSummary(const Report &report);

} // namespace onus::diagnostics::render
