// SPDX-License-Identifier: Apache-2.0
#include "lint/configuration.h"

#include "source/ignore.h"
#include "source/paths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

#include <map>

namespace onus::lint {

namespace {

struct PathLevels {
  source::IgnoreRules pattern;
  std::vector<LevelChange> levels;
};

/// What one onus.toml says, with its words understood.
struct FolderLevels {
  std::string directory; ///< absolute
  std::optional<unsigned> edition;
  std::vector<LevelChange> levels;
  std::vector<PathLevels> paths;
};

/// A file, or a directory that it lies in, fits the pattern.
bool fits(const source::IgnoreRules &pattern, llvm::StringRef file) {
  bool directory = false;
  for (llvm::StringRef path = file; !path.empty(); path = llvm::sys::path::parent_path(path)) {
    if (pattern.match(path, directory) == source::IgnoreRules::Verdict::Ignored)
      return true;
    directory = true;
  }
  return false;
}

/// Runs by default, without anybody naming it.
bool isStanding(const Rule &rule, unsigned edition) {
  return !rule.preview && rule.edition <= edition && rule.level != Level::Off;
}

class Configuration {
public:
  Configuration(const source::Project &project, const source::SourceManager &sources, const Selection &selection,
                std::vector<source::LoadProblem> &problems)
      : project_(project), sources_(sources), selection_(selection), problems_(problems) {}

  Levels run() {
    if (!selection_.isolated)
      for (const source::Unit &unit : project_.layout.units)
        if (unit.project == 0)
          folders_.emplace(&unit, read(unit));
    Levels levels(levelsFor(keyOf(nullptr, {})));
    std::map<Key, size_t> known;
    for (source::FileId file : llvm::makeArrayRef(project_.files).take_front(project_.ownFiles)) {
      const source::Unit *unit = project_.layout.unitOf(file);
      if (selection_.isolated || !unit)
        continue;
      Key key = keyOf(unit, sources_.projectPath(file));
      auto [found, fresh] = known.try_emplace(key, 0);
      if (fresh)
        found->second = levels.add(levelsFor(key));
      levels.assign(file, found->second);
    }
    return levels;
  }

private:
  /// Files for which the same holds: their folder, and the paths that they fit, of the project and of the folder.
  struct Key {
    const FolderLevels *project = nullptr, *member = nullptr;
    std::vector<const PathLevels *> projectPaths, memberPaths;
    auto operator<=>(const Key &) const = default;
  };

  // ---- Reading

  std::string placeIn(const source::Unit &unit, source::SettingsPlace place) const {
    return source::nearPath(unit.settings) + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
  }

  void problem(const source::Unit &unit, source::SettingsPlace place, std::string message, std::string help) {
    problems_.push_back({source::LoadProblem::Kind::Input, placeIn(unit, place), std::move(message), std::move(help)});
  }

  FolderLevels read(const source::Unit &unit) {
    const source::LintSettings &said = unit.said.lint;
    FolderLevels result;
    result.directory = unit.directory;
    if (!said.edition.text.empty())
      result.edition = readEdition(unit, said.edition);
    result.levels = readLevels(unit, said.levels);
    for (const source::LintPathSetting &each : said.paths)
      result.paths.push_back({source::IgnoreRules::parse(each.path), readLevels(unit, each.levels)});
    return result;
  }

  unsigned readEdition(const source::Unit &unit, const source::LintWord &word) {
    unsigned edition = 0;
    if (!llvm::StringRef(word.text).getAsInteger(10, edition) && edition >= firstEdition && edition <= lastEdition)
      return edition;
    std::string known;
    for (unsigned each = firstEdition; each <= lastEdition; ++each)
      known += (known.empty() ? "`" : ", `") + std::to_string(each) + "`";
    problem(unit, word.place, "there is no lint edition `" + word.text + "`",
            "this version of onus knows " + known + "; rules of an edition that it does not know could not run");
    return firstEdition;
  }

  std::vector<LevelChange> readLevels(const source::Unit &unit, llvm::ArrayRef<source::LevelSetting> settings) {
    std::vector<LevelChange> result;
    for (const source::LevelSetting &each : settings) {
      auto target = findTarget(each.what.text);
      auto level = findLevel(each.level.text);
      if (!target)
        problem(unit, each.what.place, "there is no lint rule and no category `" + each.what.text + "`",
                adviceOn(each.what.text));
      if (!level)
        problem(unit, each.level.place, "`" + each.level.text + "` is no level",
                "levels are `off`, `info`, `warn`, `error` and `forbid`");
      if (target && level)
        result.push_back({*target, *level});
    }
    return result;
  }

  // ---- Applying

  Key keyOf(const source::Unit *unit, llvm::StringRef inProject) const {
    Key key;
    if (folders_.empty())
      return key;
    key.project = &folders_.find(&project_.layout.units.front())->second;
    if (!unit)
      return key;
    std::string file = source::absolutePath((project_.root + "/" + inProject).str());
    key.projectPaths = pathsOf(*key.project, file);
    if (unit != &project_.layout.units.front()) {
      key.member = &folders_.find(unit)->second;
      key.memberPaths = pathsOf(*key.member, file);
    }
    return key;
  }

  static std::vector<const PathLevels *> pathsOf(const FolderLevels &folder, llvm::StringRef file) {
    std::vector<const PathLevels *> result;
    std::string inside = source::relativePath(file, folder.directory);
    for (const PathLevels &each : folder.paths)
      if (fits(each.pattern, inside))
        result.push_back(&each);
    return result;
  }

  LevelSet levelsFor(const Key &key) const {
    unsigned edition = firstEdition;
    for (const FolderLevels *folder : {key.project, key.member})
      if (folder && folder->edition)
        edition = *folder->edition;
    LevelSet set(edition);
    for (const Rule *rule : allRules())
      if (isNamed(*rule) && set.of(*rule) == Level::Off)
        set.set(*rule, rule->level == Level::Off ? Level::Warn : rule->level);
    if (key.project)
      apply(set, key.project->levels, edition, Strength::File);
    for (const PathLevels *each : key.projectPaths)
      apply(set, each->levels, edition, Strength::Part);
    if (key.member)
      apply(set, key.member->levels, edition, Strength::Part);
    for (const PathLevels *each : key.memberPaths)
      apply(set, each->levels, edition, Strength::Part);
    apply(set, selection_.levels, edition, Strength::CommandLine);
    for (const Rule *rule : allRules())
      if (!isWanted(*rule))
        set.set(*rule, Level::Off);
    return set;
  }

  enum class Strength {
    File,        ///< [lint.levels] of the project
    Part,        ///< what holds for a part of the project: it cannot lower `forbid`
    CommandLine, ///< whoever calls
  };

  /// Categories first: a rule's own level is stronger.
  void apply(LevelSet &set, llvm::ArrayRef<LevelChange> changes, unsigned edition, Strength strength) const {
    for (bool categories : {true, false})
      for (const LevelChange &change : changes)
        for (const Rule *rule : allRules()) {
          if (change.target.category.has_value() != categories || !change.target.covers(*rule))
            continue;
          Level before = set.of(*rule);
          // A category weighs what runs; it turns nothing on that has to be asked for by name.
          bool asleep = categories && before == Level::Off && !isStanding(*rule, edition);
          bool fixed = before == Level::Forbid && strength == Strength::Part;
          bool wanted = change.level == Level::Off && strength == Strength::File && isNamed(*rule);
          if (!asleep && !fixed && !wanted)
            set.set(*rule, change.level);
        }
  }

  /// `--select` names the rule itself.
  bool isNamed(const Rule &rule) const {
    return llvm::any_of(selection_.select, [&](const Target &each) { return each.rule == &rule; });
  }

  bool isWanted(const Rule &rule) const {
    auto covers = [&](const Target &each) { return each.covers(rule); };
    return (selection_.select.empty() || llvm::any_of(selection_.select, covers)) &&
           llvm::none_of(selection_.ignore, covers);
  }

  const source::Project &project_;
  const source::SourceManager &sources_;
  const Selection &selection_;
  std::vector<source::LoadProblem> &problems_;
  std::map<const source::Unit *, FolderLevels> folders_;
};

} // namespace

std::optional<Target> findTarget(llvm::StringRef word) {
  if (const Rule *rule = findRule(word))
    return Target{rule, std::nullopt};
  if (auto category = findCategory(word))
    return Target{nullptr, category};
  return std::nullopt;
}

std::string adviceOn(llvm::StringRef word) {
  if (auto category = closestCategory(word))
    return "did you mean `" + lint::word(*category).str() + "`?";
  if (const Rule *rule = closestRule(word))
    return "did you mean `" + std::string(rule->name) + "`?";
  return "`onus list rules` shows them with their categories";
}

Levels configure(const source::Project &project, const source::SourceManager &sources, const Selection &selection,
                 std::vector<source::LoadProblem> &problems) {
  return Configuration(project, sources, selection, problems).run();
}

} // namespace onus::lint
