// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/json.h"

#include "diagnostics/render/formats.h"
#include "diagnostics/render/text.h"

/// Onus's own JSON (docs/schemas/diagnostics.schema.json): lines and columns from 1, columns in Unicode scalar values.
/// A message about no text has null for `file`, `start` and `end`.
namespace onus::diagnostics::render {

using json::Array;
using json::Object;
using json::Value;

namespace {

Value position(source::Position place) {
  return Object{{"line", Value::integer(place.line)}, {"column", Value::integer(place.column)}};
}

void addPlace(Object &object, source::Range range, const source::SourceManager &sources) {
  bool valid = range.valid();
  object.emplace_back("file", valid ? Value(sources.path(range.file).str()) : Value());
  object.emplace_back("start", valid ? position(sources.start(range)) : Value());
  object.emplace_back("end", valid ? position(sources.end(range)) : Value());
}

Value fixValue(const Fix &fix, const source::SourceManager &sources) {
  Array edits;
  for (const Edit &edit : fix.edits) {
    Object object;
    addPlace(object, edit.range, sources);
    object.emplace_back("text", edit.text);
    edits.push_back(std::move(object));
  }
  return Object{{"title", fix.title}, {"applicability", word(fix.applicability).str()}, {"edits", std::move(edits)}};
}

Value places(llvm::ArrayRef<Related> list, const source::SourceManager &sources) {
  Array places;
  for (const Related &item : list) {
    Object place{{"message", item.message}};
    addPlace(place, item.range, sources);
    places.push_back(std::move(place));
  }
  return places;
}

Value controls(const Diagnostic &diagnostic) {
  Array list;
  for (const Taxon &each : diagnostic.controls)
    list.push_back(
        Object{{"framework", each.framework}, {"version", each.version}, {"id", each.id}, {"title", each.title}});
  return list;
}

Value suppression(const Suppression &why, const source::SourceManager &sources) {
  Object object{{"where", why.where == Suppression::Where::Source ? "source" : "baseline"}, {"reason", why.reason}};
  addPlace(object, why.range, sources);
  return object;
}

Value orNull(const std::string &text) { return text.empty() ? Value() : Value(text); }

Value findingValue(const Finding &finding) {
  const Diagnostic &diagnostic = *finding.diagnostic;
  const source::SourceManager &sources = *finding.sources;
  Object object{{"code", finding.rule->code},
                {"name", finding.rule->name},
                {"severity", word(diagnostic.severity).str()},
                {"message", diagnostic.message}};
  addPlace(object, diagnostic.range, sources);
  object.emplace_back("label", orNull(diagnostic.label));
  object.emplace_back("related", places(diagnostic.related, sources));
  Array notes(diagnostic.notes.begin(), diagnostic.notes.end());
  object.emplace_back("notes", std::move(notes));
  object.emplace_back("help", orNull(diagnostic.help));
  Array fixes;
  for (const Fix &fix : diagnostic.fixes)
    fixes.push_back(fixValue(fix, sources));
  object.emplace_back("fixes", std::move(fixes));
  object.emplace_back("flow", places(diagnostic.flow, sources));
  object.emplace_back("controls", controls(diagnostic));
  if (diagnostic.suppression)
    object.emplace_back("suppression", suppression(*diagnostic.suppression, sources));
  object.emplace_back("fingerprint", finding.fingerprint);
  return object;
}

Value notificationValues(const Report &report) {
  Array values;
  for (const Notification &each : report.notifications)
    values.push_back(Object{{"severity", word(each.severity).str()},
                            {"path", orNull(each.path)},
                            {"message", each.message},
                            {"help", orNull(each.help)}});
  return values;
}

} // namespace

Array findingValues(llvm::ArrayRef<Finding> findings) {
  Array values;
  for (const Finding &each : findings)
    values.push_back(findingValue(each));
  return values;
}

std::string renderJson(const Report &report, const Look &) {
  return json::writePretty(Object{{"version", Value::integer(1)},
                                  {"diagnostics", findingValues(report.findings)},
                                  {"suppressed", findingValues(report.suppressed)},
                                  {"notifications", notificationValues(report)}});
}

std::string renderJsonLines(const Report &report, const Look &) {
  std::string out;
  for (const Finding &each : report.findings)
    out += json::write(findingValue(each)) + "\n";
  return out;
}

} // namespace onus::diagnostics::render
