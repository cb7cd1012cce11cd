// SPDX-License-Identifier: Apache-2.0
#include "driver/report.h"

#include "diagnostics/render/json.h"
#include "diagnostics/render/text.h"
#include "source/project.h"
#include "source/read_file.h"

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
  std::string name = options.stdinFilename.empty() ? "stdin.onus" : options.stdinFilename;
  return source::Overlay{name, std::move(std::get<std::string>(text))};
}

} // namespace

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

std::unique_ptr<Compilation> compileInput(const ProjectInput &project, llvm::ArrayRef<source::Overlay> overlays,
                                          Stage stage, const Options &options) {
  std::vector<source::Overlay> texts;
  if (project.text)
    texts.push_back(*project.text);
  texts.insert(texts.end(), overlays.begin(), overlays.end());
  PipelineOptions settings;
  settings.check = options.checkOptions();
  auto compilation = load(project.text ? project.text->path : project.choice.path, texts);
  compilation->only = project.choice.only;
  compile(*compilation, stage, settings);
  compilation->reporter.sort();
  return compilation;
}

Compilations compilePaths(const Options &options, Stage stage, Console &console) {
  Compilations result;
  for (const ProjectInput &project : projectInputs(options, console))
    result.push_back(compileInput(project, {}, stage, options));
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

void reportText(const Compilation &compilation, const Options &options, Channel channel, Console &console) {
  bool color = channel == Channel::Out ? console.colorOut() : console.colorErr();
  auto say = [&](llvm::StringRef text) { channel == Channel::Out ? console.out(text) : console.err(text); };
  for (const auto &diagnostic : compilation.reporter.all())
    // Beside another product than the diagnostics, only what asks for something to be done is said.
    if (channel == Channel::Out || options.verbose || diagnostic->severity != diagnostics::Severity::Note)
      say(render::text(*diagnostic, compilation.sources, color));
  if (!options.verbose || !compilation.program)
    return;
  for (const check::Remark &remark : compilation.program->remarks) {
    std::string place = remark.range.valid() ? source::describe(compilation.sources, remark.range) + ": " : "";
    console.note(place + remark.text);
  }
}

} // namespace

ExitStatus report(const Compilations &compilations, const Options &options, Channel channel, Console &console) {
  // Without a single project something was wrong with the input, and that was told.
  ExitStatus status = compilations.empty() ? ExitStatus::Input : ExitStatus::Clean;
  json::Array all;
  for (const auto &compilation : compilations) {
    reportProblems(*compilation, options, console);
    if (compilation->project.unusable())
      status = worse(status, ExitStatus::Input);
    if (compilation->project.incomplete())
      status = worse(status, ExitStatus::Incomplete);
    if (compilation->reporter.hasErrors())
      status = worse(status, ExitStatus::Findings);
    if (options.format == Format::Text) {
      reportText(*compilation, options, channel, console);
    } else {
      json::Value document = render::document(compilation->reporter, compilation->sources);
      const json::Array &items = *document.get("diagnostics")->asArray();
      all.insert(all.end(), items.begin(), items.end());
    }
  }
  if (options.format == Format::Json) {
    json::Object document{{"version", json::Value::integer(1)}, {"diagnostics", std::move(all)}};
    std::string text = json::writePretty(document);
    channel == Channel::Out ? console.out(text) : console.err(text);
  }
  return status;
}

void summarize(const Compilations &compilations, const Options &options, llvm::StringRef fallback, Console &console) {
  if (options.quiet || options.format != Format::Text)
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
