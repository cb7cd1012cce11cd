// SPDX-License-Identifier: Apache-2.0
#define TOML_EXCEPTIONS 0
#include "source/settings.h"

#include "source/characters.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

#include <toml++/toml.h>

namespace onus::source {

namespace {

constexpr const char *nameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

class SettingsReader {
public:
  std::variant<Settings, std::vector<SettingsError>> run(llvm::StringRef text) {
    findDisguises(text);
    if (!errors_.empty())
      return std::move(errors_);
    toml::parse_result parsed = toml::parse(std::string_view(text.data(), text.size()));
    if (!parsed) {
      const toml::parse_error &error = parsed.error();
      // The library's message begins with a capital letter and says what it was reading.
      fail(error.source().begin, "not TOML: " + std::string(error.description()));
      return std::move(errors_);
    }
    readRoot(parsed.table());
    if (!errors_.empty())
      return std::move(errors_);
    return std::move(settings_);
  }

private:
  void fail(toml::source_position at, std::string message, std::string help = {}) {
    errors_.push_back({placeOf(at), std::move(message), std::move(help)});
  }

  static SettingsPlace placeOf(toml::source_position at) { return {at.line ? at.line : 1, at.column ? at.column : 1}; }

  /// What is read must be what is seen, here as in a source file; in comments as far as it changes what is shown.
  void findDisguises(llvm::StringRef text) {
    for (toml::source_index line = 1; !text.empty(); ++line) {
      auto [here, rest] = text.split('\n');
      text = rest;
      auto [read, comment] = here.rtrim('\r').split('#');
      std::string held = disguise(read);
      held = held.empty() ? disguiseInProse(comment) : held;
      if (!held.empty())
        fail({line, 1}, "this line holds " + held, "write it plainly: what is read must be what is seen");
    }
  }

  void unknown(const toml::key &key, llvm::StringRef table, llvm::ArrayRef<llvm::StringRef> known) {
    std::string help, word(key.str());
    unsigned best = 3;
    for (llvm::StringRef candidate : known)
      if (unsigned distance = candidate.edit_distance(word); distance < best) {
        best = distance;
        help = "did you mean `" + candidate.str() + "`?";
      }
    if (help.empty())
      for (llvm::StringRef candidate : known)
        help += (help.empty() ? "known are `" : "`, `") + candidate.str() + (candidate == known.back() ? "`" : "");
    fail(key.source().begin, "unknown key `" + word + "`" + (table.empty() ? "" : " in [" + table.str() + "]"), help);
  }

  void wrongType(const toml::node &node, llvm::StringRef key, llvm::StringRef wanted) {
    fail(node.source().begin, "`" + key.str() + "` must be " + wanted.str());
  }

  void readRoot(const toml::table &root) {
    for (auto &&[key, node] : root) {
      const toml::table *table = node.as_table();
      if (key != "project" && key != "dependencies" && key != "limits" && key != "lint")
        unknown(key, "", {"project", "dependencies", "limits", "lint"});
      else if (!table)
        wrongType(node, key.str(), "a table");
      else if (key == "project")
        readProject(*table);
      else if (key == "dependencies")
        readDependencies(*table);
      else if (key == "lint")
        readLint(*table);
      else
        readLimits(*table);
    }
  }

  void readProject(const toml::table &table) {
    for (auto &&[key, node] : table) {
      if (key == "name") {
        if (auto *name = node.as_string())
          settings_.name = name->get();
        else
          wrongType(node, "name", "a string");
      } else if (key == "exclude") {
        readStrings(node, "exclude",
                    [&](const std::string &line, SettingsPlace) { settings_.exclude.push_back(line); });
      } else if (key == "members") {
        readStrings(node, "members", [&](const std::string &path, SettingsPlace place) {
          settings_.members.push_back({path, place});
        });
      } else {
        unknown(key, "project", {"name", "exclude", "members"});
      }
    }
  }

  void readStrings(const toml::node &node, llvm::StringRef key,
                   llvm::function_ref<void(const std::string &, SettingsPlace)> take) {
    const toml::array *list = node.as_array();
    if (!list)
      return wrongType(node, key, "a list of strings");
    for (const toml::node &item : *list) {
      if (auto *text = item.as_string())
        take(text->get(), placeOf(item.source().begin));
      else
        wrongType(item, key, "a list of strings");
    }
  }

  void readDependencies(const toml::table &table) {
    for (auto &&[key, node] : table) {
      std::string name(key.str());
      if (name.empty() || name.find_first_not_of(nameCharacters) != std::string::npos) {
        fail(key.source().begin, "the name of a dependency has letters, digits, `_` and `-` only");
        continue;
      }
      if (const toml::table *entry = node.as_table())
        readDependency(name, key, *entry);
      else
        fail(node.source().begin, "dependency `" + name + "` must be a table with a `path`",
             "write `" + name + " = { path = \"../" + name + "\" }`");
    }
  }

  void readDependency(const std::string &name, const toml::key &declared, const toml::table &entry) {
    bool found = false;
    for (auto &&[key, node] : entry) {
      if (key != "path") {
        unknown(key, "dependencies." + name, {"path"});
        found = true; // said enough
        continue;
      }
      found = true;
      if (auto *path = node.as_string())
        settings_.dependencies.push_back({name, path->get(), placeOf(node.source().begin)});
      else
        wrongType(node, "path", "a string");
    }
    if (!found)
      fail(declared.source().begin, "dependency `" + name + "` has no `path`",
           "write `" + name + " = { path = \"../" + name + "\" }`");
  }

  void readLimits(const toml::table &table) {
    for (auto &&[key, node] : table) {
      if (key != "cost") {
        unknown(key, "limits", {"cost"});
        continue;
      }
      auto *cost = node.as_integer();
      if (!cost || cost->get() < 1)
        wrongType(node, "cost", "a whole number of steps, at least 1");
      else
        settings_.costLimit = cost->get(), settings_.limitsCost = true;
    }
  }

  void readLint(const toml::table &table) {
    LintSettings &lint = settings_.lint;
    for (auto &&[key, node] : table) {
      if (key == "lint-edition") {
        readWord(node, "lint-edition", lint.edition);
      } else if (key == "baseline") {
        readWord(node, "baseline", lint.baseline);
      } else if (key == "levels") {
        readLevels(node, lint.levels);
      } else if (key == "paths") {
        readLintPaths(node);
      } else {
        unknown(key, "lint", {"lint-edition", "levels", "paths", "baseline"});
      }
    }
  }

  void readWord(const toml::node &node, llvm::StringRef key, LintWord &word) {
    auto *text = node.as_string();
    if (text && !text->get().empty())
      word = {text->get(), placeOf(node.source().begin)};
    else
      wrongType(node, key, "a string that is not empty");
  }

  void readLevels(const toml::node &node, std::vector<LevelSetting> &levels) {
    const toml::table *table = node.as_table();
    if (!table)
      return wrongType(node, "levels", "a table of rules and categories with their levels");
    for (auto &&[key, value] : *table) {
      LevelSetting setting{{std::string(key.str()), placeOf(key.source().begin)}, {}};
      readWord(value, key.str(), setting.level);
      levels.push_back(std::move(setting));
    }
  }

  void readLintPaths(const toml::node &node) {
    const toml::array *list = node.as_array();
    if (!list)
      return fail(node.source().begin, "`paths` must be a list of tables",
                  "write `[[lint.paths]]`, once for each path");
    for (const toml::node &item : *list) {
      if (const toml::table *table = item.as_table())
        readLintPath(*table);
      else
        fail(item.source().begin, "`paths` must be a list of tables", "write `[[lint.paths]]`, once for each path");
    }
  }

  void readLintPath(const toml::table &table) {
    LintPathSetting setting;
    bool complete = true;
    for (auto &&[key, node] : table) {
      if (key == "levels") {
        readLevels(node, setting.levels);
      } else if (key != "path") {
        unknown(key, "lint.paths", {"path", "levels"});
        complete = false;
      } else if (auto *path = node.as_string(); path && !path->get().empty() && path->get()[0] != '!') {
        setting.path = path->get();
      } else {
        wrongType(node, "path", "a path or a pattern as in .gitignore, without `!`");
        complete = false;
      }
    }
    if (complete && (setting.path.empty() || setting.levels.empty()))
      fail(table.source().begin, setting.path.empty() ? "these levels are of no `path`" : "this `path` has no `levels`",
           "write `path = \"legacy/**\"` and `levels = { style = \"off\" }`");
    settings_.lint.paths.push_back(std::move(setting));
  }

  Settings settings_;
  std::vector<SettingsError> errors_;
};

} // namespace

std::variant<Settings, std::vector<SettingsError>> parseSettings(llvm::StringRef text) {
  return SettingsReader().run(text);
}

} // namespace onus::source
