// SPDX-License-Identifier: Apache-2.0
#include "lsp/feature.h"
#include "lsp/layout_edits.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

/// The layout of `onus fmt`: of a document, of the declarations that a selection touches, and of what was just typed.
namespace onus::lsp {

namespace {

using syntax::RuleKind;

/// Lines [first, last].
struct LineRange {
  uint32_t first = 0, last = 0;
  bool touches(const LineRange &other) const { return first <= other.last && other.first <= last; }
  bool holds(const LineRange &other) const { return first <= other.first && other.last <= last; }
};

json::Value edits(const Document &document, llvm::ArrayRef<TextChange> changes) {
  json::Array result;
  for (const TextChange &each : changes)
    result.push_back(textEdit(document.lines.span(each.begin, each.end), each.text));
  return result;
}

/// Where a text cannot be laid out, the person who asked for it is told why.
json::Value formatAll(Session &session, const json::Value &params) {
  auto document = documentOf(session, params);
  if (const diagnostics::Diagnostic *error = document->syntax().firstError()) {
    Position place = document->lines.position(error->range.begin);
    throw RequestError(ErrorCode::RequestFailed, fmt::format("a text that cannot be read is not laid out: line {}: {}",
                                                             place.line + 1, error->message));
  }
  return edits(*document, layoutChanges(*document));
}

LineRange linesOf(const Document &document, const TextChange &change) {
  return {document.lines.position(change.begin).line, document.lines.position(change.end).line};
}

/// The lines of the declarations, the `use`s and the package clause that some lines touch, with what stands above each.
std::vector<LineRange> touchedParts(const Document &document, const LineRange &lines) {
  const syntax::Outline &outline = document.syntax().outline();
  std::vector<LineRange> parts;
  uint32_t above = 0;
  for (size_t at = 0; at < outline.nodes.size(); at = outline.nodes[at].after) {
    const syntax::OutlineNode &node = outline.nodes[at];
    LineRange part{above, document.lines.position(outline.tokens.words[node.end - 1].end).line};
    if (part.touches(lines))
      parts.push_back(part);
    above = part.last + 1;
  }
  return parts;
}

json::Value formatLines(const Document &document, const std::vector<LineRange> &wanted) {
  if (document.syntax().isBroken())
    return {};
  std::vector<LineRange> parts;
  for (const LineRange &lines : wanted)
    llvm::append_range(parts, touchedParts(document, lines));
  std::vector<TextChange> changes = layoutChanges(document);
  llvm::erase_if(changes, [&](const TextChange &change) {
    LineRange lines = linesOf(document, change);
    return llvm::none_of(parts, [&](const LineRange &part) { return part.touches(lines); });
  });
  return edits(document, changes);
}

/// The lines of a range; one that ends before the first character of a line does not touch that line.
LineRange linesOf(const json::Value &range) {
  Span span = readSpan(range);
  bool shorter = span.end.character == 0 && span.end.line > span.start.line;
  return {span.start.line, span.end.line - shorter};
}

json::Value formatRange(Session &session, const json::Value &params) {
  return formatLines(*documentOf(session, params), {linesOf(required(params, "range"))});
}

json::Value formatRanges(Session &session, const json::Value &params) {
  const json::Array *ranges = required(params, "ranges").asArray();
  if (!ranges)
    throw RequestError(ErrorCode::InvalidParams, "`ranges` is no list");
  std::vector<LineRange> lines;
  for (const json::Value &each : *ranges)
    lines.push_back(linesOf(each));
  return formatLines(*documentOf(session, params), lines);
}

/// A brace that was closed lays out its declaration. The end of a line lays out what stands above it in its
/// declaration, and leaves the new line to the editor.
json::Value formatOnType(Session &session, const json::Value &params) {
  auto document = documentOf(session, params);
  if (document->syntax().isBroken())
    return {};
  uint32_t line = readPosition(required(params, "position")).line;
  bool newLine = params.string("ch") == "\n";
  std::vector<LineRange> parts = touchedParts(*document, {line, line});
  if (newLine && parts.empty() && line > 0)
    parts = touchedParts(*document, {line - 1, line - 1});
  if (newLine)
    for (LineRange &part : parts)
      part.last = std::min(part.last, line - 1);
  std::vector<TextChange> changes = layoutChanges(*document);
  llvm::erase_if(changes, [&](const TextChange &change) {
    LineRange lines = linesOf(*document, change);
    return llvm::none_of(parts, [&](const LineRange &part) { return part.holds(lines); });
  });
  return edits(*document, changes);
}

void offer(json::Object &capabilities, const Client &client) {
  capabilities.emplace_back("documentFormattingProvider", true);
  json::Value ranges = true;
  if (client.supports({"textDocument", "rangeFormatting", "rangesSupport"}))
    ranges = json::Object{{"rangesSupport", true}};
  capabilities.emplace_back("documentRangeFormattingProvider", ranges);
  capabilities.emplace_back("documentOnTypeFormattingProvider",
                            json::Object{{"firstTriggerCharacter", "}"}, {"moreTriggerCharacter", json::Array{"\n"}}});
}

} // namespace

const Feature formatting = {
    .offer = offer,
    .methods = {{"textDocument/formatting", formatAll},
                {"textDocument/rangeFormatting", formatRange},
                {"textDocument/rangesFormatting", formatRanges},
                {"textDocument/onTypeFormatting", formatOnType}},
};

} // namespace onus::lsp
