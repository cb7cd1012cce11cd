// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/sarif_place.h"

#include "diagnostics/render/cells.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::diagnostics::render::sarif {

using json::Array;
using json::Object;
using json::Value;

namespace {

/// The name that code scanning services know for the root of the repository.
constexpr const char *repositoryBase = "%SRCROOT%";
constexpr const char *libraryBase = "STANDARD_LIBRARY";
/// What paths of the standard library begin with.
constexpr llvm::StringLiteral libraryPrefix = "<std>/";

Value regionValue(source::Position start, source::Position end) {
  return Object{{"startLine", Value::integer(start.line)},
                {"startColumn", Value::integer(start.column)},
                {"endLine", Value::integer(end.line)},
                {"endColumn", Value::integer(end.column)}};
}

} // namespace

std::string percentEncoded(llvm::StringRef path) {
  std::string out;
  for (char c : path)
    if (llvm::isAlnum(c) || llvm::StringRef("-._~/").contains(c))
      out += c;
    else
      out += "%" + llvm::toHex(llvm::StringRef(&c, 1));
  return out;
}

Value text(llvm::StringRef content) { return Object{{"text", content.str()}}; }

std::string sentence(llvm::StringRef words) {
  std::string out = printable(words.rtrim());
  return out.empty() || llvm::StringRef(".!?").contains(out.back()) ? out : out + ".";
}

Places::Places(const Report &report) : report_(report) {
  for (const std::string &file : report.files)
    index_.emplace(file, index_.size());
}

Value Places::artifactLocation(llvm::StringRef path) const {
  llvm::StringRef inLibrary = path;
  if (inLibrary.consume_front(libraryPrefix))
    return Object{{"uri", percentEncoded(inLibrary)}, {"uriBaseId", libraryBase}};
  std::string inRepository = report_.inRepository(path);
  if (llvm::StringRef(inRepository).startswith("/")) // it lies outside
    return Object{{"uri", "file://" + percentEncoded(inRepository)}};
  Object location{{"uri", percentEncoded(inRepository)}, {"uriBaseId", repositoryBase}};
  if (auto listed = index_.find(path.str()); listed != index_.end())
    location.emplace_back("index", Value::integer(static_cast<int64_t>(listed->second)));
  return location;
}

Value Places::region(const source::SourceManager &sources, source::Range range) const {
  return regionValue(sources.start(range), sources.end(range));
}

Value Places::physicalLocation(const source::SourceManager &sources, source::Range range) const {
  return Object{{"artifactLocation", artifactLocation(sources.path(range.file))}, {"region", region(sources, range)}};
}

Value Places::physicalLocation(const Finding &finding) const {
  return Object{{"artifactLocation", artifactLocation(finding.path)},
                {"region", regionValue(finding.start(), finding.end())}};
}

Value Places::artifacts() const {
  Array list;
  for (const std::string &file : report_.files) {
    Value location = artifactLocation(file);
    list.push_back(Object{{"location", std::move(location)}, {"sourceLanguage", "onus"}, {"encoding", "UTF-8"}});
  }
  return list;
}

Value Places::bases() {
  return Object{{repositoryBase, Object{{"description", text("The root of the repository.")}}},
                {libraryBase, Object{{"description", text("Onus's standard library, which is part of the program.")}}}};
}

} // namespace onus::diagnostics::render::sarif
