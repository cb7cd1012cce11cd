// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/json.h"

#include "base/digest.h"
#include "diagnostics/render/text.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/ErrorHandling.h"

#include <map>

namespace onus::diagnostics::render {

using json::Array;
using json::Object;
using json::Value;

namespace {

/// The words of a line, one blank between them.
std::string normalised(llvm::StringRef line) {
  llvm::SmallVector<llvm::StringRef, 16> words;
  line.trim().split(words, ' ', -1, /*KeepEmpty=*/false);
  std::string result;
  for (llvm::StringRef word : words)
    result += (result.empty() ? "" : " ") + word.trim().str();
  return result;
}

Value position(source::Position place) {
  return Object{{"line", Value::integer(place.line)}, {"column", Value::integer(place.column)}};
}

void addPlace(Object &object, source::Range range, const source::SourceManager &sources) {
  bool valid = range.valid();
  object.emplace_back("file", valid ? Value(sources.path(range.file).str()) : Value());
  object.emplace_back("start", valid ? position(sources.start(range)) : Value());
  object.emplace_back("end", valid ? position(sources.end(range)) : Value());
}

llvm::StringRef word(Applicability applicability) {
  switch (applicability) {
  case Applicability::MachineApplicable:
    return "machine-applicable";
  case Applicability::MaybeIncorrect:
    return "maybe-incorrect";
  case Applicability::HasPlaceholders:
    return "has-placeholders";
  }
  llvm_unreachable("an applicability outside the list");
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

Value diagnosticValue(const Diagnostic &diagnostic, const source::SourceManager &sources, std::string print) {
  const KindInfo &kind = info(diagnostic);
  Object object{{"code", std::string(kind.code)},
                {"name", std::string(kind.name)},
                {"severity", render::word(diagnostic.severity).str()},
                {"message", diagnostic.message}};
  addPlace(object, diagnostic.range, sources);
  object.emplace_back("label", diagnostic.label.empty() ? Value() : Value(diagnostic.label));
  Array related;
  for (const Related &item : diagnostic.related) {
    Object place{{"message", item.message}};
    addPlace(place, item.range, sources);
    related.push_back(std::move(place));
  }
  object.emplace_back("related", std::move(related));
  Array notes;
  for (const std::string &note : diagnostic.notes)
    notes.push_back(note);
  object.emplace_back("notes", std::move(notes));
  object.emplace_back("help", diagnostic.help.empty() ? Value() : Value(diagnostic.help));
  Array fixes;
  for (const Fix &fix : diagnostic.fixes)
    fixes.push_back(fixValue(fix, sources));
  object.emplace_back("fixes", std::move(fixes));
  object.emplace_back("fingerprint", std::move(print));
  return object;
}

} // namespace

std::string fingerprint(const Diagnostic &diagnostic, const source::SourceManager &sources, size_t nth) {
  std::string what(info(diagnostic).code);
  auto add = [&](llvm::StringRef part) {
    what += '\0';
    what += part;
  };
  bool valid = diagnostic.range.valid();
  add(valid ? sources.path(diagnostic.range.file) : "");
  add(diagnostic.message);
  add(valid ? normalised(sources.line(diagnostic.range.file, sources.start(diagnostic.range).line)) : "");
  if (nth > 0)
    add(std::to_string(nth));
  return sha256Hex(what).substr(0, 32);
}

Value document(const Reporter &reporter, const source::SourceManager &sources) {
  std::map<std::string, size_t> seen;
  Array list;
  for (const auto &diagnostic : reporter.all()) {
    std::string print = fingerprint(*diagnostic, sources, 0);
    if (size_t nth = seen[print]++)
      print = fingerprint(*diagnostic, sources, nth);
    list.push_back(diagnosticValue(*diagnostic, sources, std::move(print)));
  }
  return Object{{"version", Value::integer(1)}, {"diagnostics", std::move(list)}};
}

} // namespace onus::diagnostics::render
