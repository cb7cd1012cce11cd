// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace onus::source {

/// A place in the text of an onus.toml: both from 1.
struct SettingsPlace {
  uint32_t line = 1;
  uint32_t column = 1;
};

/// One of [project] members: a folder, or a pattern such as `teams/*`.
struct MemberSetting {
  std::string path; ///< relative to the file
  SettingsPlace place;
};

/// One line of [dependencies]: another project whose packages may be used.
struct DependencySetting {
  std::string name;
  std::string path; ///< relative to the file
  SettingsPlace place;
};

/// A word of [lint] that names something this folder knows nothing of: a rule, a category, a level, an edition.
struct LintWord {
  std::string text;
  SettingsPlace place;
};

/// `unused-import = "error"`: the level of a rule or of a category.
struct LevelSetting {
  LintWord what;
  LintWord level;
};

/// One [[lint.paths]]: levels that hold for some files only.
struct LintPathSetting {
  std::string path; ///< as a line of .gitignore, relative to the file
  std::vector<LevelSetting> levels;
};

/// [lint], as it is written: whoever runs the rules checks the words.
struct LintSettings {
  LintWord edition;  ///< `lint-edition`; empty where it says none
  LintWord baseline; ///< a path relative to the file; empty where it says none
  std::vector<LevelSetting> levels;
  std::vector<LintPathSetting> paths; ///< in their order
};

/// What onus.toml says; docs/configuration.md lists the keys.
struct Settings {
  std::string name;                  ///< [project] name
  std::vector<std::string> exclude;  ///< [project] exclude: lines as in .gitignore, relative to the file
  int64_t costLimit = 1'000'000'000; ///< [limits] cost: elementary steps of one decision (S38)
  bool limitsCost = false;           ///< it says so itself
  std::vector<MemberSetting> members;
  std::vector<DependencySetting> dependencies; ///< sorted by name
  LintSettings lint;
};

/// What is wrong with the text of an onus.toml, and where.
struct SettingsError {
  SettingsPlace place;
  std::string message; ///< lower case, no full stop
  std::string help;
};

/// Reads the text of an onus.toml. Unknown keys and values of another type are errors: a misspelt setting must not
/// silently be none.
std::variant<Settings, std::vector<SettingsError>> parseSettings(llvm::StringRef text);

} // namespace onus::source
