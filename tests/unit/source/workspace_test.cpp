// SPDX-License-Identifier: Apache-2.0
#include "source/paths.h"
#include "source/project.h"
#include "support/scratch.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace onus::source;
namespace fs = std::filesystem;

namespace {

/// A project to load.
struct Scratch : onus::tests::Scratch {
  /// Paths without the part that every test has of its own.
  std::string plain(std::string text) const {
    for (const std::string &prefix : {root.string() + "/", nearPath(root.string()) + "/"})
      for (size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix))
        text.erase(at, prefix.size());
    return text;
  }
  /// What is read, as artifacts name it, each file with its unit; then what is wrong.
  std::string load(const char *path = "app") const {
    SourceManager sources;
    Project project = loadProject(sources, (root / path).string(), 1000);
    std::string out;
    for (FileId file : project.files)
      out += sources.projectPath(file).str() + " of " + project.layout.unitOf(file)->name + "\n";
    for (const LoadProblem &problem : project.problems)
      out +=
          plain(problem.path + ": " + problem.message + (problem.help.empty() ? "" : " (" + problem.help + ")")) + "\n";
    return out;
  }
  /// The one problem that a text of app/onus.toml makes.
  std::string problem(const char *text) const {
    write("app/onus.toml", text);
    return load();
  }
};

} // namespace

TEST_CASE_METHOD(Scratch, "members are part of the project, with or without an onus.toml of their own") {
  write("app/onus.toml", "[project]\nmembers = [\"own\", \"teams/*\"]\nexclude = [\"teams/old\", \"*.draft.onus\"]\n");
  write("app/root.onus");
  write("app/own/onus.toml", "[project]\nexclude = [\"tmp/\"]\n");
  write("app/own/a.onus");
  write("app/own/a.draft.onus");
  write("app/own/tmp/b.onus");
  write("app/tmp/t.onus");
  write("app/teams/plain/c.onus");
  write("app/teams/sub/onus.toml");
  write("app/teams/sub/d.onus");
  write("app/teams/old/onus.toml");
  write("app/teams/old/e.onus");
  write("app/teams/empty/readme.md");
  write("app/teams/.hidden/onus.toml");
  write("app/teams/.hidden/h.onus");
  write("app/stranger/onus.toml");
  write("app/stranger/f.onus");
  std::string all = "own/a.onus of member `own`\n"
                    "root.onus of the project\n"
                    "teams/plain/c.onus of member `teams/plain`\n"
                    "teams/sub/d.onus of member `teams/sub`\n"
                    "tmp/t.onus of the project\n";
  CHECK(load() == all);
  // From within a member it is the same project; one that is no member is its own.
  CHECK(load("app/own") == all);
  CHECK(load("app/teams/sub/d.onus") == all);
  CHECK(projectOf((root / "app/teams/sub").string()) == (root / "app").string());
  CHECK(load("app/stranger") == "f.onus of the project\n");
  CHECK(load("app/teams/old/e.onus") == "e.onus of the project\n");
}

TEST_CASE_METHOD(Scratch, "a member that git ignores was named") {
  write("app/.git/x");
  write("app/.gitignore", "vendor/\n");
  write("app/onus.toml", "[project]\nmembers = [\"vendor/people\"]\n");
  write("app/vendor/people/a.onus");
  write("app/vendor/other/b.onus");
  CHECK(load() == "vendor/people/a.onus of member `vendor/people`\n");
}

TEST_CASE_METHOD(Scratch, "members that are none") {
  write("app/a.onus");
  write("app/in/b.onus");
  write("app/none/readme.md");
  write("out/c.onus");
  auto member = [&](const char *text) {
    std::string settings = std::string("[project]\nexclude = [\"left/\"]\nmembers = [") + text + "]\n";
    return problem(settings.c_str());
  };
  CHECK(member("\"innn\"") == "app/onus.toml:3:12: member `innn`: there is no such folder\n");
  CHECK(member("\"a.onus\"") == "app/onus.toml:3:12: member `a.onus`: it is a file\n");
  CHECK(member("\"\"") == "app/onus.toml:3:12: this is no path\n");
  CHECK(member("\".\"") ==
        "app/onus.toml:3:12: a project is not a member of itself (what lies in its folder belongs to "
        "it anyway)\n");
  CHECK(member("\"../out\"") == "app/onus.toml:3:12: member `../out` lies outside of the project (another project is "
                                "taken in by a line of [dependencies])\n");
  CHECK(member("\"/etc\"") == "app/onus.toml:3:12: an absolute path means something else on every machine (write it "
                              "relative to this file)\n");
  CHECK(member("\"**\"") ==
        "app/onus.toml:3:12: `**` would take in folders at any depth (name the folders, with `*` for "
        "one part of a path)\n");
  CHECK(member("\"x/*\"") == "app/onus.toml:3:12: no folder fits `x/*`\n");
  CHECK(member("\"in\", \"./in/\"") ==
        "app/onus.toml:3:18: member `./in/` is named twice (the first is at app/onus.toml:3:12)\n");
  CHECK(member("\"i*\", \"in\"").find("in/b.onus of member `in`") != std::string::npos);
  CHECK(member("\"none\"").find("app/onus.toml:3:12: member `none`: there is no .onus file in it") !=
        std::string::npos);
  CHECK(member("\"non*\"").find("app/onus.toml:3:12: no folder that fits `non*` has an .onus file\n") !=
        std::string::npos);
  fs::create_directories(root / "app/left");
  CHECK(member("\"left\"") == "app/onus.toml:3:12: member `left` is left out by `exclude` (take one of the two out)\n");
  fs::create_directory_symlink("round", root / "app/round");
  CHECK(member("\"round\"").find("app/onus.toml:3:12: member `round`: ") == 0);
  fs::create_directory_symlink("../out", root / "app/away");
  CHECK(member("\"away\"") == "app/onus.toml:3:12: member `away` is a link that leads out of the project (another "
                              "project is taken in by a line of [dependencies])\n");
  write("app/in/onus.toml", "[project]\nmembers = [\"deep\"]\n");
  CHECK(member("\"in\"") == "app/in/onus.toml:2:12: a member has no members of its own (it is a member itself: "
                            "app/onus.toml:3:12 names it; name this folder there)\n");
}

TEST_CASE_METHOD(Scratch, "an onus.toml above that cannot be read may be the one that takes this in") {
  write("onus.toml", "[projekt]\n");
  write("app/onus.toml");
  write("app/a.onus");
  CHECK(load() == "onus.toml:1:2: unknown key `projekt` (did you mean `project`?)\n");
}

TEST_CASE_METHOD(Scratch, "dependencies, their own and their members, each once, without their tests") {
  write(
      "app/onus.toml",
      "[dependencies]\npeople = { path = \"../people\" }\nrules = { path = \"../rules/inner\" }\nplain = { path = \"../plain\" }\n");
  write("app/a.onus");
  write("people/onus.toml");
  write("people/p.onus");
  write("people/p.test.onus");
  write("rules/onus.toml", "[project]\nmembers = [\"inner\"]\n[dependencies]\nstaff = { path = \"../people/\" }\n");
  write("rules/r.onus");
  write("rules/inner/onus.toml", "[dependencies]\nwhole = { path = \"..\" }\n");
  write("rules/inner/i.onus");
  write("plain/q.onus");
  CHECK(load() == "a.onus of the project\n"
                  "../people/p.onus of dependency `people`\n"
                  "../plain/q.onus of dependency `plain`\n"
                  "../rules/inner/i.onus of member `inner`\n"
                  "../rules/r.onus of dependency `rules`\n");
  SourceManager sources;
  Project project = loadProject(sources, (root / "app").string(), 1000);
  REQUIRE(project.files.size() == 5);
  CHECK(project.ownFiles == 1);
  auto sees = [&](size_t from, size_t to) { return project.layout.sees(project.files[from], project.files[to]); };
  CHECK((sees(0, 1) && sees(0, 2) && sees(0, 3) && sees(0, 4)));
  CHECK((sees(3, 1) && sees(4, 1) && sees(3, 4)));
  CHECK_FALSE((sees(1, 0) || sees(2, 1) || sees(3, 0) || sees(3, 2)));
  CHECK_FALSE(project.layout.isForeign(project.files[0]));
  CHECK(project.layout.isForeign(project.files[3]));
}

TEST_CASE_METHOD(Scratch, "dependencies that are none") {
  write("app/a.onus");
  write("app/in/b.onus");
  write("people/p.onus");
  write("none/readme.md");
  auto dependency = [&](const char *text) {
    return problem((std::string("[dependencies]\npeople = ") + text + "\n").c_str());
  };
  CHECK(dependency("\"../people\"") == "app/onus.toml:2:10: dependency `people` must be a table with a `path` (write "
                                       "`people = { path = \"../people\" }`)\n");
  CHECK(dependency("{}") ==
        "app/onus.toml:2:1: dependency `people` has no `path` (write `people = { path = \"../people\" }`)\n");
  CHECK(dependency("{ path = 1 }") == "app/onus.toml:2:19: `path` must be a string\n");
  CHECK(dependency("{ paht = \"../people\" }") ==
        "app/onus.toml:2:12: unknown key `paht` in [dependencies.people] (did you mean `path`?)\n");
  CHECK(dependency("{ path = \"../peple\" }") ==
        "app/onus.toml:2:19: dependency `people`: there is no such folder (looked for peple)\n");
  CHECK(dependency("{ path = \"../people/p.onus\" }") == "app/onus.toml:2:19: dependency `people`: it is a file\n");
  CHECK(dependency("{ path = \"/tmp\" }") ==
        "app/onus.toml:2:19: dependency `people`: an absolute path means something else on every machine (write it "
        "relative to this file)\n");
  CHECK(dependency("{ path = \"\" }") == "app/onus.toml:2:19: dependency `people`: this is no path\n");
  CHECK(dependency("{ path = \"in\" }") ==
        "app/onus.toml:2:19: dependency `people`: it lies in this very project (what "
        "lies in its folder belongs to it anyway)\n");
  CHECK(dependency("{ path = \"../none\" }")
            .find("app/onus.toml:2:19: dependency `people`: there is no .onus file in it") != std::string::npos);
  CHECK(dependency("{ path = \"../people\" }\nagain = { path = \"./../people/\" }") ==
        "app/onus.toml:2:19: dependencies `again` and `people` are the same project\n");
  CHECK(problem("[dependencies]\n\"a b\" = { path = \"../people\" }\n") ==
        "app/onus.toml:2:1: the name of a dependency has letters, digits, `_` and `-` only\n");
  CHECK(problem("dependencies = 1\n") == "app/onus.toml:1:16: `dependencies` must be a table\n");
  CHECK(problem("[project]\nmembers = \"in\"\n") == "app/onus.toml:2:11: `members` must be a list of strings\n");
}

TEST_CASE_METHOD(Scratch, "a circle of dependencies") {
  write("app/onus.toml", "[dependencies]\nb = { path = \"../b\" }\n");
  write("app/a.onus");
  write("b/onus.toml", "[project]\nname = \"bees\"\n[dependencies]\nc = { path = \"../c\" }\n");
  write("b/b.onus");
  write("c/onus.toml", "[dependencies]\napp = { path = \"../app\" }\n");
  write("c/c.onus");
  CHECK(load() == "c/onus.toml:2:16: dependency `app`: it closes a circle: `app` needs `bees`, which needs `c`, which "
                  "needs `app` (move what both need into a project of its own, on which both depend)\n");
}

TEST_CASE_METHOD(Scratch, "links and long chains end") {
  write("app/onus.toml", "[dependencies]\np = { path = \"../link\" }\nq = { path = \"../round\" }\n");
  write("app/a.onus");
  write("people/p.onus");
  fs::create_directory_symlink("people", root / "link");
  fs::create_directory_symlink("round", root / "round");
  CHECK(load().find("app/onus.toml:3:14: dependency `q`: ") == 0);
  write("app/onus.toml", "[dependencies]\nn = { path = \"../n0\" }\n");
  for (int i = 0; i < 80; ++i) {
    std::string folder = "n" + std::to_string(i), next = "n" + std::to_string(i + 1);
    write((folder + "/onus.toml").c_str(), ("[dependencies]\nn = { path = \"../" + next + "\" }\n").c_str());
    write((folder + "/a.onus").c_str());
  }
  write("n80/a.onus");
  CHECK(load().find("more than 64 projects depend on one another in a row") != std::string::npos);
}

TEST_CASE_METHOD(Scratch, "the least of the limits holds") {
  write("app/onus.toml", "[project]\nmembers = [\"a\", \"b\", \"c\"]\n[limits]\ncost = 2_000_000_000\n");
  write("app/a/onus.toml", "[limits]\ncost = 1_000\n");
  write("app/b/onus.toml", "[limits]\ncost = 3_000_000_000\n");
  write("app/c/onus.toml");
  for (const char *file : {"app/a/x.onus", "app/b/x.onus", "app/c/x.onus"})
    write(file);
  SourceManager sources;
  Project project = loadProject(sources, (root / "app").string(), 1000);
  REQUIRE(project.files.size() == 3);
  auto limit = [&](size_t file) { return project.layout.unitOf(project.files[file])->costLimit; };
  CHECK(limit(0) == 1'000);
  CHECK(limit(1) == 2'000'000'000);
  CHECK(limit(2) == 2'000'000'000);
}

TEST_CASE("a path from another folder") {
  CHECK(pathFrom("/a/b/c", "/a/b") == "c");
  CHECK(pathFrom("/a/b", "/a/b") == ".");
  CHECK(pathFrom("/a/b", "/a/b/c/d") == "../..");
  CHECK(pathFrom("/a/bc/x", "/a/b") == "../bc/x");
  CHECK(pathFrom("/q/x", "/a/b") == "/q/x");
}
