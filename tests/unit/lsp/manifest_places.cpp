// SPDX-License-Identifier: Apache-2.0
#include "lsp/manifest_places.h"

#include "support/catch.h"

using namespace onus::lsp;

namespace {

constexpr const char *mcp = R"({"jsonrpc": "2.0", "result": {"tools": [
  {"name": "ping"},
  {"name": "send \"it\"", "inputSchema": {"type": "object", "$defs": {"part": {"properties": {"size": {"const": "s"}}}},
    "properties": {"kind": {"enum": ["mail", "fax"]},
                   "parts": {"type": "array", "items": {"$ref": "#/$defs/part"}}},
    "anyOf": [{"properties": {"other": {"type": "string"}}}]},
   "outputSchema": {"type": "array", "items": {"properties": {"id": {}}}}}
]}})";

constexpr const char *openapi = R"({"openapi": "3.1.0", "paths": {"/pets/{id}": {
  "parameters": [{"name": "id", "in": "path", "schema": {}}, {"$ref": "#/components/parameters/page"}],
  "get": {"responses": {"200": {"content": {"application/json": {"schema": {"properties": {"name": {}}}}}}}},
  "post": {"operationId": "addPet", "requestBody": {"content": {"a/b": {"schema": {"$ref": "#/components/schemas/~1Pet"}}}}}}},
  "components": {"parameters": {"page": {"name": "page", "in": "query", "schema": {"enum": ["one"]}}},
                 "schemas": {"/Pet": {"properties": {"colour": {"type": "string"}}}}}})";

struct Asked {
  const char *tool, *path, *word;
};

/// The name that stands there and the first letters of what it names.
std::string place(const char *text, const char *format, Asked asked) {
  auto found = manifestPlace(text, format, asked.tool, asked.path, asked.word);
  if (!found)
    return "nowhere";
  llvm::StringRef all = text;
  return all.slice(found->nameBegin, found->nameEnd).str() + " " +
         all.slice(found->begin, found->end).substr(0, 12).str();
}

} // namespace

TEST_CASE("tools and arguments in the result of tools/list") {
  auto at = [](Asked asked) { return place(mcp, "mcp", asked); };
  CHECK(at({"ping", "", ""}) == R"(ping {"name": "pi)");
  CHECK(at({"send \"it\"", "", ""}) == R"(send \"it\" {"name": "se)");
  CHECK(at({"send \"it\"", "args", ""}) == R"(inputSchema {"type": "ob)");
  CHECK(at({"send \"it\"", "args.kind", ""}) == R"(kind {"enum": ["m)");
  CHECK(at({"send \"it\"", "args.kind", "fax"}) == R"("fax" "fax")");
  CHECK(at({"send \"it\"", "args.parts", ""}) == R"(parts {"type": "ar)");
  CHECK(at({"send \"it\"", "args.parts[].size", ""}) == R"(size {"const": "s)");
  CHECK(at({"send \"it\"", "args.parts[].size", "s"}) == R"("s" "s")");
  CHECK(at({"send \"it\"", "args.other", ""}) == R"(other {"type": "st)");
  CHECK(at({"send \"it\"", "result[].id", ""}) == "id {}");
  CHECK(at({"send \"it\"", "args.none", ""}) == "nowhere");
  CHECK(at({"none", "", ""}) == "nowhere");
}

TEST_CASE("operations, parameters and bodies of an OpenAPI document") {
  auto at = [](Asked asked) { return place(openapi, "openapi", asked); };
  CHECK(at({"addPet", "", ""}) == R"(addPet {"operationI)");
  CHECK(at({"get /pets/{id}", "", ""}) == R"(get {"responses")");
  CHECK(at({"get /pets/{id}", "args.id", ""}) == R"(id {"name": "id)");
  CHECK(at({"addPet", "args.page", ""}) == R"(page {"name": "pa)");
  CHECK(at({"addPet", "args.query_page", "one"}) == R"("one" "one")");
  CHECK(at({"addPet", "args.body", ""}) == R"(requestBody {"content": )");
  CHECK(at({"addPet", "args.body.colour", ""}) == R"(colour {"type": "st)");
  CHECK(at({"get /pets/{id}", "result.name", ""}) == "name {}");
}

TEST_CASE("a document that is not what it was has no places") {
  for (const char *text : {"", "{", "[]", "{\"tools\": 1}", "{\"tools\": [1, {\"name\": 2}]}", "null"})
    CHECK(place(text, "mcp", {"ping", "", ""}) == "nowhere");
  CHECK(place("{\"openapi\": \"3.0.0\", \"paths\": {\"/a\": {\"$ref\": \"#/paths/~1a\"}}}", "openapi",
              {"get /a", "", ""}) == "nowhere");
}
