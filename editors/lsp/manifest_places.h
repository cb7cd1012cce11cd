// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/json_places.h"

namespace onus::lsp {

/// Bytes [begin, end) of a manifest: the whole of what describes something, and its name in there.
struct ManifestPlace {
  uint32_t begin = 0, end = 0;
  uint32_t nameBegin = 0, nameEnd = 0;
};

/// Where a manifest describes a tool, or with a path (`args.filter.kind`, `result.items[].id`) an argument of it or a
/// part of its result, and with a word one of the texts that are listed there. `format` is the word after `from`.
/// Nothing where the document, which may have changed since it was compiled, does not have it.
std::optional<ManifestPlace> manifestPlace(llvm::StringRef text, llvm::StringRef format, llvm::StringRef tool,
                                           llvm::StringRef path = {}, llvm::StringRef word = {});

} // namespace onus::lsp
