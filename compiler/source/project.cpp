// SPDX-License-Identifier: Apache-2.0
#include "source/project.h"

#include "source/paths.h"
#include "source/read_file.h"
#include "source/walk.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace onus::source {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

bool Project::unusable() const {
  return llvm::any_of(problems, [](const LoadProblem &problem) { return problem.kind == LoadProblem::Kind::Input; });
}

bool Project::incomplete() const {
  return llvm::any_of(problems,
                      [](const LoadProblem &problem) { return problem.kind == LoadProblem::Kind::Incomplete; });
}

std::string findSettings(llvm::StringRef where) {
  std::string absolute = absolutePath(where);
  llvm::StringRef directory = fs::is_directory(absolute) ? llvm::StringRef(absolute) : path::parent_path(absolute);
  while (!directory.empty()) {
    std::string candidate = (directory.rtrim('/') + "/onus.toml").str();
    if (fs::exists(candidate))
      return candidate;
    directory = path::parent_path(directory);
  }
  return {};
}

std::string projectOf(llvm::StringRef where) {
  std::string settings = findSettings(where);
  return settings.empty() ? absolutePath(where) : path::parent_path(settings).str();
}

namespace {

class Loader {
public:
  Loader(SourceManager &sources, size_t limit, const Overlay *overlay)
      : sources_(sources), limit_(limit), overlay_(overlay) {
    if (overlay_)
      overlaid_ = absolutePath(overlay_->path);
  }

  Project run(llvm::StringRef given) {
    bool around = given.empty();
    std::string shown = around ? "." : given.str();
    if (!around && !fs::exists(given) && absolutePath(given) != overlaid_) {
      // A link that goes nowhere exists as little as a file that nobody wrote, but says more.
      auto read = readFile(given, 0);
      auto *error = std::get_if<ReadError>(&read);
      problem(LoadProblem::Kind::Input, shownPath(given), error ? error->message : "there is no such file");
      return std::move(project_);
    }
    std::string settings = findSettings(shown);
    project_.configured = !settings.empty();
    if (project_.configured) {
      project_.root = path::parent_path(settings).str();
      readSettings(settings);
      if (!project_.unusable())
        readDirectory(project_.root);
    } else if (fs::is_directory(shown)) {
      project_.root = absolutePath(shown);
      readDirectory(project_.root);
    } else {
      readSingle(shown);
    }
    return std::move(project_);
  }

private:
  void problem(LoadProblem::Kind kind, std::string where, std::string message, std::string help = {}) {
    project_.problems.push_back({kind, std::move(where), std::move(message), std::move(help)});
  }

  void readSettings(const std::string &file) {
    constexpr size_t limit = 1u << 20;
    auto text = readFile(file, limit);
    if (auto *error = std::get_if<ReadError>(&text))
      return problem(LoadProblem::Kind::Input, shownPath(file), error->message);
    auto result = parseSettings(std::get<std::string>(text));
    if (auto *settings = std::get_if<Settings>(&result)) {
      project_.settings = std::move(*settings);
      return;
    }
    for (SettingsError &error : std::get<std::vector<SettingsError>>(result))
      problem(LoadProblem::Kind::Input,
              shownPath(file) + ":" + std::to_string(error.line) + ":" + std::to_string(error.column), error.message,
              error.help);
  }

  void readDirectory(const std::string &directory) {
    Walk found = walk(directory, project_.settings.exclude);
    for (const Walk::Remark &remark : found.remarks)
      problem(remark.incomplete ? LoadProblem::Kind::Incomplete : LoadProblem::Kind::Remark, shownPath(remark.path),
              remark.message);
    // A file that was not saved yet has its place among the others.
    if (overlay_ && isWithin(overlaid_, directory) && llvm::StringRef(overlaid_).endswith(".onus") &&
        !llvm::is_contained(found.files, overlaid_))
      found.files.insert(llvm::upper_bound(found.files, overlaid_), overlaid_);
    for (const std::string &file : found.files)
      readOne(file, LoadProblem::Kind::Incomplete);
    if (found.files.empty() && !project_.incomplete())
      problem(LoadProblem::Kind::Input, shownPath(directory), "there is no .onus file in this directory",
              "a directory below it that has an onus.toml is a project of its own: name it");
    else if (project_.files.empty() && project_.incomplete())
      problem(LoadProblem::Kind::Input, shownPath(directory), "none of its files could be read");
  }

  void readSingle(const std::string &file) {
    project_.root = path::parent_path(absolutePath(file)).str();
    readOne(file, LoadProblem::Kind::Input);
  }

  void readOne(const std::string &file, LoadProblem::Kind kind) {
    if (overlay_ && absolutePath(file) == overlaid_)
      return add(file, overlay_->text);
    auto text = readFile(file, limit_);
    if (auto *error = std::get_if<ReadError>(&text))
      problem(kind, shownPath(file), error->message);
    else
      add(file, std::move(std::get<std::string>(text)));
  }

  void add(const std::string &file, std::string text) {
    std::string inProject = relativePath(absolutePath(file), project_.root);
    project_.files.push_back(sources_.add(shownPath(file), std::move(text), inProject));
  }

  SourceManager &sources_;
  size_t limit_;
  const Overlay *overlay_;
  std::string overlaid_; ///< the overlay's path, absolute; empty where there is none
  Project project_;
};

} // namespace

Project loadProject(SourceManager &sources, llvm::StringRef path, size_t limit, const Overlay *overlay) {
  return Loader(sources, limit, overlay).run(path);
}

} // namespace onus::source
