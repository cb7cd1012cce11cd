// SPDX-License-Identifier: Apache-2.0
#include "check/surfaces/manifest.h"

#include "source/characters.h"

#include <set>

namespace onus::check::surfaces {
namespace {

const ir::Type *readResult(ir::TypeTable &types, const json::Value *schema) {
  if (!schema || schema->isNull())
    return types.simple(ir::TypeKind::Json);
  SchemaReader reader(types, *schema);
  return reader.read(*schema, "result");
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
  const json::Value *output = entry.get("outputSchema");
  tool.saysResult = output && !output->isNull();
  tool.result = readResult(types, output);
  tool.digest = toolDigest(tool.name, entry.get("description"), input ? *input : nothing);
  return tool;
}

/// The object that has `tools`: the document, or what a JSON-RPC envelope carries.
const json::Value &unwrap(const json::Value &document) {
  const json::Value *result = document.get("result");
  return result && !document.get("tools") ? *result : document;
}

} // namespace

Manifest readMcp(ir::TypeTable &types, llvm::StringRef text) {
  auto parsed = json::parse(text);
  if (auto *error = std::get_if<json::Error>(&parsed))
    return ManifestError{"it is no JSON: " + error->message};
  const json::Value &list = unwrap(std::get<json::Value>(parsed));
  const json::Value *entries = list.get("tools");
  if (!entries || !entries->asArray())
    return ManifestError{"it is no result of `tools/list`: it has no list `tools`"};
  if (!list.string("nextCursor").empty())
    return ManifestError{"it is one page of several: it has a `nextCursor`, so tools are missing"};
  std::vector<ManifestTool> tools;
  std::set<std::string> seen;
  for (const json::Value &entry : *entries->asArray()) {
    tools.push_back(readTool(types, entry));
    if (tools.back().name.empty())
      return ManifestError{"tool " + std::to_string(tools.size()) + " has no name"};
    if (!seen.insert(tools.back().name).second)
      return ManifestError{"it has two tools `" + tools.back().name + "`"};
  }
  return tools;
}

} // namespace onus::check::surfaces
