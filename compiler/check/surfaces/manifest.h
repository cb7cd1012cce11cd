// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/surfaces/schema.h"

#include <optional>
#include <variant>

/// Documents in which servers say which tools they have: the result of MCP's `tools/list`, and OpenAPI 3 in JSON.
namespace onus::check::surfaces {

/// What an MCP server says about a tool's consequences. A hint and no promise: it may tighten what people believe of a
/// tool, never loosen it.
struct Annotations {
  std::optional<bool> readOnly, destructive, idempotent, openWorld;
};

/// One argument as the document has it.
struct ManifestArgument {
  std::string name;
  bool required = false;
  json::Value schema;
  /// What the document says about it in words; may be empty.
  llvm::StringRef description() const { return schema.string("description"); }
};

/// One tool as its server describes it.
struct ManifestTool {
  std::string name;
  std::string description;
  const ir::Type *args = nullptr;   ///< a Record, or Json
  const ir::Type *result = nullptr; ///< Json where the document says nothing
  bool saysResult = false;          ///< the document has a schema of the result
  std::string digest;               ///< S13, `sha256:…`
  std::vector<SchemaNote> notes;    ///< of the arguments
  std::string hiddenInSchema;       ///< what the schema's prose holds that nobody sees; empty where there is nothing
  std::vector<ManifestArgument> arguments;
  json::Value resultSchema; ///< null where there is none
  json::Value identity;     ///< the whole of what `digest` is about but its name and description
  Annotations annotations;
};

/// Why a document cannot be taken: lower case, no full stop.
struct ManifestError {
  std::string message;
};

using Manifest = std::variant<std::vector<ManifestTool>, ManifestError>;

/// The result of `tools/list`, bare, in its JSON-RPC envelope, or only its list of tools. All of it: a page with a
/// `nextCursor` is refused.
Manifest readMcp(ir::TypeTable &types, llvm::StringRef text);
/// Every operation of an OpenAPI 3 document; its parameters and, as `body`, its request body are the arguments.
Manifest readOpenApi(ir::TypeTable &types, llvm::StringRef text);
/// Chooses by the word after `from`; nothing for a word that names no format.
std::optional<Manifest> readManifest(ir::TypeTable &types, llvm::StringRef format, llvm::StringRef text);
/// The word after `from` for a document: `openapi` where it looks like a description of an HTTP interface, else `mcp`.
llvm::StringRef guessFormat(llvm::StringRef text);

/// The JSON of a document, or why it cannot be read, with what to do where it is YAML.
std::variant<json::Value, ManifestError> readDocument(llvm::StringRef text, unsigned depth);

/// The digest of a tool (S13): SHA-256 over RFC 8785 canonical JSON of its name, description and schema. A description
/// that is not there is left out.
std::string toolDigest(llvm::StringRef name, const json::Value *description, const json::Value &inputSchema);

} // namespace onus::check::surfaces
