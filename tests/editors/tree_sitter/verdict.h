// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <memory>
#include <optional>
#include <string>
#include <tree_sitter/api.h>

/// What the grammar for editors and the compiler say about one text.
namespace onus::tests {

/// The language of editors/tree-sitter.
const TSLanguage *editorLanguage();

using SyntaxTree = std::unique_ptr<TSTree, void (*)(TSTree *)>;

/// Reads with the grammar for editors.
class EditorParser {
public:
  EditorParser();
  SyntaxTree parse(llvm::StringRef text);
  /// The byte at which the first ERROR or MISSING of the text stands; nothing where there is none.
  std::optional<uint32_t> firstError(llvm::StringRef text);
  /// The tree as `tree-sitter parse` would write it, on one line.
  std::string tree(llvm::StringRef text);

private:
  std::unique_ptr<TSParser, void (*)(TSParser *)> parser_;
};

enum class Answer {
  Accepted,
  Refused,
  Either, ///< for a reason that the grammar knows nothing of, and that may or may not disturb it
};

struct Verdict {
  Answer answer = Answer::Accepted;
  std::string because; ///< the first error that counts: `E0101 at 12: expected …`
};

/// What the compiler says about the syntax of a text.
Verdict compilerVerdict(llvm::StringRef text);

/// Nothing where the two agree, else what each says.
std::optional<std::string> disagreement(EditorParser &editor, llvm::StringRef text);

} // namespace onus::tests
