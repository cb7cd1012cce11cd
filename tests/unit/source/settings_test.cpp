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
  CHECK(problem("colour = 1") == "1:1: unknown key `colour` (known are `project`, `dependencies`, `limits`)");
  CHECK(problem("project = 1") == "1:11: `project` must be a table");
  CHECK(problem("[project]\nname = 1") == "2:8: `name` must be a string");
  CHECK(problem("[project]\nexclude = \"a\"") == "2:11: `exclude` must be a list of strings");
  CHECK(problem("[project]\nexclude = [1]") == "2:12: `exclude` must be a list of strings");
  CHECK(problem("[limits]\ncost = 0") == "2:8: `cost` must be a whole number of steps, at least 1");
  CHECK(problem("[project").find("1:9: not TOML: ") == 0);
}
