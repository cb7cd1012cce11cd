// SPDX-License-Identifier: Apache-2.0
#include "driver/commands/commands.h"
#include "driver/starter.h"

#include "source/paths.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <iostream>
#include <unistd.h>

namespace onus::driver {

namespace {

struct InitOptions {
  std::string directory = ".";
  StarterWords words;
  bool yes = false; ///< ask nothing
};

/// One question on the terminal; an empty answer takes what stands in brackets.
std::string ask(Console &console, const std::string &question, const std::string &proposal) {
  console.err(question + (proposal.empty() ? "" : " [" + proposal + "]") + ": ");
  std::string answer;
  if (!std::getline(std::cin, answer) || llvm::StringRef(answer).trim().empty())
    return proposal;
  return llvm::StringRef(answer).trim().str();
}

/// Fills what no flag said: from the terminal where there is one, else with what would be proposed there.
void complete(StarterWords &words, const std::string &directory, bool terminal, Console &console) {
  auto fill = [&](std::string &word, const char *question, const std::string &proposal) {
    if (word.empty())
      word = terminal ? ask(console, question, proposal) : proposal;
  };
  fill(words.name, "Name of the project", identifierFrom(llvm::sys::path::filename(directory).str()));
  fill(words.organization, "Organisation that operates the system", "Example Organisation");
  fill(words.business, "Who approves its use (mail address)", "business@" + words.name + ".example");
  fill(words.engineering, "Who integrates and runs it (mail address)", "engineering@" + words.name + ".example");
  fill(words.security, "Who defines its policy (mail address)", "security@" + words.name + ".example");
}

/// Creates the folders and files. The reason of a failure, or nothing.
std::string writeFiles(const std::string &directory, const std::vector<std::pair<std::string, std::string>> &files) {
  for (const auto &[path, text] : files) {
    std::string target = directory + "/" + path;
    if (std::error_code code = llvm::sys::fs::create_directories(llvm::sys::path::parent_path(target)))
      return source::shownPath(target) + ": " + code.message();
    if (std::string problem = writeFileAtomically(target, text); !problem.empty())
      return source::shownPath(target) + ": " + problem;
  }
  return {};
}

ExitStatus init(InitOptions settings, const Options &options, Console &console) {
  std::string directory = source::absolutePath(settings.directory);
  settings.words.signedOn = options.asOf;
  complete(settings.words, directory, !settings.yes && isatty(STDIN_FILENO), console);
  if (std::string problem = problemWith(settings.words); !problem.empty()) {
    console.error(problem);
    return ExitStatus::Input;
  }
  auto files = starterFiles(settings.words);
  for (const auto &[path, text] : files)
    if (llvm::sys::fs::exists(directory + "/" + path)) {
      console.error(source::shownPath(directory + "/" + path) + " exists already; nothing was written",
                    "name another directory: `onus init DIR`");
      return ExitStatus::Input;
    }
  if (std::string problem = writeFiles(directory, files); !problem.empty()) {
    console.error(problem);
    return ExitStatus::Input;
  }
  if (options.quiet)
    return ExitStatus::Clean;
  for (const auto &[path, text] : files)
    console.err("wrote " + source::shownPath(directory + "/" + path) + "\n");
  console.err(
      "next: put your server's tools/list result into surfaces/, then `onus check`, `onus test` and `onus lock` in " +
      source::shownPath(directory) + "\n");
  return ExitStatus::Clean;
}

} // namespace

void addInit(CLI::App &app, Work &chosen) {
  Subcommand command = addSubcommand(app, "init", "Write a project that checks and tests clean, to start from");
  auto settings = std::make_shared<InitOptions>();
  StarterWords &words = settings->words;
  command.app->add_option("DIR", settings->directory, "Where to write it (the current directory)")->type_name("");
  command.app->add_option("--name", words.name, "First part of the packages' names (the directory's)")
      ->type_name("NAME");
  command.app->add_option("--organization", words.organization, "Title of the organization that operates the system")
      ->type_name("TITLE");
  command.app->add_option("--business", words.business, "Mail address of who approves its use")->type_name("ADDRESS");
  command.app->add_option("--engineering", words.engineering, "Mail address of who integrates and runs it")
      ->type_name("ADDRESS");
  command.app->add_option("--security", words.security, "Mail address of who defines its policy")->type_name("ADDRESS");
  command.app->add_flag("-y,--yes", settings->yes, "Ask nothing: what no flag says is filled in");
  addAsOf(command);
  onChosen(command, chosen,
           [options = command.options, settings](Console &console) { return init(*settings, *options, console); });
}

} // namespace onus::driver
