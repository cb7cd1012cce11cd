// SPDX-License-Identifier: Apache-2.0
#include "source/paths.h"
#include "source/project.h"
#include "source/read_file.h"
#include "support/scratch.h"

#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace onus::source;
namespace fs = std::filesystem;

namespace {

/// A project to load.
struct Scratch : onus::tests::Scratch {
  /// The paths that are loaded, relative to the root.
  std::string load(const char *path = "") const {
    SourceManager sources;
    Project project = loadProject(sources, (root / path).string(), 1000);
    std::string out;
    for (FileId file : project.files)
      out += relativePath(absolutePath(sources.path(file)), root.string()) + " ";
    for (const LoadProblem &problem : project.problems)
      out += "[" + relativePath(absolutePath(problem.path), root.string()) + ": " + problem.message + "] ";
    return out;
  }
};

} // namespace

TEST_CASE_METHOD(Scratch, "a directory's sources, sorted, without what is ignored") {
  write("b.onus");
  write("a/x.onus");
  write("a/y.txt");
  write("build/z.onus");
  write("keep/z.onus");
  write("drafts/d.onus");
  write(".git/q.onus");
  write(".gitignore", "build/\n/keep/*\n!/keep/z.onus\n");
  write("drafts/.gitignore", "*\n");
  CHECK(load() == "a/x.onus b.onus keep/z.onus ");
  CHECK(load("build") == "build/z.onus "); // whoever names it means it
}

TEST_CASE_METHOD(Scratch, "onus.toml makes the project, whichever path below it is named") {
  write("onus.toml", "[project]\nexclude = [\"drafts/\"]\n");
  write("a/x.onus");
  write("drafts/y.onus");
  write("other/onus.toml");
  write("other/z.onus");
  CHECK(load("a/x.onus") == "a/x.onus ");
  CHECK(load("a") == "a/x.onus ");
  CHECK(load("other") == "other/z.onus ");
  CHECK(projectOf((root / "a/x.onus").string()) == root.string());
}

TEST_CASE_METHOD(Scratch, "links: once each, no circles, not out of the project") {
  write("p/a/x.onus");
  write("q/y.onus");
  fs::create_directory_symlink("..", root / "p/a/up");
  fs::create_directory_symlink("../q", root / "p/out");
  fs::create_directory_symlink("a", root / "p/again");
  fs::create_symlink("x.onus", root / "p/a/same.onus");
  fs::create_symlink("nowhere", root / "p/broken.onus");
  std::string found = load("p");
  CHECK(found.find("p/a/x.onus ") == 0);
  CHECK(found.find("same.onus") == std::string::npos);
  CHECK(found.find("[p/a/up: this link leads to a directory of the project that was read already") !=
        std::string::npos);
  CHECK(found.find("[p/out: this link leads out of the project") != std::string::npos);
  CHECK(found.find("[p/broken.onus: there is no such file]") != std::string::npos);
}

TEST_CASE_METHOD(Scratch, "what is no regular file is refused without waiting") {
  write("a.onus");
  REQUIRE(::mkfifo((root / "pipe.onus").c_str(), 0600) == 0);
  CHECK(load() == "a.onus [pipe.onus: it is no regular file] ");
  CHECK(load("pipe.onus") == "[pipe.onus: it is no regular file] ");
  CHECK(std::get<ReadError>(readFile("/dev/zero", 10)).message == "it is no regular file");
  CHECK(std::get<ReadError>(readFile(root.string(), 10)).message == "it is a directory");
}

TEST_CASE_METHOD(Scratch, "files are read up to one byte more than the limit") {
  write("a.onus", std::string(5000, 'x').c_str());
  SourceManager sources;
  Project project = loadProject(sources, (root / "a.onus").string(), 1000);
  CHECK(sources.text(project.files.at(0)).size() == 1001);
}

TEST_CASE_METHOD(Scratch, "a path that is not there, and a directory without sources") {
  CHECK(load("missing.onus") == "[missing.onus: there is no such file] ");
  fs::create_directories(root / "empty");
  CHECK(load("empty") == "[empty: there is no .onus file in this directory] ");
  write("wrong/onus.toml", "x = 1");
  CHECK(load("wrong").find("unknown key `x`") != std::string::npos);
}

TEST_CASE("paths") {
  CHECK(isWithin("/a/b", "/a"));
  CHECK(isWithin("/a", "/a"));
  CHECK_FALSE(isWithin("/ab", "/a"));
  CHECK(isWithin("/a", "/"));
  CHECK(relativePath("/a/b/c", "/a") == "b/c");
  CHECK(absolutePath("/a/./b/../c") == "/a/c");
}
