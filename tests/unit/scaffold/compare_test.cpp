// SPDX-License-Identifier: Apache-2.0
#include "scaffold/compare.h"
#include "scaffold/render.h"
#include "support/catch.h"

using namespace onus;
using namespace onus::scaffold;

namespace {

struct Fixture {
  ir::TypeTable types;

  std::vector<check::surfaces::ManifestTool> read(const std::string &tools) {
    auto manifest = check::surfaces::readMcp(types, "[" + tools + "]");
    REQUIRE(std::holds_alternative<std::vector<check::surfaces::ManifestTool>>(manifest));
    return std::get<std::vector<check::surfaces::ManifestTool>>(manifest);
  }
  static std::vector<KnownTool> known(const std::vector<check::surfaces::ManifestTool> &tools) {
    std::vector<KnownTool> out;
    for (const auto &tool : tools)
      out.push_back({tool.name, true, &tool, nullptr, tool.digest});
    return out;
  }
  /// `what name: from -> to` of every change of the only tool, `; ` between them.
  std::string changes(const std::string &before, const std::string &after) {
    auto old = read(before), now = read(after);
    Comparison found = compare(known(old), now);
    std::string out;
    for (const ChangedTool &tool : found.changed)
      for (const Change &change : tool.changes)
        out += (out.empty() ? "" : "; ") + change.what + " " + change.name + ": " + change.from + " -> " + change.to;
    return out;
  }
  static std::string tool(const std::string &properties, const std::string &more = "") {
    return R"({"name":"a","description":"d","inputSchema":{"type":"object","properties":{)" + properties + "}}" + more +
           "}";
  }
};

} // namespace

TEST_CASE_METHOD(Fixture, "nothing differs") {
  std::string same = tool(R"("x":{"type":"string"})");
  auto old = read(same), now = read(same);
  CHECK(compare(known(old), now).same());
  CHECK(changes(same, same).empty());
  CHECK(changes(tool(R"("x":{"type":"string"},"y":{"type":"string"})"),
                tool(R"("y":{"type":"string"},"x":{"type":"string"})"))
            .empty());
}

TEST_CASE_METHOD(Fixture, "tools that come, go and have no line") {
  auto old = read(R"({"name":"a"},{"name":"b"})"), now = read(R"({"name":"b"},{"name":"c"})");
  auto before = known(old);
  before[1].classified = false;
  Comparison found = compare(before, now);
  REQUIRE(found.added.size() == 1);
  CHECK(found.added[0]->name == "c");
  REQUIRE(found.unclassified.size() == 1);
  CHECK(found.unclassified[0]->name == "b");
  CHECK(found.removed == std::vector<std::string>{"a"});
  CHECK(found.changed.empty());
}

TEST_CASE_METHOD(Fixture, "changes of a tool") {
  std::string old = tool(R"("x":{"type":"string"})");
  CHECK(changes(old, tool(R"("x":{"type":"integer"})")) == "argument x: string? -> int?");
  CHECK(changes(old, tool(R"("x":{"type":"string","pattern":"a"})")) == R"(argument x:  -> pattern "a")");
  CHECK(changes(old, tool("")) == "argument x: string? -> ");
  CHECK(changes(tool(""), old) == "argument x:  -> string?");
  CHECK(changes(old, tool(R"("x":{"type":"string"})", R"(,"annotations":{"destructiveHint":true})")) ==
        "annotation destructiveHint:  -> true");
  CHECK(changes(old, tool(R"("x":{"type":"string"})", R"(,"outputSchema":{"type":"string"})")) ==
        "result :  -> string");
  CHECK(changes(
            old,
            R"({"name":"a","description":"e","inputSchema":{"type":"object","properties":{"x":{"type":"string"}}}})") ==
        "description : d -> e");
  CHECK(
      changes(
          old,
          R"({"name":"a","description":"d","inputSchema":{"type":"object","properties":{"x":{"type":"string"}},"minProperties":1}})") ==
      "schema :  -> minProperties 1");
}

TEST_CASE_METHOD(Fixture, "a document that was replaced in its place differs from the lock") {
  auto now = read(tool(""));
  auto before = known(now);
  before[0].approvedDigest = "sha256:other";
  Comparison found = compare(before, now);
  REQUIRE(found.changed.size() == 1);
  CHECK(found.changed[0].changes[0].what == "approval");
}

TEST_CASE("text of others on one line, without what hides or reorders") {
  CHECK(oneLine("a\n  b\tc", 80) == "a b c");
  CHECK(oneLine("safe\xe2\x80\xae evil", 80) == "safe evil");
  CHECK(oneLine("0123456789", 5) == "01234 ...");
  CHECK(oneLine("\xc3\xa4\xc3\xb6\xc3\xbc", 5) == "\xc3\xa4\xc3\xb6 ...");
  CHECK(writtenName("a_b") == "a_b");
  CHECK(writtenName("a-b") == "\"a-b\"");
  CHECK(writtenName("where") == "\"where\"");
  CHECK(writtenName("a\"b") == "\"a\\\"b\"");
  CHECK(writtenName("2a") == "\"2a\"");
}
