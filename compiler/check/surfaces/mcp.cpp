// SPDX-License-Identifier: Apache-2.0
#include "check/surfaces/manifest.h"

#include "source/characters.h"

#include <algorithm>
#include <set>

namespace onus::check::surfaces {
namespace {

constexpr unsigned deepest = 64;

const ir::Type *readResult(ir::TypeTable &types, const json::Value *schema) {
  if (!schema || schema->isNull())
    return types.simple(ir::TypeKind::Json);
  SchemaReader reader(types, *schema);
  return reader.read(*schema, "result");
}

std::vector<ManifestArgument> readArguments(const json::Value *schema) {
  std::vector<ManifestArgument> arguments;
  const json::Value *properties = schema ? schema->get("properties") : nullptr;
  if (!properties || !properties->asObject())
    return arguments;
  const json::Value *required = schema->get("required");
  for (const json::Member &property : *properties->asObject()) {
    const std::string &name = property.first;
    bool due = required && required->asArray() &&
               std::any_of(required->asArray()->begin(), required->asArray()->end(),
                           [&](const json::Value &other) { return other.asString() && *other.asString() == name; });
    arguments.push_back({name, due, property.second});
  }
  return arguments;
}

Annotations readAnnotations(const json::Value *annotations) {
  auto hint = [&](llvm::StringRef name) -> std::optional<bool> {
    const json::Value *value = annotations ? annotations->get(name) : nullptr;
    return value && value->asBool() ? std::optional(*value->asBool()) : std::nullopt;
  };
  return {hint("readOnlyHint"), hint("destructiveHint"), hint("idempotentHint"), hint("openWorldHint")};
}

ManifestTool readTool(ir::TypeTable &types, const json::Value &entry) {
  ManifestTool tool;
  tool.name = entry.string("name").str();
  tool.description = entry.string("description").str();
  static const json::Value nothing;
  const json::Value *input = entry.get("inputSchema");
  SchemaReader reader(types, input ? *input : nothing);
  tool.args = reader.readArguments(input, "args");
  tool.notes = reader.takeNotes();
  if (input)
    tool.hiddenInSchema = source::disguiseInProse(json::write(*input));
  tool.arguments = readArguments(input);
  tool.annotations = readAnnotations(entry.get("annotations"));
  const json::Value *output = entry.get("outputSchema");
  tool.saysResult = output && !output->isNull();
  tool.result = readResult(types, output);
  tool.resultSchema = tool.saysResult ? *output : nothing;
  tool.identity = input ? *input : nothing;
  tool.digest = toolDigest(tool.name, entry.get("description"), tool.identity);
  return tool;
}

/// The object that has `tools`: the document, or what a JSON-RPC envelope carries.
const json::Value &unwrap(const json::Value &document) {
  const json::Value *result = document.get("result");
  return result && !document.get("tools") ? *result : document;
}

/// Why there are no tools in it, in the words of what it seems to be.
std::string refusal(const json::Value &document) {
  if (document.get("openapi") || document.get("swagger"))
    return "it describes an HTTP interface; write `from openapi`";
  if (const json::Value *error = document.get("error"))
    return "the server answered with an error: " + error->string("message", "it says no more").str();
  return "it is no result of `tools/list`: it has no list `tools`";
}

std::string nameless(const json::Value &entry, size_t number) {
  std::string which = "tool " + std::to_string(number);
  if (!entry.asObject())
    return which + " is no object";
  if (entry.get("function"))
    return which +
           " is a function declaration for a model, and no tool of an MCP server; ask the server for `tools/list`";
  return which + " has no name";
}

} // namespace

Manifest readMcp(ir::TypeTable &types, llvm::StringRef text) {
  auto document = readDocument(text, deepest);
  if (auto *error = std::get_if<ManifestError>(&document))
    return *error;
  const json::Value &list = unwrap(std::get<json::Value>(document));
  const json::Value *entries = list.asArray() ? &list : list.get("tools");
  if (!entries || !entries->asArray())
    return ManifestError{refusal(list)};
  if (!list.string("nextCursor").empty())
    return ManifestError{"it is one page of several: it has a `nextCursor`, so tools are missing"};
  std::vector<ManifestTool> tools;
  std::set<std::string> seen;
  for (const json::Value &entry : *entries->asArray()) {
    if (entry.string("name").empty())
      return ManifestError{nameless(entry, tools.size() + 1)};
    tools.push_back(readTool(types, entry));
    if (!seen.insert(tools.back().name).second)
      return ManifestError{"it has two tools `" + tools.back().name + "`"};
  }
  return tools;
}

} // namespace onus::check::surfaces
