// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"
#include "diagnostics/diagnostic.h"
#include "driver/parsed_files.h"
#include "ir/module.h"
#include "lint/levels.h"
#include "resolve/names.h"
#include "source/project.h"

#include <memory>
#include <optional>
#include <vector>

/// From a path to a checked program: load → parse → resolve → check → lower. Each phase runs only where it makes sense:
/// what could not be parsed is not resolved, so that one mistake gives one message; what has an error is not lowered.
namespace onus::driver {

enum class Stage { Load, Parse, Resolve, Check, Lower };

/// Everything that one project became. The parts borrow from those above them.
struct Compilation {
  std::vector<std::string> only; ///< the files and folders (absolute) whose findings were asked for; all where empty
  source::SourceManager sources;
  source::Project project;
  diagnostics::Reporter reporter;
  std::vector<std::shared_ptr<const ParsedFile>> parsed; ///< what `files` borrow from
  std::vector<source::FileId> library; ///< by index into `stdlib::files()`; invalid where it was not added to `sources`
  std::vector<const syntax::File *> files;    ///< the project's, then the standard library's
  std::vector<const syntax::File *> standard; ///< those of the standard library that the project reaches
  std::optional<resolve::Names> names;
  std::unique_ptr<check::FileReader> reader;
  std::unique_ptr<check::Program> program;
  std::optional<ir::Module> module; ///< only where no error was reported

  /// The phase that `stage` names was run and nothing before or in it was wrong.
  bool reached(Stage stage) const;
  bool clean() const { return !reporter.hasErrors() && !project.unusable() && !project.incomplete(); }
  Stage last = Stage::Load;
};

struct PipelineOptions {
  check::Options check;
  syntax::Limits limits;
  unsigned jobs = 0;            ///< threads; 0 for as many as the machine runs at once
  ParsedFiles *trees = nullptr; ///< keeps trees from one compilation to the next; may be null
};

/// Reads the project that a path stands for, with the overlays in place of their files.
std::unique_ptr<Compilation> load(llvm::StringRef path, llvm::ArrayRef<source::Overlay> overlays = {});
/// The same from texts in memory: (path, text). `reader` answers for the files that they name.
std::unique_ptr<Compilation> load(llvm::ArrayRef<std::pair<std::string, std::string>> texts,
                                  std::unique_ptr<check::FileReader> reader);

/// The sources of a project that was loaded, once more and not compiled: the same texts under the same ids, of which
/// `files` are the project's.
std::unique_ptr<Compilation> again(const Compilation &loaded, std::vector<source::FileId> files);

/// Adds the standard library to the sources, so that its files have the same ids in whatever is compiled `again`.
void addLibrary(Compilation &loaded);

/// Lowers a program that was checked without an error: the system of that qualified name, or all of them.
void lowerChecked(Compilation &compilation, const std::string &system = {});

/// Runs the lint rules over a program that was checked without an error; does nothing with another.
void lintChecked(Compilation &compilation, const lint::Levels &levels);

/// Runs the phases up to and including `stage`; stops after the first that makes the next pointless.
void compile(Compilation &compilation, Stage stage, const PipelineOptions &options);

} // namespace onus::driver
