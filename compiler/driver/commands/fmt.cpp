// SPDX-License-Identifier: Apache-2.0
#include "driver/choose.h"
#include "driver/commands/commands.h"
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
  /// One of the formats is asked for that tell findings: each run of lines that is laid out otherwise is one.
  bool reports() const {
    return llvm::any_of(common->outputs, [](const Output &each) {
      return each.file != "-" || (each.format->word != "full" && each.format->word != "json");
    });
  }
  bool json() const {
    return llvm::any_of(common->outputs, [](const Output &each) { return each.format->word == "json"; });
  }
};

/// What `--check` finds.
constexpr diagnostics::KindInfo unformatted{diagnostics::Kind::Lint, "unformatted", "unformatted",
                                            diagnostics::Severity::Warning, "lines are not laid out in the one style"};

/// A text to be formatted. `path` is where it is written to; empty for standard input.
struct Job {
  std::string path;
  std::string shown;
  std::string text;
};

/// What was found in one file, kept until it is reported.
struct Unit {
  source::SourceManager sources;
  diagnostics::Reporter reporter;
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
  void diagnostics(const Unit &unit);
  void findings(Unit &unit, source::FileId file, const std::string &text);
  void unusable(const std::string &what, const std::string &message, const std::string &help = {});
  void finish();
  void finishJson();
  void finishReport();
  bool refused(bool input);

  const FmtOptions &options_;
  Console &console_;
  ExitStatus status_ = ExitStatus::Clean;
  std::set<std::string> seen_; ///< real paths
  std::vector<std::string> changed_;
  size_t unchanged_ = 0, broken_ = 0;
  bool toOutput_ = false;                    ///< standard output got a formatted text
  std::vector<std::unique_ptr<Unit>> units_; ///< those in which something was found
  std::vector<diagnostics::render::Notification> unusable_;
  std::vector<std::string> files_; ///< that were read
};

void Fmt::unusable(const std::string &what, const std::string &message, const std::string &help) {
  console_.error(what + ": " + message, help);
  unusable_.push_back({diagnostics::Severity::Error, what, message, help});
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

void Fmt::diagnostics(const Unit &unit) {
  ++broken_;
  status_ = worse(status_, ExitStatus::Findings);
  if (!options_.json() && !options_.reports())
    for (const auto &diagnostic : unit.reporter.all())
      console_.err(diagnostics::render::text(*diagnostic, unit.sources, console_.colorErr()));
}

/// Each run of lines that formatting would change is a finding, with the lines as they should be for its fix.
void Fmt::findings(Unit &unit, source::FileId file, const std::string &text) {
  llvm::StringRef before = unit.sources.text(file);
  std::vector<llvm::StringRef> old = format::splitLines(before), now = format::splitLines(text);
  auto place = [&](size_t line) {
    return static_cast<uint32_t>(line < old.size() ? old[line].data() - before.data() : before.size());
  };
  for (const format::LineEdit &edit : format::lineEdits(before, text)) {
    source::Range lines{file, place(edit.begin), place(edit.end)}, shown = lines;
    shown.end = lines.begin + static_cast<uint32_t>(unit.sources.text(lines).rtrim().size());
    std::string laidOut;
    for (size_t line = edit.newBegin; line < edit.newEnd; ++line)
      laidOut += now[line];
    unit.reporter.report(unformatted, diagnostics::Severity::Warning, shown, "this is not laid out in the one style")
        .help("`onus fmt` lays out whole files")
        .fix("lay it out", lines, std::move(laidOut), diagnostics::Applicability::MachineApplicable);
  }
}

void Fmt::format(const Job &job) {
  auto unit = std::make_unique<Unit>();
  Arena arena;
  syntax::Outline outline;
  files_.push_back(job.shown);
  source::FileId id = unit->sources.add(job.shown, job.text);
  if (syntax::parse(unit->sources, id, arena, unit->reporter, {}, &outline)->broken) {
    unit->reporter.sort();
    diagnostics(*unit);
    units_.push_back(std::move(unit));
    return;
  }
  std::string text = format::format(unit->sources.text(id), outline);
  if (!format::sameWords(job.text, text)) {
    console_.error(job.shown + ": a defect of onus: formatting would change more than the layout",
                   "the file was left as it is; please report it with the file");
    status_ = worse(status_, ExitStatus::Internal);
    return;
  }
  if (text == job.text) {
    ++unchanged_;
  } else {
    changed(job, text);
    if (options_.reports()) {
      findings(*unit, id, text);
      units_.push_back(std::move(unit));
    }
  }
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
    else if (!options_.json() && !options_.reports())
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

void Fmt::finishJson() {
  diagnostics::render::Report report;
  for (const auto &unit : units_)
    report.add(unit->reporter, unit->sources, {}, describe);
  json::Array files(changed_.begin(), changed_.end());
  console_.out(json::writePretty(json::Object{{"version", json::Value::integer(1)},
                                              {"changed", std::move(files)},
                                              {"diagnostics", diagnostics::render::findingValues(report.findings)}}));
}

void Fmt::finishReport() {
  diagnostics::render::Report report = newReport(*options_.common);
  for (const auto &unit : units_)
    report.add(unit->reporter, unit->sources, {}, describe);
  report.files = files_;
  report.notifications = unusable_;
  report.complete = unusable_.empty();
  report.exitStatus = static_cast<int>(status_);
  status_ = worse(status_, deliver(report, options_.common->outputs, *options_.common, Channel::Out, console_));
}

/// `2 files formatted, 3 left as they were, 1 with a syntax error`
void Fmt::finish() {
  if (options_.reports())
    return finishReport();
  if (options_.json())
    return finishJson();
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

/// What is asked for does not go together, and that was told.
bool Fmt::refused(bool input) {
  if (options_.reports() && !options_.check) {
    console_.error("findings are told where nothing is written", "add `--check`");
    return true;
  }
  if ((options_.json() && (options_.diff || (input && options_.writes()))) || (options_.reports() && options_.diff)) {
    console_.error("a format has no room for a diff or a formatted text", "it goes with files, or with `--check`");
    return true;
  }
  return false;
}

ExitStatus Fmt::run() {
  const std::vector<std::string> &paths = options_.common->paths;
  if (refused(llvm::is_contained(paths, "-")))
    return ExitStatus::Input;
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
  addOutputs(command);
  command.app->add_flag("--check", options->check, "Write nothing; list the files that are laid out otherwise, exit 1");
  command.app->add_flag("--diff", options->diff, "Write nothing; show what would change, exit 1 where something would");
  onChosen(command, chosen, [options](Console &console) { return Fmt(*options, console).run(); });
}

} // namespace onus::driver
