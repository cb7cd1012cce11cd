// SPDX-License-Identifier: Apache-2.0
#include "driver/report.h"

#include "diagnostics/render/github.h"
#include "diagnostics/render/text.h"
#include "driver/rule_info.h"
#include "driver/version.h"
#include "source/paths.h"
#include "source/project.h"
#include "source/read_file.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace onus::driver {

namespace render = diagnostics::render;

namespace {

/// Standard input as a file of the project in which it is said to stand; without a name, a project of its own.
std::optional<source::Overlay> readInput(const Options &options, Console &console) {
  auto text = source::readStandardInput(syntax::Limits().bytes);
  if (auto *error = std::get_if<source::ReadError>(&text)) {
    console.error("standard input: " + error->message);
    return std::nullopt;
  }
  return source::Overlay{standardInputName(options).str(), std::move(std::get<std::string>(text))};
}

} // namespace

llvm::StringRef standardInputName(const Options &options) {
  return options.stdinFilename.empty() ? llvm::StringRef("stdin.onus") : llvm::StringRef(options.stdinFilename);
}

std::vector<ProjectInput> projectInputs(const Options &options, Console &console) {
  std::vector<ProjectInput> result;
  for (Choice &choice : chooseProjects(options)) {
    ProjectInput project{std::move(choice), std::nullopt};
    if (project.choice.path == "-" && !(project.text = readInput(options, console)))
      return {};
    result.push_back(std::move(project));
  }
  return result;
}

std::unique_ptr<Compilation> loadInput(const ProjectInput &project, llvm::ArrayRef<source::Overlay> overlays) {
  std::vector<source::Overlay> texts;
  if (project.text)
    texts.push_back(*project.text);
  texts.insert(texts.end(), overlays.begin(), overlays.end());
  auto compilation = load(project.text ? project.text->path : project.choice.path, texts);
  compilation->only = project.choice.only;
  return compilation;
}

void compileLoaded(Compilation &compilation, Stage stage, const Options &options) {
  PipelineOptions settings;
  settings.check = options.checkOptions();
  settings.jobs = options.jobs;
  compile(compilation, stage, settings);
  compilation.reporter.sort();
}

Compilations compilePaths(const Options &options, Stage stage, Console &console) {
  Compilations result;
  for (const ProjectInput &project : projectInputs(options, console))
    compileLoaded(*result.emplace_back(loadInput(project)), stage, options);
  return result;
}

namespace {

void reportProblems(const Compilation &compilation, const Options &options, Console &console) {
  using Kind = source::LoadProblem::Kind;
  for (const source::LoadProblem &problem : compilation.project.problems) {
    std::string text = problem.path + ": " + problem.message;
    if (problem.kind != Kind::Remark)
      console.error(text, problem.help);
    else if (!options.quiet)
      console.warning(text, problem.help);
  }
  if (compilation.project.incomplete() && !compilation.project.unusable())
    console.note("because a file is missing, the others were checked for their syntax only");
}

/// The root of the repository that holds a directory, else the directory. Both absolute.
std::string repositoryAround(const std::string &directory) {
  for (llvm::StringRef each = directory; !each.empty(); each = llvm::sys::path::parent_path(each))
    if (llvm::sys::fs::exists(each + "/.git"))
      return each.str();
  return directory;
}

} // namespace

render::Report newReport(const Options &options) {
  render::Report report;
  report.command = options.command;
  report.version = version;
  report.directory = source::absolutePath(".");
  report.repository = repositoryAround(report.directory);
  report.lintFailsFrom = options.lintFailsFrom;
  report.showSuppressed = options.showSuppressed;
  return report;
}

namespace {

/// The path of what a project has to say about no text: its onus.toml, or its first file.
std::string homeOf(const source::Project &project, const source::SourceManager &sources) {
  if (project.configured || project.files.empty())
    return source::shownPath(project.root + "/onus.toml");
  return sources.path(project.files.front()).str();
}

void addNotifications(const source::Project &project, render::Report &report) {
  using Kind = source::LoadProblem::Kind;
  for (const source::LoadProblem &each : project.problems)
    report.notifications.push_back(
        {each.kind == Kind::Remark ? diagnostics::Severity::Warning : diagnostics::Severity::Error, each.path,
         each.message, each.help});
}

/// The status that follows from what was read and found.
ExitStatus statusOf(const Compilations &compilations, const render::Report &report) {
  // Without a single project something was wrong with the input, and that was told.
  ExitStatus status = compilations.empty() ? ExitStatus::Input : ExitStatus::Clean;
  for (const auto &compilation : compilations) {
    if (compilation->project.unusable())
      status = worse(status, ExitStatus::Input);
    if (compilation->project.incomplete())
      status = worse(status, ExitStatus::Incomplete);
  }
  if (llvm::any_of(report.findings, [&](const auto &each) { return report.fails(*each.diagnostic); }))
    status = worse(status, ExitStatus::Findings);
  return status;
}

render::Report collect(const Compilations &compilations, const Options &options) {
  render::Report report = newReport(options);
  for (const auto &compilation : compilations) {
    const source::Project &project = compilation->project;
    report.add(compilation->reporter, compilation->sources, homeOf(project, compilation->sources), describe);
    for (source::FileId each : llvm::ArrayRef<source::FileId>(project.files).take_front(project.ownFiles))
      if (compilation->only.empty() ||
          isChosen(compilation->only, source::absolutePath(compilation->sources.path(each))))
        report.files.push_back(compilation->sources.path(each).str());
    addNotifications(project, report);
    report.complete &= !project.unusable() && !project.incomplete();
  }
  report.exitStatus = static_cast<int>(statusOf(compilations, report));
  return report;
}

/// What phases remarked beside their findings.
void reportRemarks(const Compilations &compilations, Console &console) {
  for (const auto &compilation : compilations)
    if (compilation->program)
      for (const check::Remark &remark : compilation->program->remarks) {
        std::string place = remark.range.valid() ? source::describe(compilation->sources, remark.range) + ": " : "";
        console.note(place + remark.text);
      }
}

/// Adds to the summary that GitHub shows of a workflow's step, where this is one. A summary that cannot be written is
/// no reason to fail: the findings are told elsewhere.
void addStepSummary(const render::Report &report) {
  const char *file = std::getenv("GITHUB_STEP_SUMMARY");
  std::string text = file && *file ? render::stepSummary(report) : std::string();
  if (text.empty())
    return;
  int descriptor = ::open(file, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0666);
  if (descriptor < 0)
    return;
  (void)writeAll(descriptor, text);
  ::close(descriptor);
}

/// The outputs that the options ask for, or the one that stands for the format of a command with another product.
std::vector<Output> outputsOf(const Options &options) {
  if (!options.outputs.empty())
    return options.outputs;
  llvm::StringRef word = options.format == Format::Json ? "json" : options.format == Format::JUnit ? "junit" : "full";
  return {{render::findFormat(word), "-"}};
}

/// Standard output is read by a program.
bool goesToProgram(llvm::ArrayRef<Output> outputs) {
  return llvm::any_of(
      outputs, [](const Output &each) { return each.file == "-" && each.format->reader == render::Reader::Program; });
}

} // namespace

ExitStatus deliver(const render::Report &report, llvm::ArrayRef<Output> outputs, const Options &options,
                   Channel channel, Console &console) {
  ExitStatus status = ExitStatus::Clean;
  bool out = channel == Channel::Out;
  for (const Output &output : outputs) {
    bool shown = output.file == "-";
    render::Look look;
    look.colour = shown && (out ? console.colorOut() : console.colorErr());
    // Beside another product than the findings, only what asks for something to be done is said.
    look.notes = out || options.verbose;
    std::string text = output.format->render(report, look);
    if (shown)
      out ? console.out(text) : console.err(text);
    else if (std::string problem = writeFileAtomically(output.file, text); !problem.empty()) {
      console.error(output.file + ": could not be written: " + problem);
      status = ExitStatus::Input;
    }
    if (output.format->word == "github")
      addStepSummary(report);
  }
  return status;
}

ExitStatus report(const Compilations &compilations, const Options &options, Channel channel, Console &console) {
  for (const auto &compilation : compilations)
    reportProblems(*compilation, options, console);
  render::Report report = collect(compilations, options);
  std::vector<Output> outputs = outputsOf(options);
  ExitStatus delivered = deliver(report, outputs, options, channel, console);
  if (options.verbose && !goesToProgram(outputs))
    reportRemarks(compilations, console);
  return worse(static_cast<ExitStatus>(report.exitStatus), delivered);
}

bool isForPeople(const Options &options) { return !goesToProgram(outputsOf(options)); }

void summarize(const Compilations &compilations, const Options &options, llvm::StringRef fallback, Console &console) {
  if (options.quiet || !isForPeople(options))
    return;
  render::Counts counts;
  for (const auto &compilation : compilations)
    counts.add(compilation->reporter);
  std::string text = render::summary(counts, console.colorErr());
  if (text.empty())
    text = fallback.str();
  if (!text.empty())
    console.err(text + "\n");
}

} // namespace onus::driver
