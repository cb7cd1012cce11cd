// SPDX-License-Identifier: Apache-2.0
#include "lsp/actions/text_edits.h"

#include "diagnostics/render/fixes.h"
#include "format/format.h"
#include "lsp/whole_project.h"

namespace onus::lsp {

json::Value laidOutEdit(const ActionRequest &request, llvm::ArrayRef<diagnostics::Edit> edits, bool placeholders) {
  const Document &document = *request.document;
  WorkspaceEdit made(request.session);
  auto after = diagnostics::render::apply(document.text, edits.vec());
  bool wasLaidOut = !placeholders && after && format::format(document.text) == document.text;
  if (auto formatted = wasLaidOut ? format::format(*after) : std::nullopt)
    made.rewrite(document.path, *formatted);
  else
    for (const diagnostics::Edit &each : edits)
      made.replace(document, each.range.begin, each.range.end, each.text, placeholders);
  return made.json();
}

json::Value checkedEdit(const ActionRequest &request, llvm::ArrayRef<diagnostics::Edit> edits, llvm::StringRef what) {
  auto after = diagnostics::render::apply(request.document->text, edits.vec());
  if (!after)
    throw RequestError(ErrorCode::ContentModified, "the text is another one by now");
  WholeProject project(request.session, *request.document);
  size_t before = project.compile(driver::Stage::Check)->reporter.errorCount();
  source::Overlay overlay{request.document->path, std::move(*after)};
  if (project.compile(driver::Stage::Check, overlay)->reporter.errorCount() > before)
    throw RequestError(ErrorCode::RequestFailed, "with " + what.str() + " in its place it would not compile");
  return laidOutEdit(request, edits);
}

uint32_t placeBefore(const Document &document, const syntax::Decl &decl) {
  uint32_t line = document.lines.position(decl.range.begin).line;
  while (line > 0 && document.lines.line(line - 1).ltrim().startswith("//"))
    --line;
  return document.lines.offset({line, 0});
}

std::string freeName(const View &view, const syntax::File &file, llvm::StringRef word) {
  auto isKnown = [&](const std::string &candidate) {
    syntax::Name name;
    name.text = candidate;
    return view.names().tryFind(file, name, ~resolve::Kinds{0}) != nullptr;
  };
  std::string name = word.str();
  for (int number = 2; isKnown(name); ++number)
    name = word.str() + "_" + std::to_string(number);
  return name;
}

} // namespace onus::lsp
