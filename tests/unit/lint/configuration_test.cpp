// SPDX-License-Identifier: Apache-2.0
#include "lint/configuration.h"
#include "support/catch.h"

using namespace onus;
using namespace onus::lint;

namespace {

constexpr const char *warned = "long-shadow"; // safety
constexpr const char *other = "unused-allow"; // suspicious

const Rule &rule(const char *name) { return *findRule(name); }

/// A project of two files, `a.onus` and `old/b.onus`; the second lies in a member where `member` is given.
struct Desk {
  explicit Desk(llvm::StringRef toml, std::optional<llvm::StringRef> member = std::nullopt) {
    project.root = "/desk";
    project.layout.units.push_back(unit("/desk", toml));
    if (member)
      project.layout.units.push_back(unit("/desk/old", *member));
    a = sources.add("a.onus", "");
    b = sources.add("old/b.onus", "");
    project.files = {a, b};
    project.ownFiles = 2;
    project.layout.assign(a, 0);
    project.layout.assign(b, member ? 1 : 0);
  }

  static source::Unit unit(const char *directory, llvm::StringRef toml) {
    source::Unit result;
    result.directory = directory;
    result.settings = std::string(directory) + "/onus.toml";
    result.said = std::get<source::Settings>(source::parseSettings(toml));
    return result;
  }

  Levels levels() { return configure(project, sources, selection, problems); }
  Level at(const char *name, source::FileId file) { return levels().at(rule(name), file); }

  source::SourceManager sources;
  source::Project project;
  source::FileId a, b;
  Selection selection;
  std::vector<source::LoadProblem> problems;
};

} // namespace

TEST_CASE("a category is weaker than a rule, and a rule weaker than a path") {
  Desk desk("[lint.levels]\nlong-shadow = \"error\"\nsafety = \"info\"\n"
            "[[lint.paths]]\npath = \"old/\"\nlevels = { safety = \"off\" }\n");
  CHECK(desk.at(warned, desk.a) == Level::Error);
  CHECK(desk.at(warned, desk.b) == Level::Off);
  CHECK(desk.at(other, desk.b) == rule(other).level);
  CHECK(desk.problems.empty());
}

TEST_CASE("of two paths the later is stronger, and may turn on again what the earlier turned off") {
  Desk desk("[[lint.paths]]\npath = \"*.onus\"\nlevels = { safety = \"off\" }\n"
            "[[lint.paths]]\npath = \"/old/**\"\nlevels = { safety = \"error\" }\n");
  CHECK(desk.at(warned, desk.a) == Level::Off);
  CHECK(desk.at(warned, desk.b) == Level::Error);
  CHECK_FALSE(desk.levels().isOff(rule(warned)));
}

TEST_CASE("a member's settings come after the project's, and no part lowers `forbid`") {
  Desk desk("[lint.levels]\nlong-shadow = \"info\"\nunused-allow = \"forbid\"\n",
            llvm::StringRef("[lint.levels]\nsafety = \"error\"\nunused-allow = \"off\"\n"));
  CHECK(desk.at(warned, desk.a) == Level::Info);
  CHECK(desk.at(warned, desk.b) == Level::Error);
  CHECK(desk.at(other, desk.b) == Level::Forbid);
}

TEST_CASE("the command line is strongest, and can do without [lint]") {
  Desk desk("[lint.levels]\nlong-shadow = \"forbid\"\n");
  desk.selection.levels = {{{&rule(warned), std::nullopt}, Level::Info}};
  CHECK(desk.at(warned, desk.a) == Level::Info);
  desk.selection.levels.clear();
  desk.selection.isolated = true;
  CHECK(desk.at(warned, desk.a) == rule(warned).level);
}

TEST_CASE("only what is selected runs; who names a rule that is off turns it on, but on paths that turn it off") {
  Desk desk("[lint.levels]\nlong-shadow = \"off\"\n"
            "[[lint.paths]]\npath = \"old\"\nlevels = { long-shadow = \"off\" }\n");
  desk.selection.select = {*findTarget("safety")};
  CHECK(desk.levels().isOff(rule(warned)));
  desk.selection.select = {*findTarget(warned)};
  CHECK(desk.at(warned, desk.a) == rule(warned).level);
  CHECK(desk.at(warned, desk.b) == Level::Off);
  CHECK(desk.levels().isOff(rule(other)));
  desk.selection.ignore = {*findTarget("safety")};
  CHECK(desk.levels().isOff(rule(warned)));
}

TEST_CASE("words that mean nothing are problems with their places") {
  Desk desk("[lint]\nlint-edition = \"next\"\n[lint.levels]\nlong-shade = \"warn\"\nsafety = \"laut\"\n");
  (void)desk.levels();
  REQUIRE(desk.problems.size() == 3);
  for (const auto &each : desk.problems)
    CHECK(each.kind == source::LoadProblem::Kind::Input);
  CHECK(desk.problems[0].path.find("onus.toml:2:16") != std::string::npos);
  CHECK(desk.problems[1].help == "did you mean `long-shadow`?");
  CHECK(desk.problems[2].message == "`laut` is no level");
}
