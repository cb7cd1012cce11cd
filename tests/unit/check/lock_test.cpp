// SPDX-License-Identifier: Apache-2.0
#include "check/lock.h"
#include "support/catch.h"

using namespace onus::check;

TEST_CASE("a lock is read as it was written") {
  std::string digest = "sha256:" + std::string(64, 'a');
  LockedTool tool{digest, 20'000, "acme.people.ann"};
  Lock lock{{"acme.mail", {{"run-code", tool}, {"odd \"name\"\\", tool}}}, {"acme.pay", {{"refund", tool}}}};
  std::string text = writeLock(lock);
  auto read = readLock(text);
  REQUIRE(std::holds_alternative<Lock>(read));
  CHECK(std::get<Lock>(read) == lock);
  CHECK(writeLock(std::get<Lock>(read)) == text);
}

TEST_CASE("what is no lock is refused") {
  auto bad = [](const char *text) { return std::holds_alternative<LockError>(readLock(text)); };
  CHECK(bad("version = "));
  CHECK(bad(""));
  CHECK(bad("version = 1\n"));
  CHECK(bad("version = 2\nsurface = { s = 3 }\n"));
  CHECK_FALSE(bad("version = 2\n"));
  std::string digest = "sha256:" + std::string(64, 'a');
  auto badTool = [&](const std::string &tool) {
    return bad(("version = 2\nsurface = { s = { t = " + tool + " } }\n").c_str());
  };
  CHECK(badTool("\"" + digest + "\""));
  CHECK(badTool("{ digest = \"sha256:12\", approved = \"2026-05-01\", by = \"a.b\" }"));
  CHECK(badTool("{ digest = \"" + digest + "\", approved = \"2026-05-99\", by = \"a.b\" }"));
  CHECK(badTool("{ digest = \"" + digest + "\", approved = \"2026-05-01\" }"));
  CHECK_FALSE(badTool("{ digest = \"" + digest + "\", approved = \"2026-05-01\", by = \"a.b\" }"));
}
