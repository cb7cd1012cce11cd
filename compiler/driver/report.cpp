// SPDX-License-Identifier: Apache-2.0
#include "driver/report.h"

#include "diagnostics/render/json.h"
#include "diagnostics/render/text.h"
#include "driver/choose.h"
#include "source/project.h"
#include "source/read_file.h"

namespace onus::driver {

namespace render = diagnostics::render;

namespace {

/// Standard input as a file of the project in which it is said to stand; without a name, a project of its own.
std::unique_ptr<Compilation> loadStandardInput(const Options &options, Console &console) {
  auto text = source::readStandardInput(syntax::Limits().bytes);
  if (auto *error = std::get_if<source::ReadError>(&text)) {
    console.error("standard input: " + error->message);
    return nullptr;
  }
  std::string name = options.stdinFilename.empty() ? "stdin.onus" : options.stdinFilename;
  source::Overlay overlay{name, std::move(std::get<std::string>(text))};
  return load(name, &overlay);
}

} // namespace

Compilations compilePaths(const Options &options, Stage stage, Console &console) {
  PipelineOptions settings;
  settings.check = options.checkOptions();
  Compilations result;
  for (Choice &choice : chooseProjects(options)) {
    auto compilation = choice.path == "-" ? loadStandardInput(options, console) : load(choice.path);
    if (!compilation)
      return {};
    compilation->only = std::move(choice.only);
    compile(*compilation, stage, settings);
    compilation->reporter.sort();
    result.push_back(std::move(compilation));
  }
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
