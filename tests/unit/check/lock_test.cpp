// SPDX-License-Identifier: Apache-2.0
#include "check/lock.h"
#include "support/catch.h"

using namespace onus::check;

TEST_CASE("a lock is read as it was written") {
  std::string digest = "sha256:" + std::string(64, 'a');
  Lock lock{{"acme.mail", {{"run-code", digest}, {"odd \"name\"\\", digest}}}, {"acme.pay", {{"refund", digest}}}};
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
  CHECK(bad("version = 2\n"));
  CHECK(bad("version = 1\nsurface = { s = { t = \"sha256:12\" } }\n"));
  CHECK(bad("version = 1\nsurface = { s = 3 }\n"));
  CHECK_FALSE(bad("version = 1\n"));
}
