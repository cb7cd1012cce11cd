// SPDX-License-Identifier: Apache-2.0
#include "check/surfaces/manifest.h"

#include "base/digest.h"

namespace onus::check::surfaces {
namespace {

using llvm::StringRef;

/// A byte order mark, which some editors write and JSON does not have.
StringRef withoutMark(StringRef text) {
  text.consume_front("\xef\xbb\xbf");
  return text;
}

/// The first line that is neither blank nor a comment begins like YAML does.
bool looksLikeYaml(StringRef text) {
  while (!text.empty()) {
    auto [line, rest] = text.split('\n');
    StringRef trimmed = line.trim();
    text = rest;
    if (trimmed.empty() || trimmed.startswith("#"))
      continue;
    if (trimmed.startswith("---") || trimmed.startswith("%YAML") || trimmed.startswith("- "))
      return true;
    StringRef key = trimmed.take_until([](char c) { return c == ':'; });
    return key.size() < trimmed.size() && !key.empty() && key.find_first_of("{}[]\" ") == StringRef::npos;
  }
  return false;
}

} // namespace

std::variant<json::Value, ManifestError> readDocument(StringRef text, unsigned depth) {
  text = withoutMark(text);
  auto parsed = json::parse(text, {.depth = depth});
  if (auto *value = std::get_if<json::Value>(&parsed))
    return std::move(*value);
  if (looksLikeYaml(text))
    return ManifestError{"it is YAML, and Onus reads JSON; convert it, for instance with `yq -o json`"};
  const auto &error = std::get<json::Error>(parsed);
  size_t line = 1 + text.take_front(error.offset).count('\n');
  return ManifestError{"it is no JSON: " + error.message + ", in line " + std::to_string(line)};
}

StringRef guessFormat(StringRef text) {
  auto parsed = json::parse(withoutMark(text), {.depth = 256});
  auto *document = std::get_if<json::Value>(&parsed);
  if (document)
    return document->get("openapi") || document->get("swagger") || document->get("paths") ? "openapi" : "mcp";
  for (StringRef word : {"openapi:", "swagger:", "\"openapi\"", "\"swagger\""})
    if (text.take_front(4096).contains(word))
      return "openapi";
  return "mcp";
}

std::string toolDigest(StringRef name, const json::Value *description, const json::Value &inputSchema) {
  json::Object identity{{"name", json::Value(name.str())}};
  if (description)
    identity.emplace_back("description", *description);
  identity.emplace_back("inputSchema", inputSchema);
  return "sha256:" + sha256Hex(json::writeCanonical(json::Value(std::move(identity))));
}

std::optional<Manifest> readManifest(ir::TypeTable &types, StringRef format, StringRef text) {
  if (format == "mcp")
    return readMcp(types, text);
  if (format == "openapi")
    return readOpenApi(types, text);
  return std::nullopt;
}

} // namespace onus::check::surfaces
