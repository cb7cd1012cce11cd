// SPDX-License-Identifier: Apache-2.0
#include "lsp/document_syntax.h"

#include "syntax/parse/parse.h"

#include <tuple>

namespace onus::lsp {

DocumentSyntax::DocumentSyntax(llvm::StringRef text)
    : file_(sources_.add("document.onus", text.str())), tokens_(syntax::lex(sources_.text(file_))),
      tree_(syntax::parse(sources_, file_, arena_, reporter_, {}, &outline_)) {}

const diagnostics::Diagnostic *DocumentSyntax::firstError() const {
  const diagnostics::Diagnostic *first = nullptr;
  auto place = [](const diagnostics::Diagnostic &error) { return std::tuple(error.range.begin, error.range.end); };
  for (const auto &each : reporter_.all())
    if (each->severity == diagnostics::Severity::Error && (!first || place(*each) < place(*first)))
      first = each.get();
  return first;
}

} // namespace onus::lsp
