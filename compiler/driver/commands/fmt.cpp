// SPDX-License-Identifier: Apache-2.0
#include "driver/choose.h"
#include "driver/commands.h"
#include "driver/report.h"
#include "driver/rule_info.h"

#include "diagnostics/render/json.h"
#include "diagnostics/render/text.h"
#include "format/edits.h"
#include "format/format.h"
#include "source/paths.h"
#include "source/project.h"
#include "source/read_file.h"

#include "llvm/Support/FileSystem.h"

#include <set>

namespace onus::driver {

namespace {

struct FmtOptions {
  std::shared_ptr<Options> common;
  bool check = false;
  bool diff = false;
  bool writes() const { return !check && !diff; }
};

/// A text to be formatted. `path` is where it is written to; empty for standard input.
struct Job {
  std::string path;
  std::string shown;
  std::string text;
};

/// Goes through the files one by one, so that one that is broken keeps none of the others from being formatted.
class Fmt {
public:
  Fmt(const FmtOptions &options, Console &console) : options_(options), console_(console) {}
  ExitStatus run();

private:
  void projects(const std::vector<std::string> &paths);
  void project(const Choice &choice);
  void file(const std::string &path, const std::string &shown);
  void standardInput();
  void format(const Job &job);
  void changed(const Job &job, const std::string &text);
  void diagnostics(const source::SourceManager &sources, diagnostics::Reporter &reporter);
  void unusable(const std::string &what, const std::string &message, const std::string &help = {});
  void finish();
  bool json() const { return options_.common->format == Format::Json; }

  const FmtOptions &options_;
  Console &console_;
  ExitStatus status_ = ExitStatus::Clean;
  std::set<std::string> seen_; ///< real paths
  std::vector<std::string> changed_;
  size_t unchanged_ = 0, broken_ = 0;
  bool toOutput_ = false; ///< standard output got a formatted text
  json::Array diagnostics_;
};

void Fmt::unusable(const std::string &what, const std::string &message, const std::string &help) {
  console_.error(what + ": " + message, help);
  status_ = worse(status_, ExitStatus::Input);
}

/// The files of projects that lie at or below the paths; without a path, those of the project around the working
/// directory, or of those below it.
void Fmt::projects(const std::vector<std::string> &paths) {
  Options options = *options_.common;
  options.paths = paths;
  for (const Choice &choice : chooseProjects(options))
    project(choice);
}

void Fmt::project(const Choice &choice) {
  source::SourceManager sources;
  source::Project project = source::loadProject(sources, choice.path, 0);
  bool complete = true;
  for (const source::LoadProblem &problem : project.problems) {
    if (problem.kind != source::LoadProblem::Kind::Remark)
      unusable(problem.path, problem.message, problem.help);
    else if (!options_.common->quiet)
      console_.warning(problem.path + ": " + problem.message, problem.help);
    complete = false;
  }
  size_t found = 0;
  for (source::FileId each : project.files) {
    std::string real = source::absolutePath(project.root + "/" + sources.projectPath(each).str());
    if (project.layout.isForeign(each) || !isChosen(choice.only, real))
      continue;
    ++found;
    file(real, sources.path(each).str());
  }
  if (found == 0 && complete && !options_.common->asFilter)
    unusable(source::shownPath(choice.path), "there is no .onus file in this directory");
}

void Fmt::file(const std::string &path, const std::string &shown) {
  std::string real = source::realPath(path);
  if (!seen_.insert(real.empty() ? path : real).second)
    return;
  auto text = source::readFile(path, syntax::Limits().bytes);
  if (auto *error = std::get_if<source::ReadError>(&text))
    return unusable(shown, error->missing ? "there is no such file" : error->message);
  format({path, shown, std::move(std::get<std::string>(text))});
}

void Fmt::standardInput() {
  auto text = source::readStandardInput(syntax::Limits().bytes);
  if (auto *error = std::get_if<source::ReadError>(&text))
    return unusable("standard input", error->message);
  const std::string &name = options_.common->stdinFilename;
  format({"", name.empty() ? "stdin.onus" : name, std::move(std::get<std::string>(text))});
}

void Fmt::diagnostics(const source::SourceManager &sources, diagnostics::Reporter &reporter) {
  reporter.sort();
  ++broken_;
  status_ = worse(status_, ExitStatus::Findings);
  if (json()) {
    diagnostics::render::Report report;
    report.add(reporter, sources, {}, describe);
    llvm::append_range(diagnostics_, diagnostics::render::findingValues(report.findings));
    return;
  }
  for (const auto &diagnostic : reporter.all())
    console_.err(diagnostics::render::text(*diagnostic, sources, console_.colorErr()));
}

void Fmt::format(const Job &job) {
  source::SourceManager sources;
  diagnostics::Reporter reporter;
  Arena arena;
  syntax::Outline outline;
  source::FileId id = sources.add(job.shown, job.text);
  if (syntax::parse(sources, id, arena, reporter, {}, &outline)->broken)
    return diagnostics(sources, reporter);
  std::string text = format::format(sources.text(id), outline);
  if (!format::sameWords(job.text, text)) {
    console_.error(job.shown + ": a defect of onus: formatting would change more than the layout",
                   "the file was left as it is; please report it with the file");
    status_ = worse(status_, ExitStatus::Internal);
    return;
  }
  if (text == job.text)
    ++unchanged_;
  else
    changed(job, text);
  if (job.path.empty() && options_.writes()) {
    console_.out(text);
    toOutput_ = true;
  }
}

void Fmt::changed(const Job &job, const std::string &text) {
  changed_.push_back(job.shown);
  if (!options_.writes()) {
    status_ = worse(status_, ExitStatus::Findings);
    if (options_.diff)
      console_.out(format::unifiedDiff(job.shown, job.text, text, console_.colorOut()));
    else if (!json())
      console_.out(job.shown + "\n");
  } else if (!job.path.empty()) {
    std::string problem = writeFileAtomically(job.path, text);
    if (!problem.empty()) {
      changed_.pop_back();
      return unusable(job.shown, "could not be written: " + problem);
    }
    if (options_.common->verbose)
      console_.err(job.shown + "\n");
  }
}

/// `2 files formatted, 3 left as they were, 1 with a syntax error`
void Fmt::finish() {
  if (json()) {
    json::Array files;
    for (const std::string &file : changed_)
      files.push_back(file);
    console_.out(json::writePretty(json::Object{{"version", json::Value::integer(1)},
                                                {"changed", std::move(files)},
                                                {"diagnostics", std::move(diagnostics_)}}));
    return;
  }
  if (options_.common->quiet || toOutput_ || changed_.size() + unchanged_ + broken_ == 0)
    return;
  auto files = [](size_t count) { return std::to_string(count) + (count == 1 ? " file" : " files"); };
  std::string said;
  auto say = [&](const std::string &text) { said += (said.empty() ? "" : ", ") + text; };
  if (!changed_.empty())
    say(files(changed_.size()) + (options_.writes() ? " formatted" : " to be formatted"));
  if (unchanged_ > 0)
    say(files(unchanged_) + " as " + (unchanged_ == 1 ? "it" : "they") + " should be");
  if (broken_ > 0)
    say(files(broken_) + " with syntax errors, not formatted");
  console_.err(said + "\n");
}

ExitStatus Fmt::run() {
  const std::vector<std::string> &paths = options_.common->paths;
  bool input = llvm::is_contained(paths, "-");
  if (json() && (options_.diff || (input && options_.writes()))) {
    console_.error("`--format json` has no room for a diff or a formatted text",
                   "it goes with files, or with `--check`");
    return ExitStatus::Input;
  }
  std::vector<std::string> inProjects;
  for (const std::string &path : paths)
    if (path == "-")
      standardInput();
    else if (options_.common->asFilter || llvm::sys::fs::is_directory(path))
      inProjects.push_back(path);
    else
      file(path, source::shownPath(path)); // whoever names a file means it
  if (!inProjects.empty() || paths.empty())
    projects(inProjects);
  finish();
  return status_;
}

} // namespace

void addFmt(CLI::App &app, Work &chosen) {
  Subcommand command = addSubcommand(app, "fmt", "Lay out files in the one style; words and comments stay as they are");
  auto options = std::make_shared<FmtOptions>();
  options->common = command.options;
  addPaths(command);
  addAsFilter(command);
  addFormat(command);
  command.app->add_flag("--check", options->check, "Write nothing; list the files that are laid out otherwise, exit 1");
  command.app->add_flag("--diff", options->diff, "Write nothing; show what would change, exit 1 where something would");
  onChosen(command, chosen, [options](Console &console) { return Fmt(*options, console).run(); });
}

} // namespace onus::driver
