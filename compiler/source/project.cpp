// SPDX-License-Identifier: Apache-2.0
#include "source/project.h"

#include "source/paths.h"
#include "source/read_file.h"
#include "source/walk.h"
#include "source/workspace.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <map>

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

namespace {

class Loader {
public:
  Loader(SourceManager &sources, size_t limit, llvm::ArrayRef<Overlay> overlays) : sources_(sources), limit_(limit) {
    for (const Overlay &overlay : overlays)
      overlaid_[absolutePath(overlay.path)] = &overlay;
  }

  Project run(llvm::StringRef given) {
    bool around = given.empty();
    std::string shown = around ? "." : given.str();
    if (!around && !fs::exists(given) && !overlaid_.count(absolutePath(given))) {
      // A link that goes nowhere exists as little as a file that nobody wrote, but says more.
      auto read = readFile(given, 0);
      auto *error = std::get_if<ReadError>(&read);
      problem(LoadProblem::Kind::Input, shownPath(given), error ? error->message : "there is no such file");
      return std::move(project_);
    }
    std::string settings = findSettings(shown);
    project_.configured = !settings.empty();
    bool single = !project_.configured && !fs::is_directory(shown);
    project_.root = project_.configured ? path::parent_path(settings).str() : absolutePath(shown);
    if (single)
      project_.root = path::parent_path(project_.root).str();
    project_.layout = findUnits(project_.root, settings, project_.problems);
    project_.settings = project_.layout.units.front().said;
    if (project_.unusable())
      return std::move(project_);
    if (single) {
      readOne(shown, LoadProblem::Kind::Input);
      project_.ownFiles = project_.files.size();
    } else {
      readProjects();
    }
    return std::move(project_);
  }

private:
  void problem(LoadProblem::Kind kind, std::string where, std::string message, std::string help = {}) {
    project_.problems.push_back({kind, std::move(where), std::move(message), std::move(help)});
  }

  void readProjects() {
    const std::vector<Unit> &units = project_.layout.units;
    counts_.resize(units.size());
    for (size_t index = 0; index < units.size(); ++index)
      if (units[index].project == index)
        readProject(index);
    for (size_t index = 0; index < units.size(); ++index)
      if (counts_[index] == 0 && !isFilled(units[index]))
        reportEmpty(units[index]);
    if (project_.files.empty() && project_.incomplete())
      problem(LoadProblem::Kind::Input, shownPath(project_.root), "none of its files could be read");
  }

  /// Reads the files of one project with its members. The tests of a dependency are its own matter.
  void readProject(size_t index) {
    const std::vector<Unit> &units = project_.layout.units;
    std::vector<WalkMember> members;
    for (const Unit &unit : units)
      if (unit.project == index && &unit != &units[index])
        members.push_back({unit.directory, unit.settings.empty() ? std::vector<std::string>() : unit.said.exclude});
    const std::string &directory = units[index].directory;
    Walk found = walk(directory, units[index].said.exclude, members);
    for (const Walk::Remark &remark : found.remarks)
      problem(remark.incomplete ? LoadProblem::Kind::Incomplete : LoadProblem::Kind::Remark, shown(remark.path),
              remark.message);
    // A file that was not saved yet has its place among the others.
    if (index == 0)
      for (const auto &[path, overlay] : overlaid_)
        if (isWithin(path, directory) && llvm::StringRef(path).endswith(".onus") &&
            !std::binary_search(found.files.begin(), found.files.end(), path))
          found.files.insert(llvm::upper_bound(found.files, path), path);
    for (const std::string &file : found.files) {
      if (index != 0 && llvm::StringRef(file).endswith(".test.onus"))
        continue;
      unit_ = innermost(index, file);
      ++counts_[unit_];
      readOne(file, LoadProblem::Kind::Incomplete);
    }
    if (index == 0)
      project_.ownFiles = project_.files.size();
  }

  /// The unit of a project in which a file lies.
  size_t innermost(size_t project, const std::string &file) const {
    const std::vector<Unit> &units = project_.layout.units;
    size_t best = project;
    for (size_t index = 0; index < units.size(); ++index)
      if (units[index].project == project && isWithin(file, units[index].directory) &&
          units[index].directory.size() > units[best].directory.size())
        best = index;
    return best;
  }

  /// True where a folder without files of its own is no mistake: members have them, or a pattern found others too.
  bool isFilled(const Unit &unit) const {
    const std::vector<Unit> &units = project_.layout.units;
    for (size_t index = 0; index < units.size(); ++index) {
      bool below = units[index].project == unit.project && isWithin(units[index].directory, unit.directory);
      bool beside = unit.pattern && units[index].from == unit.from;
      if (counts_[index] > 0 && (below || beside))
        return true;
    }
    return false;
  }

  void reportEmpty(const Unit &unit) {
    if (project_.incomplete())
      return;
    if (unit.from.empty())
      problem(LoadProblem::Kind::Input, shown(unit.directory), "there is no .onus file in this directory",
              "a directory below it that has an onus.toml is a project of its own: name it");
    else if (!unit.pattern)
      problem(LoadProblem::Kind::Input, unit.from, unit.name + ": there is no .onus file in it",
              "looked in " + nearPath(unit.directory));
    else if (llvm::none_of(project_.problems, [&](const LoadProblem &other) { return other.path == unit.from; }))
      problem(LoadProblem::Kind::Input, unit.from, "no folder that fits `" + unit.written + "` has an .onus file");
  }

  /// How people see a file: from the working directory, whichever way leads there.
  std::string shown(const std::string &file) const { return project_.configured ? nearPath(file) : shownPath(file); }

  void readOne(const std::string &file, LoadProblem::Kind kind) {
    if (auto overlay = overlaid_.find(absolutePath(file)); overlay != overlaid_.end())
      return add(file, overlay->second->text);
    auto text = readFile(file, limit_);
    if (auto *error = std::get_if<ReadError>(&text))
      problem(kind, shown(file), error->message);
    else
      add(file, std::move(std::get<std::string>(text)));
  }

  void add(const std::string &file, std::string text) {
    std::string inProject = pathFrom(absolutePath(file), project_.root);
    project_.files.push_back(sources_.add(shown(file), std::move(text), inProject));
    project_.layout.assign(project_.files.back(), unit_);
  }

  SourceManager &sources_;
  size_t limit_;
  std::map<std::string, const Overlay *> overlaid_; ///< by absolute path
  Project project_;
  size_t unit_ = 0;            ///< in which the file that is being read lies
  std::vector<size_t> counts_; ///< the files of each unit
};

} // namespace

Project loadProject(SourceManager &sources, llvm::StringRef path, size_t limit, llvm::ArrayRef<Overlay> overlays) {
  return Loader(sources, limit, overlays).run(path);
}

} // namespace onus::source
