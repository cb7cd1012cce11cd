// SPDX-License-Identifier: Apache-2.0
#include "ir/json_reader.h"
#include "sample_module.h"
#include "support/catch.h"

using namespace onus;
using tests::sampleModule;

namespace {

/// The text with one part replaced and the digest made to fit again.
std::string changed(const std::string &text, const std::string &from, const std::string &to) {
  std::string out = text;
  size_t at = out.find(from);
  REQUIRE(at != std::string::npos);
  out.replace(at, from.size(), to);
  auto parsed = json::parse(out, {.depth = 2000});
  if (auto *value = std::get_if<json::Value>(&parsed)) {
    std::string old = value->string("digest").str();
    if (size_t place = out.find(old); !old.empty() && place != std::string::npos)
      out.replace(place, old.size(), ir::digestOf(*value));
  }
  return out;
}

ir::ReadError refused(const std::string &text) {
  auto read = ir::readModule(text);
  REQUIRE(std::holds_alternative<ir::ReadError>(read));
  return std::get<ir::ReadError>(read);
}

} // namespace

TEST_CASE("a module reads back as it was written") {
  std::string text = ir::writeModule(sampleModule());
  auto read = ir::readModule(text);
  if (auto *error = std::get_if<ir::ReadError>(&read))
    FAIL(error->path << ": " << error->message);
  CHECK(ir::writeModule(std::get<ir::Module>(read)) == text);
}

TEST_CASE("the same module gives the same bytes") {
  CHECK(ir::writeModule(sampleModule()) == ir::writeModule(sampleModule()));
}

TEST_CASE("numbers beyond what every reader takes exactly are strings") {
  std::string text = ir::writeModule(sampleModule());
  CHECK(text.find(R"("value":"115292150460684.6976")") != std::string::npos);
  CHECK(text.find(R"("value":500.0001)") != std::string::npos);
  CHECK(refused(changed(text, R"("value":"115292150460684.6976")", R"("value":115292150460684.6976)"))
            .message.find("decimal") != std::string::npos);
}

TEST_CASE("a changed module without its digest is refused") {
  std::string text = ir::writeModule(sampleModule());
  std::string other = text;
  other.replace(other.find("500.0001"), 8, "900.0001");
  CHECK(refused(other).path == "$.digest");
}

TEST_CASE("what does not make sense is refused where it stands") {
  std::string text = ir::writeModule(sampleModule());
  struct Case {
    const char *from, *to, *path, *message;
  };
  const Case cases[] = {
      {R"("format":"onus-policy-ir")", R"("format":"another")", "$", "`format`"},
      {R"("version":1)", R"("version":2)", "$", "version 2"},
      {R"("sinks":)", R"("drains":)", "$", "`sinks` is missing"},
      {R"("worst_cost":12345)", R"("worst_cost":12345,"extra":1)", "$.systems[0]", "`extra` is unknown"},
      {R"("op":"any")", R"("op":"every")", "$.systems[0].guardrails[0].rules[1].condition.of[0].of[0]",
       "unknown operation"},
      {R"("slot":0)", R"("slot":7)", "$.systems[0].guardrails[0].rules[1].condition.of[1].left", "no such slot"},
      {R"("op":"local","type":{"kind":"string","max":200,"sensitive":true},"name":"r","local":1)",
       R"("op":"local","type":{"kind":"string","max":200,"sensitive":true},"name":"r","local":4)",
       "$.systems[0].guardrails[0].rules[1].condition.of[0].of[0].body.left.arguments[0]", "not in scope"},
      {R"x("value":"(?i)a+\\.b")x", R"x("value":"(?=a)")x", "", ""},
      {R"("sink":"acme.siem")", R"("sink":"acme.drain")", "$.systems[0].guardrails[0].sink", "no such sink"},
      {R"("lifts":["much"])", R"("lifts":["little"])", "$.systems[0].guardrails[0].exceptions[0].lifts",
       "no such label"},
      {R"("keep":34560000000)", R"("keep":-1)", "$.sinks[0].keep", "out of range"},
      {R"("last":86400000)", R"("last":0)", "$.systems[0].slots[0].last", "out of range"},
      {R"("capacity":100000)", R"("capacity":0)", "$.systems[0].slots[0].capacity", "out of range"},
      {R"("value":["a","b"])", R"("value":["a",1])", "$.data[0]", "does not fit"},
      {R"("on":"2024-10-04")", R"("on":"2024-02-31")", "", "a date"},
      {R"("severity":"high")", R"("severity":"grave")", "$.systems[0].guardrails[0].severity", "words"},
      {R"("literals":["duplicate","fraudulent"])", R"("literals":["fraudulent","duplicate"])", "", "sorted"},
      {R"x("key":"acme.risk(args.reason)")x", R"x("key":"acme.risk(args.amount)")x", "", "does not list this term"},
      {R"("covers":["bank.pay"])", R"("covers":["bank.loan"])", "$.systems[0].guardrails[0].on[0].covers", "selected"},
  };
  for (const Case &each : cases) {
    INFO(each.from);
    ir::ReadError error = refused(changed(text, each.from, each.to));
    if (*each.path)
      CHECK(error.path == each.path);
    CHECK(error.message.find(each.message) != std::string::npos);
  }
}

TEST_CASE("types must fit their operations") {
  std::string text = ir::writeModule(sampleModule());
  ir::ReadError error = refused(changed(text, R"("op":"not","type":"bool")", R"("op":"not","type":"int")"));
  CHECK(error.message.find("result") != std::string::npos);
}

TEST_CASE("what is no JSON, or nested too deeply, is refused") {
  CHECK(refused("").path == "$");
  CHECK(refused("[]").path == "$");
  CHECK(refused(std::string(1 << 20, '[')).path == "$");
  std::string text = ir::writeModule(sampleModule());
  std::string deep = R"({"op":"bool","type":"bool","value":true})";
  for (int level = 0; level < 450; ++level)
    deep = R"({"op":"not","type":"bool","of":)" + deep + "}";
  std::string condition = R"("condition":{"op":"has")";
  size_t at = text.find(condition);
  REQUIRE(at != std::string::npos);
  CHECK(refused(text.substr(0, at) + R"("when":)" + deep + "," + text.substr(at)).message.size() > 0);
  CHECK(refused(changed(text, R"({"op":"local","type":"decimal","name":"due","local":0})", deep)).message ==
        "nested too deeply");
}

TEST_CASE("no prefix of a module and no module with a byte changed makes trouble") {
  std::string text = ir::writeModule(sampleModule());
  for (size_t length = 0; length < text.size(); length += 7)
    CHECK(std::holds_alternative<ir::ReadError>(ir::readModule(llvm::StringRef(text).take_front(length))));
  for (size_t place = 0; place + 1 < text.size(); place += 11) {
    std::string other = text;
    other[place] = static_cast<char>(other[place] ^ 0x15);
    CHECK(std::holds_alternative<ir::ReadError>(ir::readModule(other)));
  }
}
