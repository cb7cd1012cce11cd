// SPDX-License-Identifier: Apache-2.0
#include "harness/markers.h"

#include "diagnostics/render/text.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace onus::harness {

std::string Finding::code() const {
  size_t begin = what.find('[') + 1;
  return what.substr(begin, what.find(']') - begin);
}

bool Finding::matches(const Finding &actual) const {
  if (place != actual.place || what != actual.what || (!message.empty() && message != actual.message))
    return false;
  if (place == Place::Nowhere)
    return true;
  if (part != actual.part)
    return false;
  return place == Place::End || (line == actual.line && first == actual.first && last == actual.last);
}

std::string Finding::marker() const {
  std::string tail = what + (message.empty() ? "" : ": " + message);
  if (place == Place::Nowhere)
    return "// " + tail;
  if (place == Place::End)
    return "// @end " + tail;
  if (first < 3)
    return "// @" + std::to_string(first) + "-" + std::to_string(last) + " " + tail;
  return "//" + std::string(first - 3, ' ') + std::string(last - first + 1, '^') + " " + tail;
}

std::optional<Finding> parseMarker(llvm::StringRef line) {
  llvm::StringRef text = line.ltrim();
  size_t indent = line.size() - text.size();
  if (!text.consume_front("//") || text.startswith("/"))
    return std::nullopt;
  Finding finding;
  llvm::StringRef rest = text.ltrim();
  finding.first = static_cast<uint32_t>(indent + 2 + (text.size() - rest.size()) + 1);
  if (rest.consume_front("@end ")) {
    finding.place = Finding::Place::End;
  } else if (rest.consume_front("@")) {
    if (rest.consumeInteger(10, finding.first) || !rest.consume_front("-") || rest.consumeInteger(10, finding.last))
      return std::nullopt;
  } else if (rest.startswith("^")) {
    size_t carets = rest.size() - rest.ltrim('^').size();
    finding.last = finding.first + static_cast<uint32_t>(carets) - 1;
    rest = rest.drop_front(carets);
  } else {
    finding.place = Finding::Place::Nowhere;
  }
  rest = rest.ltrim();
  if (!rest.startswith("error[") && !rest.startswith("warning[") && !rest.startswith("note["))
    return std::nullopt;
  auto [what, message] = rest.split(':');
  if (!what.endswith("]"))
    return std::nullopt;
  finding.what = what.str();
  finding.message = message.trim().str();
  return finding;
}

std::vector<Finding> expectations(const TestSource &test) {
  std::vector<Finding> result;
  for (size_t part = 0; part < test.parts.size(); ++part) {
    size_t marked = 0; // the last line that is no marker
    for (size_t line = 0; line < test.parts[part].lines.size(); ++line) {
      auto finding = parseMarker(test.parts[part].lines[line]);
      if (!finding) {
        marked = line;
        continue;
      }
      finding->part = part;
      finding->line = marked;
      finding->markerLine = line;
      result.push_back(*finding);
    }
  }
  return result;
}

namespace {

Finding findingOf(const TestSource &test, const diagnostics::Diagnostic &diagnostic,
                  const source::SourceManager &sources) {
  Finding finding;
  finding.what = diagnostics::render::word(diagnostic.severity).str() + "[" + std::string(info(diagnostic).code) + "]";
  finding.message = diagnostic.message;
  auto part =
      diagnostic.range.valid()
          ? llvm::find_if(test.parts,
                          [&](const Part &each) { return each.name == sources.projectPath(diagnostic.range.file); })
          : test.parts.end();
  if (part == test.parts.end()) {
    finding.place = Finding::Place::Nowhere;
    if (diagnostic.range.valid())
      finding.message += " (at " + source::describe(sources, diagnostic.range) + ")";
    return finding;
  }
  finding.part = static_cast<size_t>(part - test.parts.begin());
  source::Position start = sources.start(diagnostic.range), end = sources.end(diagnostic.range);
  if (diagnostic.range.begin >= sources.text(diagnostic.range.file).size()) {
    finding.place = Finding::Place::End;
    return finding;
  }
  finding.line = start.line - 1;
  finding.first = start.column;
  if (end.line > start.line) {
    auto lineEnd = sources.lineBegin(diagnostic.range.file, start.line) +
                   static_cast<uint32_t>(sources.line(diagnostic.range.file, start.line).size());
    end = sources.position(diagnostic.range.file, lineEnd);
  }
  finding.last = std::max(end.column, start.column + 1) - 1;
  return finding;
}

} // namespace

std::vector<Finding> findings(const TestSource &test, driver::Compilation &compilation) {
  std::string lock = "note[" + std::string(info(diagnostics::Kind::LockMissing).code) + "]";
  bool wanted = llvm::any_of(expectations(test), [&](const Finding &finding) { return finding.what == lock; });
  if (!wanted)
    compilation.reporter.drop(diagnostics::Kind::LockMissing);
  std::vector<Finding> result;
  for (const auto &diagnostic : compilation.reporter.all())
    result.push_back(findingOf(test, *diagnostic, compilation.sources));
  return result;
}

std::string withMarkers(llvm::StringRef text, const TestSource &test, const std::vector<Finding> &actual) {
  llvm::SmallVector<llvm::StringRef, 64> lines;
  if (text.consume_back("\n"); !text.empty())
    text.split(lines, '\n');
  std::string result;
  size_t options = 0; // markers of no place follow the options
  while (options < lines.size() && lines[options].startswith("//") && !lines[options].startswith("///") &&
         !lines[options].startswith("// ---") && !parseMarker(lines[options]))
    ++options;
  auto add = [&](Finding::Place place, size_t line) {
    for (const Finding &finding : actual) {
      if (finding.place != place)
        continue;
      const Part &part = test.parts[finding.part];
      size_t at = place == Finding::Place::Line  ? part.firstLine + finding.line
                  : place == Finding::Place::End ? part.firstLine + part.lines.size()
                                                 : options;
      if (at == line)
        result += finding.marker() + "\n";
    }
  };
  for (size_t line = 0; line <= lines.size(); ++line) {
    add(Finding::Place::Nowhere, line);
    add(Finding::Place::End, line);
    if (line == lines.size())
      break;
    if (!parseMarker(lines[line]))
      result += lines[line].str() + "\n";
    add(Finding::Place::Line, line);
  }
  return result;
}

} // namespace onus::harness
