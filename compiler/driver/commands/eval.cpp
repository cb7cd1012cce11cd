// SPDX-License-Identifier: Apache-2.0
#include "driver/commands.h"
#include "driver/line_reader.h"

#include "evaluate/engine.h"
#include "ir/json_reader.h"
#include "source/read_file.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

#include <cstring>

namespace onus::driver {

namespace {

struct EvalOptions {
  std::string bundle, system, state, stop, key;
};

constexpr size_t largestBundle = 256u << 20;
constexpr size_t largestState = 1u << 30;

/// A whole file, or nothing after an error message. With `missing`, a file that is not there is no error.
std::optional<std::string> readWhole(const std::string &path, size_t limit, Console &console, bool *missing = nullptr) {
  auto bytes = source::readFile(path, limit);
  if (auto *error = std::get_if<source::ReadError>(&bytes)) {
    if (missing && error->missing)
      *missing = true;
    else
      console.error(path + ": " + error->message);
    return std::nullopt;
  }
  if (std::get<std::string>(bytes).size() > limit) {
    console.error(path + ": it is larger than " + std::to_string(limit >> 20) + " MiB");
    return std::nullopt;
  }
  return std::move(std::get<std::string>(bytes));
}

bool readKey(const std::string &path, evaluate::Key &key, Console &console) {
  constexpr size_t shortest = 16, longest = 4096;
  auto bytes = readWhole(path, longest, console);
  if (!bytes)
    return false;
  key.id = llvm::sys::path::stem(path).str();
  key.secret = llvm::StringRef(*bytes).rtrim("\r\n").str();
  auto allowed = [](char c) { return llvm::isAlnum(c) || c == '.' || c == '_' || c == '-'; };
  if (!llvm::all_of(key.id, allowed)) {
    console.error(path + ": the file's name is the key's id, and `" + key.id + "` is none",
                  "name it with letters, digits, `.`, `_` and `-`");
    return false;
  }
  if (key.secret.size() < shortest) {
    console.error(path + ": a key of " + std::to_string(key.secret.size()) + " bytes can be guessed",
                  "use at least 16 random bytes");
    return false;
  }
  return true;
}

bool readStop(const std::string &path, evaluate::StopList &stop, Console &console) {
  constexpr size_t limit = 64u << 20;
  auto text = readWhole(path, limit, console);
  if (!text)
    return false;
  auto list = evaluate::StopList::parse(*text);
  if (auto *problem = std::get_if<std::string>(&list)) {
    console.error(path + ": " + *problem, R"(it is {"tools": […], "systems": […], "agents": […], "credentials": […]})");
    return false;
  }
  stop = std::move(std::get<evaluate::StopList>(list));
  return true;
}

std::optional<ir::Module> readBundle(const std::string &path, Console &console) {
  auto text = readWhole(path, largestBundle, console);
  if (!text)
    return std::nullopt;
  auto module = ir::readModule(*text);
  if (auto *error = std::get_if<ir::ReadError>(&module)) {
    console.error(path + ": this is no sound artifact: " + error->message + " (at " + error->path + ")",
                  "`onus build --target json` makes one");
    return std::nullopt;
  }
  return std::move(std::get<ir::Module>(module));
}

std::unique_ptr<evaluate::Engine> makeEngine(const EvalOptions &options, Console &console) {
  auto module = readBundle(options.bundle, console);
  evaluate::EngineOptions settings;
  settings.system = options.system;
  if (!module || (!options.key.empty() && !readKey(options.key, settings.key, console)) ||
      (!options.stop.empty() && !readStop(options.stop, settings.stop, console)))
    return nullptr;
  auto engine = std::make_unique<evaluate::Engine>(std::move(*module), std::move(settings));
  if (!options.system.empty() && !engine->findSystem(options.system)) {
    std::string list;
    for (const ir::System &system : engine->module().systems)
      list += (list.empty() ? "`" : ", `") + system.name + "`";
    console.error("the artifact holds no system `" + options.system + "`", "it holds " + list);
    return nullptr;
  }
  if (options.state.empty())
    return engine;
  bool missing = false; // the first run begins without state
  auto text = readWhole(options.state, largestState, console, &missing);
  if (!text)
    return missing ? std::move(engine) : nullptr;
  if (auto problem = engine->loadState(*text)) {
    console.error(options.state + ": " + *problem,
                  "state that does not fit is not guessed at: move the file away to begin anew");
    return nullptr;
  }
  return engine;
}

ExitStatus eval(const EvalOptions &options, Console &console) {
  auto engine = makeEngine(options, console);
  if (!engine)
    return ExitStatus::Input;
  LineReader lines(evaluate::Limits().maxEventBytes);
  while (auto line = lines.next()) {
    console.out(engine->decide(*line) + "\n");
    if (!console.flush()) // whoever asked waits for this very line
      return ExitStatus::Input;
  }
  ExitStatus status = ExitStatus::Clean;
  if (lines.error()) {
    console.error(std::string("standard input could not be read: ") + std::strerror(lines.error()));
    status = ExitStatus::Input;
  }
  if (!options.state.empty()) {
    std::string problem = writeFileAtomically(options.state, engine->saveState());
    if (!problem.empty()) {
      console.error(options.state + ": could not be written: " + problem);
      status = ExitStatus::Input;
    }
  }
  return status;
}

} // namespace

void addEval(CLI::App &app, Work &chosen) {
  Subcommand command = addSubcommand(
      app, "eval", "Decide events: JSON Lines on standard input, one decision record for each on standard output");
  auto options = std::make_shared<EvalOptions>();
  command.app->add_option("BUNDLE", options->bundle, "The artifact, as `onus build --target json` made it")
      ->required()
      ->type_name("");
  command.app->add_option("--system", options->system, "The system that events mean where they name none")
      ->type_name("NAME");
  command.app->add_option("--state", options->state, "A file that keeps history, open asks and so on between runs")
      ->type_name("FILE");
  command.app
      ->add_option("--stop", options->stop,
                   "A JSON file with the tools, systems, agents and credentials that are disabled")
      ->type_name("FILE");
  command.app
      ->add_option("--key", options->key, "A file with the secret for digests; its name without ending is the key's id")
      ->type_name("FILE");
  onChosen(command, chosen, [options](Console &console) { return eval(*options, console); });
}

} // namespace onus::driver
