// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/diagnostic.h"
#include "diagnostics/render/snippet.h"

#include <optional>
#include <string>

namespace onus::diagnostics::render {

/// A fix as a small diff: the lines that go and the lines that come. Empty where its edits do not fit the texts.
std::string diff(const Fix &fix, const source::SourceManager &sources, const SnippetStyle &style);

/// A text with the edits of one file made in it; nothing where two of them overlap or one lies outside.
std::optional<std::string> apply(llvm::StringRef text, std::vector<Edit> edits);

} // namespace onus::diagnostics::render
