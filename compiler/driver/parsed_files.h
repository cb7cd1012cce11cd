// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/arena.h"
#include "diagnostics/diagnostic.h"
#include "syntax/parse/parse.h"

#include "llvm/ADT/DenseMap.h"

#include <memory>
#include <mutex>

namespace onus::driver {

/// A text and the tree that was made of it. It never changes, so that several compilations may share it.
struct ParsedFile {
  std::shared_ptr<const void> text; ///< what the tree points into
  Arena arena;
  const syntax::File *file = nullptr;
  diagnostics::Reporter messages; ///< of the parser
};

/// Parses a text of a source manager.
std::shared_ptr<const ParsedFile> parseFile(const source::SourceManager &sources, source::FileId file,
                                            const syntax::Limits &limits);

/// The trees of the texts that were parsed last, by the ids of their files, for whoever compiles the same files again
/// and again. Several threads may ask at once.
class ParsedFiles {
public:
  /// The tree of a text; null where it is another text than the one that was kept.
  std::shared_ptr<const ParsedFile> find(const source::SourceManager &sources, source::FileId file) const;
  void keep(source::FileId file, std::shared_ptr<const ParsedFile> parsed);
  void clear();

private:
  mutable std::mutex mutex_;
  llvm::DenseMap<uint32_t, std::shared_ptr<const ParsedFile>> byFile_;
};

} // namespace onus::driver
