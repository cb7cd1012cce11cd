// SPDX-License-Identifier: Apache-2.0
#include "source/workspace.h"

#include "source/members.h"
#include "source/paths.h"
#include "source/read_file.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <map>

namespace onus::source {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace {

/// A chain of dependencies longer than this is nobody's wish.
constexpr size_t maxDepth = 64;

std::string placeIn(llvm::StringRef file, SettingsPlace place) {
  return nearPath(file) + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string nearestSettings(llvm::StringRef directory) {
  while (!directory.empty()) {
    std::string candidate = (directory.rtrim('/') + "/onus.toml").str();
    if (fs::exists(candidate))
      return candidate;
    directory = path::parent_path(directory);
  }
  return {};
}

class Builder {
public:
  explicit Builder(std::vector<LoadProblem> &problems) : problems_(problems) {}

  Layout run(llvm::StringRef root, llvm::StringRef settings) {
    addProject(root.str(), settings.str(), "the project", {});
    return std::move(layout_);
  }

private:
  void problem(std::string where, std::string message, std::string help = {}) {
    problems_.push_back({LoadProblem::Kind::Input, std::move(where), std::move(message), std::move(help)});
  }

  size_t addProject(std::string root, std::string settings, std::string name, Unit from) {
    Unit unit = std::move(from);
    unit.name = std::move(name);
    unit.directory = std::move(root);
    unit.settings = std::move(settings);
    if (!unit.settings.empty())
      unit.said = readSettings(unit.settings, problems_);
    unit.costLimit = unit.said.costLimit;
    size_t project = unit.project = layout_.units.size();
    projects_[realPath(unit.directory)] = project;
    layout_.units.push_back(std::move(unit));
    addMembers(project);
    inProgress_.push_back(project);
    for (size_t each = project, end = layout_.units.size(); each < end; ++each)
      addDependencies(each);
    inProgress_.pop_back();
    return project;
  }

  void addMembers(size_t project) {
    const Unit root = layout_.units[project];
    std::map<std::string, std::string> named;
    for (const MemberSetting &member : root.said.members) {
      std::string from = placeIn(root.settings, member.place);
      auto found = findMembers(root.directory, root.said, member);
      if (auto *error = std::get_if<MemberError>(&found)) {
        problem(from, error->message, error->help);
        continue;
      }
      for (const std::string &folder : std::get<std::vector<std::string>>(found)) {
        if (isPattern(member.path) && hasUnit(project, folder))
          continue;
        if (!isPattern(member.path) && !named.emplace(folder, from).second)
          problem(from, "member `" + member.path + "` is named twice", "the first is at " + named[folder]);
        else
          addMember(project, folder, member, from);
      }
    }
  }

  bool hasUnit(size_t project, const std::string &folder) const {
    return llvm::any_of(layout_.units,
                        [&](const Unit &unit) { return unit.project == project && unit.directory == folder; });
  }

  void addMember(size_t project, const std::string &folder, const MemberSetting &member, const std::string &from) {
    for (Unit &unit : layout_.units)
      if (unit.project == project && unit.directory == folder) { // a pattern found it before
        unit.pattern = false;
        unit.from = from;
        return;
      }
    const Unit &root = layout_.units[project];
    Unit unit;
    unit.name = "member `" + relativePath(folder, root.directory) + "`";
    unit.directory = folder;
    unit.project = project;
    unit.from = from;
    unit.written = member.path;
    unit.pattern = isPattern(member.path);
    int64_t limit = root.said.costLimit;
    if (std::string settings = folder + "/onus.toml"; fs::exists(settings)) {
      unit.settings = settings;
      unit.said = readSettings(settings, problems_);
      for (const MemberSetting &inner : unit.said.members)
        problem(placeIn(settings, inner.place), "a member has no members of its own",
                "it is a member itself: " + from + " names it; name this folder there");
    }
    unit.costLimit = unit.said.limitsCost ? std::min(limit, unit.said.costLimit) : limit;
    layout_.units.push_back(std::move(unit));
  }

  void addDependencies(size_t index) {
    const Unit unit = layout_.units[index];
    bool member = index != unit.project;
    std::map<size_t, std::string> listed;
    for (const DependencySetting &dependency : unit.said.dependencies) {
      std::string from = placeIn(unit.settings, dependency.place);
      auto project = find(unit, member, dependency, from);
      if (!project || *project == unit.project)
        continue;
      auto [known, fresh] = listed.emplace(*project, dependency.name);
      if (!fresh)
        problem(from, "dependencies `" + known->second + "` and `" + dependency.name + "` are the same project");
      else
        layout_.units[index].lists.push_back(*project);
    }
  }

  /// The project that a dependency names, read now if it was not before.
  std::optional<size_t> find(const Unit &unit, bool member, const DependencySetting &dependency,
                             const std::string &from) {
    auto fail = [&](const std::string &why, std::string help = {}) -> std::optional<size_t> {
      problem(from, "dependency `" + dependency.name + "`: " + why, std::move(help));
      return std::nullopt;
    };
    llvm::StringRef written = dependency.path;
    if (written.empty() || written.contains('\0'))
      return fail("this is no path");
    if (path::is_absolute(written))
      return fail("an absolute path means something else on every machine", "write it relative to this file");
    std::string folder = absolutePath((unit.directory + "/" + written).str());
    if (!fs::is_directory(folder)) {
      auto read = readFile(folder, 0);
      auto *error = std::get_if<ReadError>(&read);
      return fail(!error           ? "it is a file"
                  : error->missing ? "there is no such folder"
                                   : error->message,
                  error && error->missing ? "looked for " + nearPath(folder) : "");
    }
    std::string settings = findSettings(folder);
    std::string root = settings.empty() ? folder : path::parent_path(settings).str();
    auto known = projects_.find(realPath(root));
    if (known == projects_.end()) {
      if (inProgress_.size() >= maxDepth)
        return fail("more than " + std::to_string(maxDepth) + " projects depend on one another in a row");
      Unit about;
      about.from = from;
      about.written = dependency.path;
      return addProject(root, settings, "dependency `" + dependency.name + "`", std::move(about));
    }
    // A member may list another one, for when it is checked out alone.
    if (known->second == unit.project && !member)
      return fail("it lies in this very project", "what lies in its folder belongs to it anyway");
    if (known->second != unit.project && llvm::is_contained(inProgress_, known->second))
      return fail("it closes a circle: " + circle(known->second),
                  "move what both need into a project of its own, on which both depend");
    return known->second;
  }

  /// "`app` needs `people`, which needs `app`"
  std::string circle(size_t first) const {
    auto name = [&](size_t project) {
      const Unit &unit = layout_.units[project];
      return "`" + (unit.said.name.empty() ? path::filename(unit.directory).str() : unit.said.name) + "`";
    };
    auto at = llvm::find(inProgress_, first);
    std::string text = name(*at) + " needs ";
    while (++at != inProgress_.end())
      text += name(*at) + ", which needs ";
    return text + name(first);
  }

  std::vector<LoadProblem> &problems_;
  Layout layout_;
  std::map<std::string, size_t> projects_; ///< by their real path
  std::vector<size_t> inProgress_;
};

} // namespace

std::string findSettings(llvm::StringRef where) {
  std::string absolute = absolutePath(where);
  std::string found =
      nearestSettings(fs::is_directory(absolute) ? llvm::StringRef(absolute) : path::parent_path(absolute));
  if (found.empty())
    return found;
  for (std::string above = nearestSettings(path::parent_path(path::parent_path(found))); !above.empty();
       above = nearestSettings(path::parent_path(path::parent_path(above)))) {
    std::vector<LoadProblem> problems;
    Settings settings = readSettings(above, problems);
    // What cannot be read may be the one that takes this project in; reading it tells what is wrong with it.
    if (!problems.empty() || hasMember(path::parent_path(above), settings, path::parent_path(found)))
      found = above;
  }
  return found;
}

std::string projectOf(llvm::StringRef where) {
  std::string settings = findSettings(where);
  return settings.empty() ? absolutePath(where) : path::parent_path(settings).str();
}

Settings readSettings(llvm::StringRef file, std::vector<LoadProblem> &problems) {
  constexpr size_t limit = 1u << 20;
  auto text = readFile(file, limit);
  if (auto *error = std::get_if<ReadError>(&text)) {
    problems.push_back({LoadProblem::Kind::Input, nearPath(file), error->message, {}});
    return {};
  }
  auto result = parseSettings(std::get<std::string>(text));
  if (auto *settings = std::get_if<Settings>(&result))
    return std::move(*settings);
  for (SettingsError &error : std::get<std::vector<SettingsError>>(result))
    problems.push_back({LoadProblem::Kind::Input, placeIn(file, error.place), error.message, error.help});
  return {};
}

Layout findUnits(llvm::StringRef root, llvm::StringRef settings, std::vector<LoadProblem> &problems) {
  return Builder(problems).run(root, settings);
}

} // namespace onus::source
