// SPDX-License-Identifier: Apache-2.0
#include "driver/commands/commands.h"
#include "driver/enforcer.h"
#include "driver/line_reader.h"

#include "evaluate/event.h"
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

void tell(const EnforcerProblem &problem, const EvalOptions &options, Console &console) {
  switch (problem.about) {
  case EnforcerProblem::About::Artifact:
    return console.error(options.bundle + ": this is no sound artifact: " + problem.message,
                         "`onus build` makes one, with `--target json` or `--target bytecode`");
  case EnforcerProblem::About::System: {
    std::string list;
    for (const std::string &system : problem.systems)
      list += (list.empty() ? "`" : ", `") + system + "`";
    return console.error(problem.message, "it holds " + list);
  }
  case EnforcerProblem::About::Stop:
    return console.error(options.stop + ": " + problem.message,
                         R"(it is {"tools": […], "systems": […], "agents": […], "credentials": […]})");
  }
}

/// The artifact's enforcer with its state, or null after an error message.
std::unique_ptr<Enforcer> open(const EvalOptions &options, Console &console) {
  constexpr size_t largestStop = 64u << 20;
  auto artifact = readWhole(options.bundle, largestBundle, console);
  EnforcerSettings settings;
  settings.system = options.system;
  if (!artifact || (!options.key.empty() && !readKey(options.key, settings.key, console)))
    return nullptr;
  if (!options.stop.empty()) {
    auto stop = readWhole(options.stop, largestStop, console);
    if (!stop)
      return nullptr;
    settings.stop = stop->empty() ? " " : std::move(*stop); // an empty file is no list
  }
  auto made = makeEnforcer(std::move(*artifact), std::move(settings));
  if (auto *problem = std::get_if<EnforcerProblem>(&made)) {
    tell(*problem, options, console);
    return nullptr;
  }
  return std::move(std::get<std::unique_ptr<Enforcer>>(made));
}

std::unique_ptr<Enforcer> makeEnforcer(const EvalOptions &options, Console &console) {
  auto enforcer = open(options, console);
  if (!enforcer || options.state.empty())
    return enforcer;
  bool missing = false; // the first run begins without state
  auto text = readWhole(options.state, largestState, console, &missing);
  if (!text)
    return missing ? std::move(enforcer) : nullptr;
  if (auto problem = enforcer->loadState(*text)) {
    console.error(options.state + ": " + *problem,
                  "state that does not fit is not guessed at: move the file away to begin anew");
    return nullptr;
  }
  return enforcer;
}

ExitStatus eval(const EvalOptions &options, Console &console) {
  auto enforcer = makeEnforcer(options, console);
  if (!enforcer)
    return ExitStatus::Input;
  LineReader lines(evaluate::Limits().maxEventBytes);
  while (auto line = lines.next()) {
    console.out(enforcer->decide(*line) + "\n");
    if (!console.flush()) // whoever asked waits for this very line
      return ExitStatus::Input;
  }
  ExitStatus status = ExitStatus::Clean;
  if (lines.error()) {
    console.error(std::string("standard input could not be read: ") + std::strerror(lines.error()));
    status = ExitStatus::Input;
  }
  if (!options.state.empty()) {
    std::string problem = writeFileAtomically(options.state, enforcer->saveState());
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
  command.app
      ->add_option("BUNDLE", options->bundle, "The artifact, as `onus build --target json` or `bytecode` made it")
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
