// SPDX-License-Identifier: Apache-2.0
#include "driver/commands/run.h"

#include "driver/commands/commands.h"
#include "driver/version.h"

#include <exception>

namespace onus::driver {

namespace {

/// The last line of the help that a usage error points to.
std::string usageHint(const CLI::App &app) {
  for (const CLI::App *chosen : app.get_subcommands())
    return "`onus " + chosen->get_name() + " --help` says what it takes";
  return "`onus --help` lists the commands";
}

/// Tells about a first word that is no command; CLI11 would only say that one is required.
bool isUnknownCommand(const CLI::App &app, llvm::StringRef word, Console &console) {
  if (word.empty() || word.startswith("-"))
    return false;
  std::string best;
  unsigned least = 3;
  for (const CLI::App *command : app.get_subcommands({})) {
    if (command->get_name() == word)
      return false;
    unsigned distance = llvm::StringRef(command->get_name()).edit_distance(word);
    if (distance < least) {
      least = distance;
      best = command->get_name();
    }
  }
  console.error("there is no command `" + word.str() + "`",
                best.empty() ? "`onus --help` lists the commands" : "did you mean `onus " + best + "`?");
  return true;
}

/// Reads the command line; the status to leave with at once, or nothing where there is work.
std::optional<ExitStatus> readCommandLine(CLI::App &app, int argc, char **argv, Console &console) {
  if (argc > 1 && isUnknownCommand(app, argv[1], console))
    return ExitStatus::Input;
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp &) {
    const CLI::App *about = &app;
    for (const CLI::App *chosen : app.get_subcommands())
      about = chosen;
    console.out(about == &app ? app.help() : about->help("onus"));
    return ExitStatus::Clean;
  } catch (const CLI::CallForAllHelp &) {
    console.out(app.help("", CLI::AppFormatMode::All));
    return ExitStatus::Clean;
  } catch (const CLI::CallForVersion &) {
    console.out(std::string("onus ") + version + "\n");
    return ExitStatus::Clean;
  } catch (const CLI::ParseError &error) {
    console.error(error.what(), usageHint(app));
    return ExitStatus::Input;
  }
  return std::nullopt;
}

ExitStatus work(int argc, char **argv, Console &console) {
  CLI::App app("Onus: accountable guardrails for AI agents", "onus");
  app.set_version_flag("--version", std::string(version));
  app.require_subcommand(1);
  app.get_formatter()->column_width(30);
  Work chosen;
#define ONUS_COMMAND(NAME) add##NAME(app, chosen);
#include "driver/commands/commands.def"
  if (auto status = readCommandLine(app, argc, argv, console))
    return *status;
  return chosen(console);
}

} // namespace

int run(int argc, char **argv) {
  Console::guardDescriptors();
  Console console;
  console.setColor(ColorMode::Auto);
  ExitStatus status = ExitStatus::Internal;
  try {
    status = work(argc, argv, console);
  } catch (const std::bad_alloc &) {
    console.error("out of memory");
  } catch (const std::exception &error) {
    console.error(std::string("a defect of onus itself: ") + error.what(),
                  "please report it with what you ran; nothing was concluded about your policies");
  } catch (...) {
    console.error("a defect of onus itself",
                  "please report it with what you ran; nothing was concluded about your policies");
  }
  if (!console.flush())
    status = worse(status, ExitStatus::Input);
  return static_cast<int>(status);
}

} // namespace onus::driver
