// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"

#include <optional>
#include <string>

namespace onus::lint::fixes {

/// Both modules are the same but for where things stand in the sources.
bool sameModule(const ir::Module &before, const ir::Module &after);

/// What two modules say besides the conditions of rules and exceptions and the values that these name: people, tools,
/// histories, verdicts, reasons, logs, escalation, rollback, waivers, controls. The first thing that differs, in words
/// ("`owner` of `acme.refunds.large_refund`"); nothing where all of it is the same.
std::optional<std::string> differentAccount(const ir::Module &before, const ir::Module &after);

} // namespace onus::lint::fixes
