// SPDX-License-Identifier: Apache-2.0
#include "driver/pipeline.h"

#include "analysis/check_owners.h"
#include "analysis/check_rules.h"
#include "backends/bytecode/check_patterns.h"
#include "driver/library.h"
#include "driver/project_reader.h"
#include "driver/version.h"
#include "lint/controls.h"
#include "lint/lint.h"
#include "lower/lower.h"
#include "stdlib/stdlib.h"
#include "syntax/parse/parse.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::driver {

namespace {

void parseFile(Compilation &compilation, source::FileId file, const syntax::Limits &limits) {
  auto &arena = compilation.arenas.emplace_back(std::make_unique<Arena>());
  compilation.files.push_back(syntax::parse(compilation.sources, file, *arena, compilation.reporter, limits));
}

void parseAll(Compilation &compilation, const syntax::Limits &limits) {
  for (source::FileId file : compilation.project.files)
    parseFile(compilation, file, limits);

  std::vector<llvm::StringRef> texts;
  for (source::FileId file : compilation.project.files)
    texts.push_back(compilation.sources.text(file));
  for (size_t index : reachedLibraryFiles(texts)) {
    const stdlib::File &file = stdlib::files()[index];
    parseFile(compilation, compilation.sources.add("<std>/" + std::string(file.path), std::string(file.text)), {});
    compilation.standard.push_back(compilation.files.back());
  }
}

} // namespace

bool Compilation::reached(Stage stage) const { return last >= stage && clean(); }

std::unique_ptr<Compilation> load(llvm::StringRef path, llvm::ArrayRef<source::Overlay> overlays) {
  auto compilation = std::make_unique<Compilation>();
  compilation->project = source::loadProject(compilation->sources, path, syntax::Limits().bytes, overlays);
  compilation->reader = std::make_unique<ProjectReader>(compilation->project.layout);
  return compilation;
}

std::unique_ptr<Compilation> load(llvm::ArrayRef<std::pair<std::string, std::string>> texts,
                                  std::unique_ptr<check::FileReader> reader) {
  auto compilation = std::make_unique<Compilation>();
  for (const auto &[path, text] : texts)
    compilation->project.files.push_back(compilation->sources.add(path, text));
  compilation->reader = std::move(reader);
  return compilation;
}

namespace {

/// What is wrong with the way in which the project uses a dependency is said at the project's place, where there is
/// one.
void turnHome(diagnostics::Diagnostic &diagnostic, const source::Layout &layout) {
  for (diagnostics::Related &related : diagnostic.related) {
    if (!related.range.valid() || !layout.unitOf(related.range.file) || layout.isForeign(related.range.file))
      continue;
    std::swap(related.range, diagnostic.range);
    std::swap(related.message, diagnostic.label);
    return;
  }
}

/// What is wrong in a dependency is said to be there, and nothing in it is repaired from here; its warnings and notes
/// are for those who work on it.
void settleForeign(Compilation &compilation) {
  const source::Layout &layout = compilation.project.layout;
  auto isForeign = [&](source::Range range) { return range.valid() && layout.isForeign(range.file); };
  compilation.reporter.revise([&](diagnostics::Diagnostic &diagnostic) {
    llvm::erase_if(diagnostic.fixes, [&](const diagnostics::Fix &fix) {
      return llvm::any_of(fix.edits, [&](const diagnostics::Edit &edit) { return isForeign(edit.range); });
    });
    if (!isForeign(diagnostic.range))
      return true;
    source::FileId file = diagnostic.range.file;
    turnHome(diagnostic, layout);
    if (isForeign(diagnostic.range) && diagnostic.severity != diagnostics::Severity::Error)
      return false;
    size_t project = layout.unitOf(file)->project;
    diagnostic.notes.push_back((isForeign(diagnostic.range) ? "this file" : "the other place") +
                               std::string(" belongs to ") + layout.units[project].name);
    return true;
  });
}

void runPhases(Compilation &compilation, Stage stage, const PipelineOptions &options);

} // namespace

void compile(Compilation &compilation, Stage stage, const PipelineOptions &options) {
  if (stage < Stage::Parse || compilation.project.unusable())
    return;
  runPhases(compilation, stage, options);
  settleForeign(compilation);
  if (compilation.program)
    lint::addControls(*compilation.program, compilation.reporter);
}

namespace {

void runPhases(Compilation &compilation, Stage stage, const PipelineOptions &options) {
  parseAll(compilation, options.limits);
  ++compilation.groups;
  compilation.last = Stage::Parse;
  // Names of a file that could not be read would be missed everywhere else.
  if (stage < Stage::Resolve || !compilation.clean())
    return;
  compilation.names = resolve::resolve(compilation.files, compilation.standard, compilation.sources,
                                       compilation.reporter, &compilation.project.layout);
  compilation.last = Stage::Resolve;
  if (stage < Stage::Check)
    return;
  ++compilation.groups;
  check::Options settings = options.check;
  settings.costLimit = compilation.project.settings.costLimit;
  compilation.program =
      check::check(*compilation.names, compilation.sources, *compilation.reader, settings, compilation.reporter);
  // What a wrong program's rules do is nobody's question yet.
  for (auto *next : {analysis::checkRules, analysis::checkOwners, backends::bytecode::checkPatterns}) {
    if (compilation.reporter.hasErrors())
      break;
    ++compilation.groups;
    next(*compilation.program, compilation.reporter);
  }
  compilation.last = Stage::Check;
  if (stage >= Stage::Lower && compilation.clean())
    lowerChecked(compilation);
}

} // namespace

void lowerChecked(Compilation &compilation, const std::string &system) {
  if (auto lowerable = lower::LowerableProgram::from(*compilation.program, compilation.reporter)) {
    compilation.module = lower::lower(*lowerable, {version, system});
    compilation.last = Stage::Lower;
  }
}

void lintChecked(Compilation &compilation, const lint::Levels &levels) {
  if (!compilation.reached(Stage::Check))
    return;
  lint::lint(*compilation.program, levels, compilation.reporter);
  lint::addControls(*compilation.program, compilation.reporter);
}

} // namespace onus::driver
