// SPDX-License-Identifier: Apache-2.0
#include "check/surfaces/manifest.h"
#include "check/surfaces/signature.h"
#include "support/catch.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace onus;
using namespace onus::check::surfaces;

namespace {

struct Fixture {
  ir::TypeTable types;
  std::vector<SchemaNote> notes;

  const ir::Type *type(const std::string &schema, SchemaReader::Direction direction = SchemaReader::Direction::Any) {
    auto parsed = json::parse(schema);
    REQUIRE(std::holds_alternative<json::Value>(parsed));
    const auto &value = std::get<json::Value>(parsed);
    SchemaReader reader(types, value);
    reader.setDirection(direction);
    const ir::Type *read = reader.read(value, "v");
    notes = reader.takeNotes();
    return read;
  }
  std::string read(const std::string &schema, SchemaReader::Direction direction = SchemaReader::Direction::Any) {
    return ir::print(type(schema, direction));
  }
  /// Where and which keyword, `; ` between them.
  std::string limits() const {
    std::string out;
    for (const SchemaNote &note : notes)
      if (note.kind == SchemaNote::Kind::Limit)
        out += (out.empty() ? "" : "; ") + note.where + " " + note.reason;
    return out;
  }
};

std::string fileText(const std::filesystem::path &path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::filesystem::path shared() {
  if (const char *given = std::getenv("ONUS_SHARED"))
    return given;
  return std::filesystem::path(ONUS_SOURCE_DIR).parent_path() / "shared";
}

} // namespace

TEST_CASE_METHOD(Fixture, "scalars of JSON Schema") {
  CHECK(read(R"({"type":"string"})") == "string");
  CHECK(read(R"({"type":"string","maxLength":50})") == "string max 200");
  CHECK(read(R"({"type":"integer"})") == "int");
  CHECK(read(R"({"type":"number"})") == "decimal");
  CHECK(read(R"({"type":"boolean"})") == "bool");
  CHECK(read(R"({"type":"string","enum":["b","a"]})") == R"("a" | "b")");
  CHECK(read(R"({"const":"a"})") == R"("a")");
  CHECK(notes.empty());
  CHECK(read(R"({"enum":[1,2]})") == "int");
  CHECK(limits() == "v enum");
  CHECK(read(R"({"enum":[true,false]})") == "bool");
  CHECK(notes.empty());
}

TEST_CASE_METHOD(Fixture, "limits that no type holds are noted, those that exclude nothing are not") {
  CHECK(read(R"({"type":"integer","minimum":1,"maximum":9})") == "int");
  CHECK(limits() == "v minimum; v maximum");
  CHECK(read(R"({"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991})") == "int");
  CHECK(notes.empty());
  CHECK(read(R"({"type":"string","pattern":"^a$","minLength":0,"format":"date","default":"x"})") == "string");
  CHECK(limits() == "v pattern");
  CHECK(read(R"({"type":"array","items":{"type":"string","minLength":1},"minItems":1,"uniqueItems":false})") ==
        "list<string>");
  CHECK(limits() == "v[] minLength; v minItems");
  CHECK(read(R"({"type":"object","propertyNames":{"pattern":"a"},"additionalProperties":{"type":"string"}})") ==
        "map<string>");
  CHECK(limits() == "v propertyNames");
  CHECK(read(R"({"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":{"type":"string"}})") ==
        "{ a: string?, ... }");
  CHECK(limits() == "v additionalProperties");
  CHECK(read(R"({"pattern":"^a$"})") == "json");
  CHECK(limits().empty());
  CHECK(read(R"({})") == "json");
  CHECK(notes.size() == 1);
}

TEST_CASE_METHOD(Fixture, "members from several parts of a schema") {
  CHECK(read(R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"],
                 "anyOf":[{"required":["b"]},{"properties":{"b":{"type":"integer"}},"required":["b"]}]})") ==
        "{ a: string, b: int? }");
  CHECK(limits() == "v anyOf");
  CHECK(read(R"({"type":"object","allOf":[{"properties":{"a":{"type":"string"}}},{"required":["a"]}]})") ==
        "{ a: string }");
  CHECK(notes.empty());
  CHECK(read(R"({"allOf":[{"type":"string"}],"description":"d"})") == "string");
  CHECK(read(R"({"allOf":[{"type":"string"},{"minLength":3}]})") == "json");
  CHECK(read(R"({"allOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"a":{"type":"integer"}}}]})") ==
        "{ a: json? }");
  CHECK(read(R"({"$defs":{"b":{"properties":{"b":{"type":"boolean"}},"required":["b"]}},
                 "$ref":"#/$defs/b","properties":{"a":{"type":"string"}}})") == "{ b: bool, a: string? }");
  CHECK(
      read(
          R"({"type":"object","properties":{"a":{"type":"string"}},"if":{},"then":{"properties":{"c":{"type":"integer"}}}})") ==
      "{ a: string?, c: int? }");
}

TEST_CASE_METHOD(Fixture, "what only one direction carries") {
  const char *schema =
      R"({"type":"object","properties":{"id":{"type":"string","readOnly":true},"key":{"type":"string","writeOnly":true}},"required":["id","key"]})";
  CHECK(read(schema) == "{ id: string, key: string }");
  CHECK(read(schema, SchemaReader::Direction::Request) == "{ id: string?, key: string }");
  CHECK(read(schema, SchemaReader::Direction::Response) == "{ id: string, key: string? }");
}

TEST_CASE_METHOD(Fixture, "a second use of a reference is noted too") {
  CHECK(
      read(R"({"$defs":{"a":{}},"type":"object","properties":{"x":{"$ref":"#/$defs/a"},"y":{"$ref":"#/$defs/a"}}})") ==
      "{ x: json?, y: json? }");
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].where == "v.x");
  CHECK(notes[1].where == "v.y");
}

TEST_CASE_METHOD(Fixture, "references that name each other many times over end") {
  std::string chain = R"({"$ref":"#/$defs/0","$defs":{)";
  for (int i = 0; i < 30; ++i)
    chain += "\"" + std::to_string(i) + R"(":{"type":"object","properties":{"a":{"$ref":"#/$defs/)" +
             std::to_string(i + 1) + R"("},"b":{"$ref":"#/$defs/)" + std::to_string(i + 1) + R"("}}},)";
  const ir::Type *made = type(chain + R"("30":{"type":"string"}}})");
  CHECK(ir::print(made).size() < 2'000'000);
  CHECK(!notes.empty());
}

TEST_CASE_METHOD(Fixture, "null is named in several ways") {
  CHECK(type(R"({"type":["string","null"]})") == types.optional(types.string(), true));
  CHECK(type(R"({"anyOf":[{"type":"string"},{"type":"null"}]})") == types.optional(types.string(), true));
  CHECK(type(R"({"enum":["a",null]})") == types.optional(types.unionOf({"a"}), true));
  CHECK(type(R"({"type":"string","nullable":true})") == types.optional(types.string(), true));
}

TEST_CASE_METHOD(Fixture, "objects are closed unless they say otherwise") {
  const char *members = R"("properties":{"a":{"type":"string"},"b":{"type":"integer"}},"required":["a"])";
  std::string start = std::string(R"({"type":"object",)") + members;
  CHECK(read(start + "}") == "{ a: string, b: int? }");
  CHECK(read(start + R"(,"additionalProperties":false})") == "{ a: string, b: int? }");
  CHECK(read(start + R"(,"additionalProperties":true})") == "{ a: string, b: int?, ... }");
  CHECK(read(R"({"type":"object","properties":{}})") == "{}");
  CHECK(notes.empty());
  CHECK(read(R"({"type":"object"})") == "json");
  CHECK(notes.size() == 1);
  CHECK(read(R"({"type":"object","additionalProperties":{"type":"integer"}})") == "map<int>");
  CHECK(read(R"({"type":"object","properties":{"a":false,"b":{"not":{}}}})") == "{}");
  CHECK(read(R"({"type":"object","properties":{},"required":["z"]})") == "{ z: json }");
}

TEST_CASE_METHOD(Fixture, "lists") {
  CHECK(read(R"({"type":"array","items":{"type":"string"},"maxItems":20})") == "list<string> max 20");
  CHECK(read(R"({"type":"array"})") == "list<json>");
  CHECK(notes.size() == 1);
  CHECK(read(R"({"type":"array","items":[{"type":"string"}]})") == "list<json>");
}

TEST_CASE_METHOD(Fixture, "alternatives with a common type have it, others are json with one note") {
  CHECK(read(R"({"anyOf":[{"const":"a"},{"enum":["b","c"]}]})") == R"("a" | "b" | "c")");
  CHECK(read(R"({"oneOf":[{"type":"integer"},{"type":"number"}]})") == "decimal");
  CHECK(read(R"({"type":["string","integer"]})") == "json");
  CHECK(read(R"({"anyOf":[{"type":"object"},{"type":"string"},{"type":"object"}]})") == "json");
  CHECK(notes.size() == 1);
  CHECK(
      read(
          R"({"allOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"b":{"type":"string"}},"required":["b"]}]})") ==
      "{ a: string?, b: string }");
}

TEST_CASE_METHOD(Fixture, "references") {
  CHECK(
      read(
          R"({"$defs":{"id":{"type":"string"}},"type":"object","properties":{"a":{"$ref":"#/$defs/id"}},"required":["a"]})") ==
      "{ a: string }");
  CHECK(read(R"({"$ref":"#/$defs/gone"})") == "json");
  CHECK(read(R"({"$defs":{"n":{"type":"object","properties":{"next":{"$ref":"#/$defs/n"}}}},"$ref":"#/$defs/n"})") ==
        "{ next: json? }");
  CHECK(notes.size() == 1);
  std::string chain = R"({"$ref":"#/$defs/0","$defs":{)";
  for (int i = 0; i < 10; ++i)
    chain += (i ? ",\"" : "\"") + std::to_string(i) + R"(":{"type":"object","properties":{"a":{"$ref":"#/$defs/)" +
             std::to_string(i + 1) + R"("},"b":{"$ref":"#/$defs/)" + std::to_string(i + 1) + R"("}}})";
  CHECK(type(chain + R"(,"10":{"type":"string"}}})")->kind == ir::TypeKind::Record);
}

TEST_CASE_METHOD(Fixture, "signatures only narrow") {
  const ir::Type *text = types.string(), *optional = types.optional(text, true);
  CHECK(narrow(types, types.sensitive(text), text) == types.sensitive(text));
  CHECK(narrow(types, text, optional) == text);
  CHECK(narrow(types, types.optional(text), optional) == optional);
  CHECK(narrow(types, types.optional(text), text) == nullptr);
  CHECK(narrow(types, types.simple(ir::TypeKind::Int), text) == nullptr);
  CHECK(narrow(types, text, types.string(200)) == types.string(200));
  CHECK(narrow(types, types.string(400), types.string(200)) == nullptr);
  CHECK(narrow(types, types.unionOf({"a"}), text) == types.unionOf({"a"}));
  CHECK(narrow(types, types.list(text), types.simple(ir::TypeKind::Json)) == types.list(text));
  CHECK(narrow(types, types.list(text, 5), types.list(text, 9)) == types.list(text, 5));
}

TEST_CASE_METHOD(Fixture, "MCP manifests") {
  auto bad = [&](const char *text) { return std::holds_alternative<ManifestError>(readMcp(types, text)); };
  CHECK(bad("{"));
  CHECK(bad("{}"));
  CHECK(bad(R"({"tools":[{"name":""}]})"));
  CHECK(bad(R"({"tools":[{"name":"a"},{"name":"a"}]})"));
  CHECK(bad(R"({"tools":[],"nextCursor":"more"})"));
  auto wrapped = readMcp(
      types,
      R"({"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{}}}]}})");
  REQUIRE(std::holds_alternative<std::vector<ManifestTool>>(wrapped));
  const ManifestTool &tool = std::get<std::vector<ManifestTool>>(wrapped).front();
  CHECK(ir::print(tool.args) == "{}");
  CHECK(ir::print(tool.result) == "json");
  CHECK(tool.digest.size() == 71);
}

TEST_CASE_METHOD(Fixture, "a tool's digest is that of what was approved, not of how it is written") {
  auto digest = [&](const char *text) {
    return std::get<std::vector<ManifestTool>>(readMcp(types, text)).front().digest;
  };
  std::string first =
      digest(R"({"tools":[{"name":"a","description":"d","inputSchema":{"type":"object","properties":{}}}]})");
  CHECK(
      first ==
      digest(
          R"({"tools":[{"inputSchema":{"properties":{}, "type":"object"},"annotations":{},"description":"d","name":"a"}]})"));
  CHECK(first !=
        digest(R"({"tools":[{"name":"a","description":"D","inputSchema":{"type":"object","properties":{}}}]})"));
  CHECK(first != digest(R"({"tools":[{"name":"a","inputSchema":{"type":"object","properties":{}}}]})"));
}

TEST_CASE_METHOD(Fixture, "OpenAPI operations") {
  const char *text = R"({"openapi":"3.1.0","paths":{"/pets/{id}":{
    "parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}],
    "get":{"operationId":"getPet","parameters":[{"$ref":"#/components/parameters/full"}],
      "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Pet"}}}}}},
    "put":{"requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Pet"}}}}}}},
    "components":{"parameters":{"full":{"name":"full","in":"query","schema":{"type":"boolean"}}},
      "schemas":{"Pet":{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}}}})";
  auto manifest = readOpenApi(types, text);
  REQUIRE(std::holds_alternative<std::vector<ManifestTool>>(manifest));
  auto &tools = std::get<std::vector<ManifestTool>>(manifest);
  REQUIRE(tools.size() == 2);
  CHECK(tools[0].name == "getPet");
  CHECK(ir::print(tools[0].args) == "{ id: string, full: bool? }");
  CHECK(ir::print(tools[0].result) == "{ name: string }");
  CHECK(tools[1].name == "put /pets/{id}");
  CHECK(ir::print(tools[1].args) == "{ id: string, body: { name: string } }");
  std::string changed = text;
  changed.replace(changed.find("\"name\":{\"type\":\"string\"}"), 24, "\"name\":{\"type\":\"integer\"}");
  auto other = std::get<std::vector<ManifestTool>>(readOpenApi(types, changed));
  CHECK(other[1].digest != tools[1].digest);
  CHECK(other[0].digest == tools[0].digest);
  CHECK(std::holds_alternative<ManifestError>(readOpenApi(types, "openapi: 3.0.0\n")));
}

TEST_CASE("every published manifest of the corpus is read") {
  auto folder = shared() / "corpus" / "mcp";
  if (!std::filesystem::exists(folder)) {
    WARN("no corpus beside the sources (ONUS_SHARED names another place); not tested");
    return;
  }
  ir::TypeTable types;
  size_t count = 0, records = 0;
  for (const auto &entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json" || entry.path().filename() == "index.json")
      continue;
    INFO(entry.path().filename().string());
    auto manifest = readMcp(types, fileText(entry.path()));
    REQUIRE(std::holds_alternative<std::vector<ManifestTool>>(manifest));
    for (const ManifestTool &tool : std::get<std::vector<ManifestTool>>(manifest)) {
      ++count;
      records += tool.args->kind == ir::TypeKind::Record;
    }
  }
  CHECK(count == 287);
  CHECK(records == 287);
}
