// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/options.h"

namespace onus::driver {

/// Each adds one subcommand to the program. When the command line chose it, `chosen` becomes its work.
#define ONUS_COMMAND(NAME) void add##NAME(CLI::App &app, Work &chosen);
#include "driver/commands/commands.def"

} // namespace onus::driver
