// SPDX-License-Identifier: Apache-2.0
#include "evaluate/approval.h"

#include "support/catch.h"

using namespace onus;
using namespace onus::evaluate;

namespace {

Event event(const char *line) {
  Event partial;
  auto read = readEvent(line, {}, partial);
  REQUIRE(std::holds_alternative<Event>(read));
  return std::get<Event>(read);
}

std::string digest(const std::string &args, const std::string &more = "") {
  std::string line = R"({"id":"e","event":"call","tool":"a.b","args":)" + args +
                     R"(,"session":{"id":"s","turn":1},"time":"2026-11-22T10:00:00Z")" + more + "}";
  return actionDigest(event(line.c_str()), "sys", {});
}

} // namespace

TEST_CASE("S16: the digest is of the action, however it is written", "[evaluate]") {
  CHECK(digest(R"({"a":1,"b":"x"})") == digest(R"({ "b": "x", "a": 1.0 })"));
  CHECK(digest(R"({"a":600.00})") == digest(R"({"a":6e2})"));
  CHECK(digest(R"({"a":1})") != digest(R"({"a":2})"));
  CHECK(digest(R"({"a":1})") == digest(R"({"a":1})", R"(,"context":{"x":1},"signals":{},"approvals":[])"));
  CHECK(digest(R"({"a":1})") != digest(R"({"a":1})", R"(,"agent":{"id":"bot"})"));
  CHECK(digest(R"({"a":1})", R"(,"agent":{"id":"bot"})") ==
        digest(R"({"a":1})", R"(,"agent":{"id":"bot","on_behalf_of":"x"})"));
}

TEST_CASE("S16: numbers that no double holds have digests of their own", "[evaluate]") {
  CHECK(digest(R"({"a":9007199254740993})") != digest(R"({"a":9007199254740992})"));
  CHECK(digest(R"({"a":9007199254740993})") != digest(R"({"a":9007199254740994})"));
  CHECK(digest(R"({"a":[922337203685477.5807]})") != digest(R"({"a":[922337203685477.5806]})"));
  CHECK(digest(R"({"a":0.1})") == digest(R"({"a":1e-1})"));
}

TEST_CASE("S16: under a key the digest says which", "[evaluate]") {
  Key key{"k1", "0123456789abcdef"};
  CHECK(digestOf(json::Object{}, key).rfind("hmac-sha256:k1:", 0) == 0);
  CHECK(digestOf(json::Object{}, {}) == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
}
