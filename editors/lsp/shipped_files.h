// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/diagnostic.h"

#include "llvm/ADT/StringMap.h"

#include <optional>
#include <string>

namespace onus::lsp {

/// Texts that are part of the program: the standard library, the language reference, the pages about diagnostics and
/// rules. For editors to show
/// them they are written, read-only, into the user's cache folder. The paths are empty where there is no such place.
class ShippedFiles {
public:
  /// The path on disk of a file that sources know as `<std>/effects.onus`.
  const std::string &library(llvm::StringRef name) const;
  /// `<std>/effects.onus` of a path on disk; nothing where it is none of those files.
  std::optional<std::string> libraryName(llvm::StringRef path) const;
  /// The page about a diagnostic or a lint rule.
  const std::string &page(const diagnostics::KindInfo &kind) const;
  /// A page of the reference by its name without ending: `guardrails`.
  const std::string &reference(llvm::StringRef page) const;

private:
  mutable llvm::StringMap<std::string> written_; ///< by name, code or file
};

} // namespace onus::lsp
