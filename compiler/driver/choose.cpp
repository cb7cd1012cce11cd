// SPDX-License-Identifier: Apache-2.0
#include "driver/choose.h"

#include "source/paths.h"
#include "source/walk.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <set>

namespace onus::driver {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace {

class Chooser {
public:
  explicit Chooser(const Options &options) : options_(options) {}

  std::vector<Choice> run() {
    if (options_.paths.empty())
      argument("");
    for (const std::string &path : options_.paths)
      argument(path);
    std::vector<Choice> result;
    for (Chosen &each : chosen_) {
      llvm::sort(each.only);
      result.push_back({std::move(each.path), each.whole ? std::vector<std::string>() : std::move(each.only)});
    }
    return result;
  }

private:
  struct Chosen {
    std::string path;
    std::vector<std::string> only;
    bool whole = false;
  };

  void argument(const std::string &given) {
    if (given == "-")
      return whole(given, given);
    std::string shown = given.empty() ? "." : given;
    std::string settings = source::findSettings(shown);
    if (!settings.empty())
      return inProject(given, path::parent_path(settings).str());
    std::string absolute = source::absolutePath(shown);
    if (fs::is_directory(shown))
      return unsettled(given, absolute);
    std::string around = source::absolutePath(".");
    if (options_.asFilter && fs::exists(shown) && source::isWithin(absolute, around))
      return part("", around, absolute);
    whole(given, absolute);
  }

  /// A path within the project of a root. The root itself and its onus.toml stand for all of it.
  void inProject(const std::string &given, const std::string &root) {
    std::string absolute = source::absolutePath(given.empty() ? root : given);
    if (given.empty() || absolute == root || path::filename(absolute) == "onus.toml")
      return whole(given, root);
    part(given, root, absolute);
  }

  /// A directory around which there is no onus.toml.
  void unsettled(const std::string &given, const std::string &directory) {
    source::Walk found = source::walk(directory, {});
    if (!found.files.empty() || found.projects.empty())
      whole(given, directory);
    for (const std::string &each : found.projects)
      below(each);
  }

  /// A project, and those that lie in it without being members.
  void below(const std::string &root) {
    if (places_.count(root))
      return;
    whole(source::nearPath(root), root);
    for (const std::string &each : source::walk(root, {}).projects)
      if (source::projectOf(each) == each)
        below(each);
  }

  Chosen &at(const std::string &given, const std::string &root) {
    auto [place, isNew] = places_.try_emplace(root, chosen_.size());
    if (isNew)
      chosen_.push_back({given, {}, false});
    return chosen_[place->second];
  }

  void whole(const std::string &given, const std::string &root) { at(given, root).whole = true; }
  void part(const std::string &given, const std::string &root, const std::string &absolute) {
    at(given, root).only.push_back(absolute);
  }

  const Options &options_;
  std::vector<Chosen> chosen_;
  llvm::StringMap<size_t> places_; ///< in `chosen_`, by the project's root
};

} // namespace

std::vector<Choice> chooseProjects(const Options &options) { return Chooser(options).run(); }

bool isChosen(llvm::ArrayRef<std::string> only, llvm::StringRef absolutePath) {
  if (only.empty())
    return true;
  for (llvm::StringRef at = absolutePath; !at.empty(); at = path::parent_path(at))
    if (std::binary_search(only.begin(), only.end(), at))
      return true;
  return false;
}

namespace {

std::string absolutePathOf(const Compilation &compilation, source::FileId file) {
  return source::absolutePath(compilation.project.root + "/" + compilation.sources.projectPath(file).str());
}

} // namespace

void tellLeftOut(const Compilation &compilation, const Options &options, Console &console) {
  if (options.asFilter || options.quiet || compilation.only.empty())
    return;
  std::set<std::string> files;
  for (source::FileId file : compilation.project.files)
    files.insert(absolutePathOf(compilation, file));
  for (const std::string &each : compilation.only)
    if (llvm::StringRef(each).endswith(".onus") && !files.count(each))
      console.warning(source::nearPath(each) + ": its project leaves this file out, so nothing is said of it");
}

void keepChosen(Compilation &compilation) {
  if (compilation.only.empty())
    return;
  auto concerns = [&](source::Range range) {
    return range.valid() && isChosen(compilation.only, absolutePathOf(compilation, range.file));
  };
  compilation.reporter.revise([&](diagnostics::Diagnostic &diagnostic) {
    if (diagnostic.kind != diagnostics::Kind::Lint && diagnostic.severity == diagnostics::Severity::Error)
      return true;
    return concerns(diagnostic.range) ||
           llvm::any_of(diagnostic.related, [&](const auto &related) { return concerns(related.range); });
  });
}

} // namespace onus::driver
