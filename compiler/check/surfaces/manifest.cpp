// SPDX-License-Identifier: Apache-2.0
#include "check/surfaces/manifest.h"

#include "base/digest.h"

namespace onus::check::surfaces {

std::string toolDigest(llvm::StringRef name, const json::Value *description, const json::Value &inputSchema) {
  json::Object identity{{"name", json::Value(name.str())}};
  if (description)
    identity.emplace_back("description", *description);
  identity.emplace_back("inputSchema", inputSchema);
  return "sha256:" + sha256Hex(json::writeCanonical(json::Value(std::move(identity))));
}

std::optional<Manifest> readManifest(ir::TypeTable &types, llvm::StringRef format, llvm::StringRef text) {
  if (format == "mcp")
    return readMcp(types, text);
  if (format == "openapi")
    return readOpenApi(types, text);
  return std::nullopt;
}

} // namespace onus::check::surfaces
