// SPDX-License-Identifier: Apache-2.0
#include "driver/pipeline.h"

#include "analysis/check_owners.h"
#include "analysis/check_rules.h"
#include "backends/bytecode/check_patterns.h"
#include "base/parallel.h"
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

/// A thread that has less than this to parse costs more than it saves.
constexpr size_t leastPerThread = 64u << 10;

/// Parses files, several at once; those whose trees are kept are not parsed again. Messages come in the order of the
/// files, whatever thread was faster.
void parseFiles(Compilation &compilation, llvm::ArrayRef<source::FileId> files, const PipelineOptions &options) {
  std::vector<std::shared_ptr<const ParsedFile>> parsed(files.size());
  std::vector<size_t> missing;
  size_t bytes = 0;
  for (size_t at = 0; at < files.size(); ++at) {
    if (options.trees)
      parsed[at] = options.trees->find(compilation.sources, files[at]);
    if (parsed[at])
      continue;
    missing.push_back(at);
    bytes += compilation.sources.text(files[at]).size();
  }
  unsigned threads = options.jobs ? options.jobs : hardwareThreads();
  threads = static_cast<unsigned>(std::min<size_t>(threads, bytes / leastPerThread + 1));
  inParallel(missing.size(), threads, [&](size_t at) {
    size_t index = missing[at];
    parsed[index] = parseFile(compilation.sources, files[index], options.limits);
    if (options.trees)
      options.trees->keep(files[index], parsed[index]);
  });
  for (auto &each : parsed) {
    compilation.reporter.add(each->messages);
    compilation.files.push_back(each->file);
    compilation.parsed.push_back(std::move(each));
  }
}

/// The file of the standard library, which a compilation of the same sources may have added before.
source::FileId libraryFile(Compilation &compilation, size_t index) {
  if (compilation.library.empty())
    compilation.library.resize(stdlib::files().size());
  source::FileId &id = compilation.library[index];
  const stdlib::File &file = stdlib::files()[index];
  if (!id.valid())
    id = compilation.sources.add("<std>/" + std::string(file.path), std::string(file.text));
  return id;
}

void parseAll(Compilation &compilation, const PipelineOptions &options) {
  parseFiles(compilation, compilation.project.files, options);
  std::vector<llvm::StringRef> texts;
  for (source::FileId file : compilation.project.files)
    texts.push_back(compilation.sources.text(file));
  std::vector<source::FileId> library;
  for (size_t index : reachedLibraryFiles(texts))
    library.push_back(libraryFile(compilation, index));
  PipelineOptions unlimited = options;
  unlimited.limits = {};
  parseFiles(compilation, library, unlimited);
  compilation.standard.assign(compilation.files.end() - static_cast<ptrdiff_t>(library.size()),
                              compilation.files.end());
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

std::unique_ptr<Compilation> again(const Compilation &loaded, std::vector<source::FileId> files) {
  auto compilation = std::make_unique<Compilation>();
  compilation->sources = loaded.sources;
  compilation->library = loaded.library;
  compilation->project = loaded.project;
  compilation->project.files = std::move(files);
  compilation->reader = std::make_unique<ProjectReader>(compilation->project.layout);
  return compilation;
}

void addLibrary(Compilation &loaded) {
  for (size_t index = 0; index < stdlib::files().size(); ++index)
    libraryFile(loaded, index);
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
  compilation.reporter.beginGroup();
  parseAll(compilation, options);
  compilation.last = Stage::Parse;
  // Names of a file that could not be read would be missed everywhere else.
  if (stage < Stage::Resolve || !compilation.clean())
    return;
  compilation.reporter.beginGroup();
  compilation.names = resolve::resolve(compilation.files, compilation.standard, compilation.sources,
                                       compilation.reporter, &compilation.project.layout);
  compilation.last = Stage::Resolve;
  if (stage < Stage::Check)
    return;
  check::Options settings = options.check;
  settings.costLimit = compilation.project.settings.costLimit;
  compilation.program =
      check::check(*compilation.names, compilation.sources, *compilation.reader, settings, compilation.reporter);
  // What a wrong program's rules do is nobody's question yet.
  for (auto *next : {analysis::checkRules, analysis::checkOwners, backends::bytecode::checkPatterns}) {
    if (compilation.reporter.hasErrors())
      break;
    compilation.reporter.beginGroup();
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
  compilation.reporter.beginGroup();
  lint::lint(*compilation.program, levels, compilation.reporter);
  lint::addControls(*compilation.program, compilation.reporter);
}

} // namespace onus::driver
