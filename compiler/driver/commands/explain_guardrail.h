// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/console.h"
#include "driver/exit_status.h"
#include "driver/options.h"

namespace onus::driver {

/// How a text for people is shown.
enum class ProseFormat { Text, Markdown, Json };

/// `onus explain PATH:GUARDRAIL`, or every guardrail of a file or project. True where `what` names something on disk;
/// it is then no code of a diagnostic.
bool namesSources(llvm::StringRef what);
ExitStatus explainGuardrails(const std::string &what, const Options &options, ProseFormat format, Console &console);

} // namespace onus::driver
