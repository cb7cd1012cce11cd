// SPDX-License-Identifier: Apache-2.0
#include "driver/project_reader.h"
#include "support/scratch.h"

using namespace onus::driver;
namespace fs = std::filesystem;

TEST_CASE("files are read beside their source or at the root, and nowhere else") {
  onus::tests::Scratch scratch;
  const fs::path &top = scratch.root;
  scratch.write("project/data.json", "root");
  scratch.write("project/sub/data.json", "beside");
  scratch.write("project/only.json", "only");
  scratch.write("secret.json", "secret");
  fs::create_symlink(top / "secret.json", top / "project/link.json");
  fs::create_directory_symlink(top, top / "project/up");

  onus::source::Layout layout;
  layout.units.emplace_back();
  layout.units.front().directory = (top / "project").string();
  ProjectReader reader(layout);
  std::string from = (top / "project/sub/a.onus").string();
  auto read = [&](const char *path) {
    std::string error;
    auto text = reader.read(from, path, error);
    return text ? *text : "refused: " + error;
  };
  CHECK(read("data.json") == "beside");
  CHECK(read("only.json") == "only");
  CHECK(read("../data.json") == "root");
  CHECK(read("./../sub/../only.json") == "only");
  CHECK(read("../../secret.json") == "refused: it lies outside of the project");
  CHECK(read("link.json") == "refused: it is a link that leads out of the project");
  CHECK(read("up/secret.json") == "refused: it is a link that leads out of the project");
  CHECK(read("/etc/passwd").find("refused: an absolute path") == 0);
  CHECK(read("missing.json") == "refused: there is no such file");
  CHECK(read("sub") == "refused: it is a directory");
  CHECK(read("") == "refused: this is no path");
}
