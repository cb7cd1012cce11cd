// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "diagnostics/render/cells.h"
#include "diagnostics/render/fixes.h"
#include "diagnostics/render/formats.h"
#include "diagnostics/render/text.h"

#include <algorithm>

/// The Reviewdog Diagnostic Format: lines and columns from 1, columns in bytes of UTF-8, the end is exclusive.
namespace onus::diagnostics::render {

using json::Array;
using json::Object;
using json::Value;

namespace {

llvm::StringRef degree(Severity severity) { return wordOf(severity, "INFO", "WARNING", "ERROR"); }

Value position(const source::SourceManager &sources, source::FileId file, uint32_t offset) {
  uint32_t line = sources.position(file, offset).line;
  return Object{{"line", Value::integer(line)}, {"column", Value::integer(offset - sources.lineBegin(file, line) + 1)}};
}

Value rangeValue(const source::SourceManager &sources, source::Range range) {
  return Object{{"start", position(sources, range.file, range.begin)},
                {"end", position(sources, range.file, range.end)}};
}

Value location(const source::SourceManager &sources, source::Range range) {
  return Object{{"path", sources.path(range.file).str()}, {"range", rangeValue(sources, range)}};
}

/// A fix as one edit, which is what a suggestion is; nothing where it touches another file than the finding, or needs
/// a person to fill something in.
std::optional<Edit> asOneEdit(const Finding &finding, const Fix &fix) {
  if (fix.applicability == Applicability::HasPlaceholders || fix.edits.empty() || !finding.placed())
    return std::nullopt;
  source::Range whole = fix.edits.front().range;
  for (const Edit &edit : fix.edits) {
    if (edit.range.file != finding.diagnostic->range.file)
      return std::nullopt;
    whole.begin = std::min(whole.begin, edit.range.begin);
    whole.end = std::max(whole.end, edit.range.end);
  }
  std::vector<Edit> edits = fix.edits;
  for (Edit &edit : edits) {
    edit.range.begin -= whole.begin;
    edit.range.end -= whole.begin;
  }
  auto text = apply(finding.sources->text(whole), std::move(edits));
  return text ? std::optional(Edit{whole, std::move(*text)}) : std::nullopt;
}

Value suggestions(const Finding &finding) {
  Array list;
  for (const Fix &fix : finding.diagnostic->fixes)
    if (auto edit = asOneEdit(finding, fix))
      list.push_back(Object{{"range", rangeValue(*finding.sources, edit->range)}, {"text", edit->text}});
  return list;
}

Value relatedLocations(const Finding &finding) {
  Array list;
  for (const Related &each : finding.diagnostic->related)
    list.push_back(Object{{"message", each.message}, {"location", location(*finding.sources, each.range)}});
  return list;
}

Value findingValue(const Finding &finding) {
  const Diagnostic &diagnostic = *finding.diagnostic;
  std::string message = printable(diagnostic.message) + "\n" + remarks(diagnostic);
  return Object{{"message", llvm::StringRef(message).rtrim().str()},
                {"location", finding.placed() ? location(*finding.sources, diagnostic.range)
                                              : Value(Object{{"path", finding.path}})},
                {"severity", degree(diagnostic.severity).str()},
                {"code", Object{{"value", title(*finding.rule)}}},
                {"suggestions", suggestions(finding)},
                {"related_locations", relatedLocations(finding)}};
}

Array diagnostics(const Report &report) {
  Array list;
  for (const Notification &each : report.notifications)
    list.push_back(Object{{"message", each.message},
                          {"location", Object{{"path", each.path}}},
                          {"severity", degree(each.severity).str()},
                          {"code", Object{{"value", "onus"}}}});
  for (const Finding &each : report.findings)
    list.push_back(findingValue(each));
  return list;
}

} // namespace

std::string renderReviewDog(const Report &report, const Look &) {
  return json::writePretty(Object{{"source", Object{{"name", "onus"}}}, {"diagnostics", diagnostics(report)}});
}

std::string renderReviewDogLines(const Report &report, const Look &) {
  std::string out;
  for (const Value &each : diagnostics(report))
    out += json::write(each) + "\n";
  return out;
}

} // namespace onus::diagnostics::render
