// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace onus::driver {

/// The whole program: reads the command line, runs one subcommand, and gives the exit status. Never throws.
int run(int argc, char **argv);

} // namespace onus::driver
