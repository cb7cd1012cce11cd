// SPDX-License-Identifier: Apache-2.0
#include "resolve/names.h"
#include "support/catch.h"
#include "syntax/parse/parse.h"

using namespace onus;
using diagnostics::Kind;
using syntax::Decl;

namespace {

/// A project of texts, resolved.
struct Project {
  source::SourceManager sources;
  Arena arena;
  diagnostics::Reporter reporter;
  std::vector<const syntax::File *> files, standard;
  std::optional<resolve::Names> names;

  void add(const char *path, const char *text, bool library = false) {
    auto *file = syntax::parse(sources, sources.add(path, text), arena, reporter);
    files.push_back(file);
    if (library)
      standard.push_back(file);
  }
  resolve::Names &resolve() {
    REQUIRE(reporter.all().empty());
    names.emplace(onus::resolve::resolve(files, standard, sources, reporter));
    return *names;
  }
  /// What a dotted name means in the first file; null after a report.
  const resolve::Symbol *find(std::initializer_list<const char *> parts, resolve::Kinds wanted) {
    std::vector<syntax::Name> path;
    for (const char *part : parts)
      path.push_back({part, {files[0]->id, 0, 1}});
    return names->find(*files[0], {path, {files[0]->id, 0, 1}}, wanted, "something", reporter);
  }
  std::string name(std::initializer_list<const char *> parts, resolve::Kinds wanted) {
    const resolve::Symbol *symbol = find(parts, wanted);
    return symbol ? symbol->name : "";
  }
  std::vector<Kind> reported() const {
    std::vector<Kind> kinds;
    for (const auto &diagnostic : reporter.all())
      kinds.push_back(diagnostic->kind);
    return kinds;
  }
};

constexpr auto effect = resolve::bit(Decl::Kind::Effect);
constexpr auto lets = resolve::bit(Decl::Kind::Let);
constexpr const char *team = "package p.people\nperson a \"A\" { email \"a@x.example\" }\n";

} // namespace

TEST_CASE("imports bind symbols, packages and other names") {
  Project project;
  project.add("a.onus", "package p.a\nuse p.b.{x, y as z}\nuse p.c\nuse p.c as d\nuse p.c.w\n");
  project.add("b.onus", "package p.b\neffect x \"X\" {}\neffect y \"Y\" {}\n");
  project.add("c.onus", "package p.c\neffect w \"W\" {}\n");
  project.resolve();
  CHECK(project.name({"x"}, effect) == "p.b.x");
  CHECK(project.name({"z"}, effect) == "p.b.y");
  CHECK(project.name({"c", "w"}, effect) == "p.c.w");
  CHECK(project.name({"d", "w"}, effect) == "p.c.w");
  CHECK(project.name({"w"}, effect) == "p.c.w");
  CHECK(project.name({"p", "b", "y"}, effect) == "p.b.y");
  CHECK(project.reported().empty());
  CHECK(project.find({"y"}, effect) == nullptr);
  CHECK(project.reported() == std::vector{Kind::NotImported});
}

TEST_CASE("a whole package comes before a name in a package") {
  Project project;
  project.add("a.onus", "package p.a\nuse p.b\n");
  project.add("p.onus", "package p\neffect b \"B\" {}\n");
  project.add("b.onus", "package p.b\neffect x \"X\" {}\n");
  project.resolve();
  CHECK(project.name({"b", "x"}, effect) == "p.b.x");
  CHECK(project.names->tryFind(*project.files[0], {}, effect) == nullptr);
}

TEST_CASE("files of a package share one scope; the same import twice is no error") {
  Project project;
  project.add("a.onus", "package p\nuse p.x\nuse p.x\nuse p.{x}\n");
  project.add("b.onus", "package p\neffect x \"X\" {}\n");
  project.resolve();
  CHECK(project.name({"x"}, effect) == "p.x");
  CHECK(project.reported().empty());
}

TEST_CASE("a party is the imported one, else the package's own, else the only one") {
  Project project;
  project.add("a.onus", "package p.a\nuse p.other.{a}\n");
  project.add("people.onus", team);
  project.add("other.onus", "package p.other\nperson a \"A\" { email \"b@x.example\" }\n");
  project.resolve();
  CHECK(project.name({"a"}, resolve::parties) == "p.other.a");

  Project own;
  own.add("a.onus", "package p.a\nperson a \"A\" { email \"b@x.example\" }\n");
  own.add("people.onus", team);
  own.resolve();
  CHECK(own.name({"a"}, resolve::parties) == "p.a.a");

  Project only;
  only.add("a.onus", "package p.a\n");
  only.add("people.onus", team);
  only.resolve();
  CHECK(only.name({"a"}, resolve::parties) == "p.people.a");
  CHECK(only.reported().empty());

  Project several;
  several.add("a.onus", "package p.a\n");
  several.add("people.onus", team);
  several.add("other.onus", "package p.other\nperson a \"A\" { email \"b@x.example\" }\n");
  several.resolve();
  CHECK(several.find({"a"}, resolve::parties) == nullptr);
  CHECK(several.reported() == std::vector{Kind::AmbiguousParty});
  CHECK(several.name({"p", "other", "a"}, resolve::parties) == "p.other.a");
}

TEST_CASE("what tests declare is seen by tests only") {
  Project project;
  project.add("a.onus", "package p\n");
  project.add("a.test.onus", "package p\nlet x = 1\n");
  project.resolve();
  CHECK(project.find({"x"}, lets) == nullptr);
  CHECK(project.reported() == std::vector{Kind::TestOnlyName});
  CHECK(project.names->all(Decl::Kind::Let).empty());

  Project test;
  test.add("b.test.onus", "package p\n");
  test.add("a.test.onus", "package p\nlet x = 1\n");
  test.resolve();
  CHECK(test.name({"x"}, lets) == "p.x");
}

TEST_CASE("mistakes are said once") {
  Project project;
  project.add("a.onus",
              "package p\nuse q.nothing\nuse p.b.{gone}\nuse p.b.{x as y}\neffect y \"Y\" {}\neffect y \"Y\" {}\n");
  project.add("b.onus", "package p.b\neffect x \"X\" {}\n");
  project.resolve();
  auto kinds = project.reported();
  CHECK(kinds == std::vector{Kind::DuplicateDeclaration, Kind::UnknownPackage, Kind::UnknownImport, Kind::ImportClash});
  CHECK(project.find({"nothing"}, effect) == nullptr);
  CHECK(project.find({"gone"}, effect) == nullptr);
  CHECK(project.reported().size() == kinds.size());
}

TEST_CASE("a misspelt name brings the name that was meant") {
  Project project;
  project.add("a.onus", "package p\neffect moves_money \"M\" {}\nlet limit = 1\n");
  project.resolve();
  CHECK(project.find({"moves_mony"}, effect) == nullptr);
  CHECK(project.find({"limit"}, effect) == nullptr);
  CHECK(project.reported() == std::vector{Kind::UnknownName, Kind::WrongKind});
  CHECK(project.reporter.all()[0]->fixes.at(0).edits.at(0).text == "moves_money");
  CHECK(project.names->suggest(*project.files[0], "limits", lets) == "limit");
  CHECK(project.names->suggest(*project.files[0], "entirely_different", lets).empty());
}

TEST_CASE("of the library only what is reached is counted") {
  Project project;
  project.add("a.onus", "package p\nuse std.effects.{x}\n");
  project.add("e.onus", "package std.effects\neffect x \"X\" {}\n", true);
  project.add("f.onus", "package std.frameworks\nframework f \"F\" { version \"1\" }\n", true);
  project.resolve();
  CHECK(project.names->all(Decl::Kind::Effect).size() == 1);
  CHECK(project.names->all(Decl::Kind::Framework).empty());

  Project full;
  full.add("a.onus", "package p\nlet y = 1 // std.effects.x\n");
  full.add("e.onus", "package std.effects\neffect x \"X\" {}\n", true);
  full.resolve();
  CHECK(full.names->all(Decl::Kind::Effect).size() == 1);
}

TEST_CASE("packages") {
  Project project;
  project.add("a.onus", "package p owner a\n");
  project.add("b.onus", "package p owner b\n");
  project.add("c.onus", "package std.mine\n");
  project.add("d.onus", "effect x \"X\" {}\n");
  project.resolve();
  CHECK(project.reported() == std::vector{Kind::PackageOwnerClash, Kind::ReservedPackage, Kind::PackageMissing});
}
