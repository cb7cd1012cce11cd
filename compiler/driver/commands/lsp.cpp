// SPDX-License-Identifier: Apache-2.0
#include "driver/commands/commands.h"
#include "lsp/server.h"

#include <cstdlib>

namespace onus::driver {

void addLsp(CLI::App &app, Work &chosen) {
  Subcommand command =
      addSubcommand(app, "lsp", "Speak with an editor: the language server, on standard input and output");
  // Editors add it for servers that also listen elsewhere.
  command.app->add_flag("--stdio")->description("Standard input and output, which are used anyway");
  onChosen(command, chosen, [](Console &) -> ExitStatus { std::_Exit(lsp::serve()); });
}

} // namespace onus::driver
