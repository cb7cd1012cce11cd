// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/github.h"

#include "diagnostics/render/cells.h"
#include "diagnostics/render/formats.h"
#include "diagnostics/render/text.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::diagnostics::render {

namespace {

/// GitHub shows this many annotations of each kind for one step, and drops the rest without a word.
constexpr size_t most = 10;
/// A step's summary may have a mebibyte; what is longer is not shown at all.
constexpr size_t longestSummary = 1'000'000;

std::string replaced(llvm::StringRef text, llvm::StringRef special) {
  std::string out;
  for (char c : text)
    if (special.contains(c))
      out += "%" + llvm::toHex(llvm::StringRef(&c, 1));
    else
      out += c;
  return out;
}

/// What stands behind `::`.
std::string escapedData(llvm::StringRef text) { return replaced(text, "%\r\n"); }
/// The value of a property.
std::string escapedProperty(llvm::StringRef text) { return replaced(text, "%\r\n:,"); }

llvm::StringRef command(Severity severity) { return wordOf(severity, "notice", "warning", "error"); }

std::string annotation(const Report &report, const Finding &finding) {
  const Diagnostic &diagnostic = *finding.diagnostic;
  std::string out = "::" + command(diagnostic.severity).str() +
                    " title=" + escapedProperty("onus: " + title(*finding.rule)) +
                    ",file=" + escapedProperty(report.inRepository(finding.path));
  if (finding.placed()) {
    source::Position start = finding.start(), end = finding.end();
    out += ",line=" + std::to_string(start.line) + ",endLine=" + std::to_string(end.line);
    // Annotations with columns must lie in one line.
    if (start.line == end.line)
      out += ",col=" + std::to_string(start.column) + ",endColumn=" + std::to_string(end.column);
  }
  std::string message = printable(diagnostic.message) + "\n" + remarks(diagnostic);
  return out + "::" + escapedData(llvm::StringRef(message).rtrim()) + "\n";
}

/// Counts what is shown and what is not, by severity.
class Budget {
public:
  explicit Budget(const Report &report) {
    for (const Finding &each : report.findings)
      ++wanted_[index(each.diagnostic->severity)];
    for (const Notification &each : report.notifications)
      ++wanted_[index(each.severity)];
    for (size_t i = 0; i < 3; ++i)
      left_[i] = most;
    // The notice that tells of the rest is itself one of ten.
    if (wanted_[0] > most || wanted_[1] > most || wanted_[2] > most)
      left_[0] = most - 1;
  }

  bool take(Severity severity) {
    size_t &left = left_[index(severity)];
    if (left == 0)
      ++dropped_[index(severity)];
    return left > 0 && left-- > 0;
  }

  /// `3 errors, 1 notice`; empty where everything was shown.
  std::string rest() const {
    std::string out;
    for (Severity severity : {Severity::Error, Severity::Warning, Severity::Note})
      if (size_t count = dropped_[index(severity)])
        out +=
            (out.empty() ? "" : ", ") + std::to_string(count) + " " + command(severity).str() + (count == 1 ? "" : "s");
    return out;
  }

private:
  static size_t index(Severity severity) { return static_cast<size_t>(severity); }
  size_t wanted_[3] = {}, left_[3] = {}, dropped_[3] = {};
};

/// A message in a cell of a table: what stands between backticks is code, everything else is read as it stands.
std::string cell(llvm::StringRef text) {
  bool paired = text.count('`') % 2 == 0, code = false;
  std::string out;
  for (char c : oneLine(text)) {
    code ^= c == '`' && paired;
    if (c == '|' || (!code && llvm::StringRef("\\*_[]").contains(c)) || (c == '`' && !paired))
      out += std::string("\\") + c;
    else if (!code && (c == '<' || c == '&'))
      out += c == '<' ? "&lt;" : "&amp;";
    else
      out += c;
  }
  return out;
}

std::string place(const Report &report, const Finding &finding) {
  std::string path = report.inRepository(finding.path);
  return finding.placed() ? path + ":" + std::to_string(finding.start().line) : path;
}

} // namespace

std::string renderGitHub(const Report &report, const Look &) {
  Budget budget(report);
  std::string out;
  for (const Notification &each : report.notifications)
    if (budget.take(each.severity))
      out += "::" + command(each.severity).str() +
             " title=onus::" + escapedData((each.path.empty() ? "" : each.path + ": ") + each.message) + "\n";
  for (const Finding *each : report.worstFirst())
    if (budget.take(each->diagnostic->severity))
      out += annotation(report, *each);
  if (std::string rest = budget.rest(); !rest.empty())
    out += "::notice title=onus::" +
           escapedData(rest + " more are not shown: GitHub takes " + std::to_string(most) +
                       " of each kind from one step") +
           "\n";
  return out;
}

std::string stepSummary(const Report &report) {
  std::vector<const Finding *> findings = report.worstFirst();
  if (findings.empty())
    return {};
  std::string out = "### onus " + report.command + "\n\n| | place | finding | rule |\n| --- | --- | --- | --- |\n";
  size_t shown = 0;
  for (const Finding *each : findings) {
    std::string row = "| " + word(each->diagnostic->severity).str() + " | " + cell(place(report, *each)) + " | " +
                      cell(each->diagnostic->message) + " | " + cell(title(*each->rule)) + " |\n";
    if (out.size() + row.size() > longestSummary)
      break;
    out += row;
    ++shown;
  }
  if (shown < findings.size())
    out += "\n" + std::to_string(findings.size() - shown) + " more are not shown\n";
  return out + "\n";
}

} // namespace onus::diagnostics::render
