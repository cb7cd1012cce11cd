// SPDX-License-Identifier: Apache-2.0
#include "driver/options.h"

#include <cstdlib>
#include <ctime>

namespace onus::driver {

namespace {

/// Takes one of a few words; another one is a usage error that names them.
template <typename T>
void addChoice(CLI::App *app, const char *flag, T *value, std::vector<std::pair<std::string, T>> choices,
               const char *typeName, const char *description) {
  auto take = [=](const std::string &word) {
    std::string known;
    for (const auto &[name, meaning] : choices) {
      if (name == word) {
        *value = meaning;
        return;
      }
      known += (known.empty() ? "`" : ", `") + name + "`";
    }
    throw CLI::ValidationError(flag, "`" + word + "` is none of " + known);
  };
  app->add_option_function<std::string>(flag, take, description)->type_name(typeName);
}

namespace render = diagnostics::render;

const render::FormatInfo *formatOf(const char *flag, const std::string &word) {
  if (const render::FormatInfo *format = render::findFormat(word))
    return format;
  std::string known;
  for (const render::FormatInfo &each : render::allFormats())
    known += (known.empty() ? "`" : ", `") + each.word.str() + "`";
  throw CLI::ValidationError(flag, "`" + word + "` is none of " + known);
}

/// Takes one more output; every file, and standard output, has room for one.
void addOutput(Options &options, const char *flag, Output output) {
  for (const Output &each : options.outputs)
    if (each.file == output.file)
      throw CLI::ValidationError(flag, output.file == "-" ? "only one format can go to standard output"
                                                          : "`" + output.file + "` is given to two formats");
  options.outputs.push_back(std::move(output));
}

/// `sarif=findings.sarif`
Output outputOf(const std::string &text) {
  size_t at = text.find('=');
  const render::FormatInfo *format = formatOf("--output", text.substr(0, at));
  if (at == std::string::npos || at + 1 == text.size())
    throw CLI::ValidationError("--output", "`" + text + "` names no file: write `" + format->word.str() +
                                               "=FILE`, with - for standard output");
  return {format, text.substr(at + 1)};
}

} // namespace

Day defaultDay() {
  int64_t seconds = static_cast<int64_t>(std::time(nullptr));
  if (const char *text = std::getenv("SOURCE_DATE_EPOCH")) {
    int64_t given = 0;
    if (!llvm::StringRef(text).getAsInteger(10, given) && given >= 0)
      seconds = given;
  }
  return static_cast<Day>(seconds / 86'400);
}

check::Options Options::checkOptions() const {
  check::Options result;
  result.asOf = asOf;
  result.locked = locked;
  return result;
}

Subcommand addSubcommand(CLI::App &app, const std::string &name, const std::string &description) {
  Subcommand command{app.add_subcommand(name, description), std::make_shared<Options>()};
  auto options = command.options;
  options->command = name;
  options->asOf = defaultDay();
  addChoice<ColorMode>(command.app, "--color", &options->color,
                       {{"auto", ColorMode::Auto}, {"always", ColorMode::Always}, {"never", ColorMode::Never}}, "WHEN",
                       "When to use colours: auto, always or never (auto; see NO_COLOR)");
  command.app->add_flag("-q,--quiet", options->quiet, "Say nothing where there is nothing to report");
  command.app->add_flag("-v,--verbose", options->verbose, "Say more about what is done");
  return command;
}

void addPaths(const Subcommand &command) {
  command.app
      ->add_option(
          "PATH", command.options->paths,
          "Files or directories; each stands for the project around it (- is standard input). Without one, the project "
          "around the current directory, or those below it")
      ->type_name("");
  command.app
      ->add_option("--stdin-filename", command.options->stdinFilename,
                   "The file that standard input stands for, in whose project it is read")
      ->type_name("FILE");
}

void addAsFilter(const Subcommand &command) {
  command.app->add_flag("--as-filter", command.options->asFilter,
                        "The paths choose among the files of their projects, and without an onus.toml among those of "
                        "the current directory; what a project leaves out stays out");
}

void addFormat(const Subcommand &command, bool junit) {
  std::vector<std::pair<std::string, Format>> formats{{"text", Format::Text}, {"json", Format::Json}};
  if (junit)
    formats.emplace_back("junit", Format::JUnit);
  addChoice<Format>(command.app, "--format", &command.options->format, formats, "FORMAT",
                    junit ? "How to report: text, json or junit (text)" : "How to report: text or json (text)");
}

void addOutputs(const Subcommand &command) {
  auto options = command.options;
  std::string words;
  for (const render::FormatInfo &each : render::allFormats())
    words += (words.empty() ? "" : ", ") + each.word.str();
  command.app
      ->add_option_function<std::string>(
          "--format",
          [options](const std::string &word) {
            addOutput(*options, "--format", {formatOf("--format", word), "-"});
          },
          "How to report on standard output: " + words + " (full)")
      ->type_name("FORMAT");
  command.app
      ->add_option_function<std::vector<std::string>>(
          "--output",
          [options](const std::vector<std::string> &given) {
            for (const std::string &each : given)
              addOutput(*options, "--output", outputOf(each));
          },
          "Report in a format to a file (- is standard output), and not elsewhere; may be given several times")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false);
}

void addAsOf(const Subcommand &command) {
  auto options = command.options;
  command.app
      ->add_option_function<std::string>(
          "--as-of",
          [options](const std::string &text) {
            auto day = parseDay(text);
            if (!day)
              throw CLI::ValidationError("--as-of", "`" + text + "` is no date such as 2026-12-31");
            options->asOf = *day;
          },
          "The day as of which dates are judged (today, or SOURCE_DATE_EPOCH)")
      ->type_name("DATE");
}

void addCompiling(const Subcommand &command) {
  auto options = command.options;
  addAsOf(command);
  command.app->add_flag("--locked", options->locked, "Fail where onus.lock is missing");
  command.app->add_option("-j,--jobs", options->jobs, "How many threads to use (as many as the machine runs at once)")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
}

CLI::Validator isOneOf(std::vector<std::string> words) {
  auto check = [words = std::move(words)](std::string &word) {
    std::string known;
    for (const std::string &each : words) {
      if (each == word)
        return std::string();
      known += (known.empty() ? "`" : ", `") + each + "`";
    }
    return "`" + word + "` is none of " + known;
  };
  return CLI::Validator(check, "");
}

void onChosen(const Subcommand &command, Work &chosen, Work work) {
  auto options = command.options;
  command.app->callback([&chosen, options, work = std::move(work)] {
    chosen = [options, work](Console &console) {
      console.setColor(options->color);
      return work(console);
    };
  });
}

} // namespace onus::driver
