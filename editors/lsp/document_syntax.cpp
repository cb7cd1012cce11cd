// SPDX-License-Identifier: Apache-2.0
#include "lsp/document_syntax.h"

#include "syntax/parse/declarations.h"
#include "syntax/parse/parse.h"

#include <tuple>

namespace onus::lsp {

using syntax::TokenKind;

DocumentSyntax::Reading::Reading(llvm::StringRef text) {
  source::FileId file = sources.add("document.onus", text.str());
  tree = syntax::parse(sources, file, arena, reporter, {}, &outline);
}

const DocumentSyntax::Reading &DocumentSyntax::whole() const {
  std::call_once(wholeRead_, [this] { whole_ = std::make_unique<const Reading>(text_); });
  return *whole_;
}

const syntax::File &DocumentSyntax::head() const {
  std::call_once(headRead_, [this] {
    syntax::Layout layout{text_, tokens_.words};
    size_t at = 0;
    auto inHead = [&] {
      TokenKind kind = tokens_.words[at].kind;
      return kind == TokenKind::Package || kind == TokenKind::Use || !layout.inFirstColumn(at) ||
             !layout.declarationAt(at);
    };
    while (tokens_.words[at].kind != TokenKind::End && inHead())
      ++at;
    head_ = std::make_unique<const Reading>(text_.take_front(tokens_.words[at].begin));
  });
  return *head_->tree;
}

const diagnostics::Diagnostic *DocumentSyntax::firstError() const {
  const diagnostics::Diagnostic *first = nullptr;
  auto place = [](const diagnostics::Diagnostic &error) { return std::tuple(error.range.begin, error.range.end); };
  for (const auto &each : whole().reporter.all())
    if (each->severity == diagnostics::Severity::Error && (!first || place(*each) < place(*first)))
      first = each.get();
  return first;
}

} // namespace onus::lsp
