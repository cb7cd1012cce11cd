// SPDX-License-Identifier: Apache-2.0
#include "source/settings.h"
#include "support/catch.h"

using namespace onus::source;

static std::string problem(const char *text) {
  auto result = parseSettings(text);
  if (std::holds_alternative<Settings>(result))
    return "";
  const SettingsError &error = std::get<std::vector<SettingsError>>(result).front();
  return std::to_string(error.place.line) + ":" + std::to_string(error.place.column) + ": " + error.message +
         (error.help.empty() ? "" : " (" + error.help + ")");
}

TEST_CASE("settings are read") {
  auto result = parseSettings("[project]\nname = \"refunds\"\nexclude = [\"drafts/\"]\n[limits]\ncost = 1_000\n");
  REQUIRE(std::holds_alternative<Settings>(result));
  const Settings &settings = std::get<Settings>(result);
  CHECK(settings.name == "refunds");
  CHECK(settings.exclude == std::vector<std::string>{"drafts/"});
  CHECK(settings.costLimit == 1000);
  CHECK(problem("") == "");
}

TEST_CASE("what is not a setting is an error with its place") {
  CHECK(problem("[project]\nnaem = \"x\"") == "2:1: unknown key `naem` in [project] (did you mean `name`?)");
  CHECK(problem("[projekt]\n") == "1:2: unknown key `projekt` (did you mean `project`?)");
  CHECK(problem("colour = 1") == "1:1: unknown key `colour` (known are `project`, `dependencies`, `limits`, `lint`)");
  CHECK(problem("project = 1") == "1:11: `project` must be a table");
  CHECK(problem("[project]\nname = 1") == "2:8: `name` must be a string");
  CHECK(problem("[project]\nexclude = \"a\"") == "2:11: `exclude` must be a list of strings");
  CHECK(problem("[project]\nexclude = [1]") == "2:12: `exclude` must be a list of strings");
  CHECK(problem("[limits]\ncost = 0") == "2:8: `cost` must be a whole number of steps, at least 1");
  CHECK(problem("[project").find("1:9: not TOML: ") == 0);
}

TEST_CASE("what [lint] says is kept with its places") {
  auto result =
      parseSettings("[lint]\nlint-edition = \"2026\"\nbaseline = \"b.json\"\n[lint.levels]\nstyle = \"info\"\n"
                    "[[lint.paths]]\npath = \"old/\"\nlevels = { unused-import = \"off\" }\n"
                    "[[lint.paths]]\npath = \"new/\"\n[lint.paths.levels]\nstyle = \"warn\"\n");
  REQUIRE(std::holds_alternative<Settings>(result));
  const LintSettings &lint = std::get<Settings>(result).lint;
  CHECK(lint.edition.text == "2026");
  CHECK(lint.edition.place.line == 2);
  CHECK(lint.baseline.text == "b.json");
  REQUIRE(lint.levels.size() == 1);
  CHECK(lint.levels[0].what.text == "style");
  CHECK(lint.levels[0].level.text == "info");
  CHECK(lint.levels[0].level.place.column == 9);
  REQUIRE(lint.paths.size() == 2);
  CHECK(lint.paths[0].path == "old/");
  CHECK(lint.paths[0].levels[0].what.text == "unused-import");
  CHECK(lint.paths[1].levels[0].level.text == "warn");
}

TEST_CASE("what is wrong in [lint] is an error with its place") {
  CHECK(problem("[lint]\nedition = \"2026\"").find("2:1: unknown key `edition` in [lint]") == 0);
  CHECK(problem("[lint]\nlint-edition = 2026") == "2:16: `lint-edition` must be a string that is not empty");
  CHECK(problem("[lint]\nlevels = 1") == "2:10: `levels` must be a table of rules and categories with their levels");
  CHECK(problem("[lint.levels]\nstyle = 1") == "2:9: `style` must be a string that is not empty");
  CHECK(problem("[lint.paths]\npath = \"a\"") ==
        "1:1: `paths` must be a list of tables (write `[[lint.paths]]`, once for each path)");
  CHECK(problem("[[lint.paths]]\npath = \"a\"").find("1:1: this `path` has no `levels`") == 0);
  CHECK(problem("[[lint.paths]]\nlevels = { style = \"off\" }").find("1:1: these levels are of no `path`") == 0);
  CHECK(problem("[[lint.paths]]\npath = \"!a\"") ==
        "2:8: `path` must be a path or a pattern as in .gitignore, without `!`");
  CHECK(problem("[[lint.paths]]\npaht = \"a\"") == "2:1: unknown key `paht` in [lint.paths] (did you mean `path`?)");
}
