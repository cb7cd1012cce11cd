// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/surfaces/manifest.h"

/// A surface in Onus for a document of tools: complete but for the signatures. It compiles once somebody owns it and
/// signed for it.
namespace onus::scaffold {

/// What stands in place of a clause that a person fills in, in a comment.
inline constexpr const char *ownerComment = "// Fill in who looks after these tools:";
inline constexpr const char *signatureComment = "// Sign when every line is right:";

struct SurfaceWords {
  std::string package; ///< `tools.mail`
  std::string surface; ///< an identifier
  std::string owner;   ///< a party; empty where a person fills it in
  std::string format;  ///< `mcp` or `openapi`
  std::string path;    ///< of the document, as the surface names it
};

/// The text of a file. Needs at least one tool.
std::string render(const SurfaceWords &words, const std::vector<check::surfaces::ManifestTool> &tools);

/// The lines of one tool: what its server says about it, why each effect is suggested, and its classification.
std::string renderTool(const check::surfaces::ManifestTool &tool);

/// A tool's name as it is written in a surface: in quotes where it is no name of Onus.
std::string writtenName(llvm::StringRef name);

/// On one line, without what hides or reorders text; cut after `most` bytes.
std::string oneLine(llvm::StringRef text, size_t most);

} // namespace onus::scaffold
