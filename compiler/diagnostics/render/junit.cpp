// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/cells.h"
#include "diagnostics/render/formats.h"
#include "diagnostics/render/text.h"
#include "diagnostics/render/xml.h"

namespace onus::diagnostics::render {

namespace {

/// What one rule found in one file.
struct Case {
  std::vector<const Finding *> findings;

  Severity worst() const {
    Severity severity = Severity::Note;
    for (const Finding *each : findings)
      severity = std::max(severity, each->diagnostic->severity);
    return severity;
  }
  bool fails(const Report &report) const {
    return llvm::any_of(findings, [&](const Finding *each) { return report.fails(*each->diagnostic); });
  }
  std::string title() const {
    std::string first = oneLine(findings.front()->diagnostic->message);
    return findings.size() == 1 ? first : first + " (and " + std::to_string(findings.size() - 1) + " more)";
  }
  std::string body() const {
    std::string text;
    for (const Finding *each : findings)
      text += render::text(*each->diagnostic, *each->sources, false);
    return text;
  }
};
using Suite = std::map<std::string, Case>; ///< by the rule's title

void writeCase(Xml &xml, const Report &report, const std::string &path, const std::string &name, const Case &found) {
  xml.open("testcase", {{"name", name},
                        {"classname", path},
                        {"file", path},
                        {"line", std::to_string(found.findings.front()->start().line)}});
  if (found.fails(report))
    xml.text("failure", {{"type", word(found.worst()).str()}, {"message", found.title()}}, found.body());
  else
    xml.text("system-out", {}, found.body());
  xml.close();
}

void writeSuite(Xml &xml, const Report &report, const std::string &path, const Suite &suite) {
  auto fails = [&](const auto &each) { return each.second.fails(report); };
  xml.open("testsuite", {{"name", path},
                         {"tests", std::to_string(std::max<size_t>(1, suite.size()))},
                         {"failures", std::to_string(llvm::count_if(suite, fails))},
                         {"errors", "0"}});
  for (const auto &[name, found] : suite)
    writeCase(xml, report, path, name, found);
  if (suite.empty())
    xml.empty("testcase", {{"name", "nothing to report"}, {"classname", path}, {"file", path}});
  xml.close();
}

/// What kept the run from being complete: errors, which are no failures.
void writeProblems(Xml &xml, const std::vector<const Notification *> &problems) {
  std::string count = std::to_string(problems.size());
  xml.open("testsuite", {{"name", "onus"}, {"tests", count}, {"failures", "0"}, {"errors", count}});
  for (const Notification *each : problems) {
    xml.open("testcase", {{"name", each->path.empty() ? "the run" : each->path}, {"classname", "onus"}});
    xml.text("error", {{"type", "incomplete"}, {"message", oneLine(each->message)}}, each->help);
    xml.close();
  }
  xml.close();
}

} // namespace

/// A suite for each file, in which every rule that found something is one case; a file without findings passes, so that
/// a clean run is no empty one.
std::string renderJUnit(const Report &report, const Look &) {
  std::map<std::string, Suite> suites;
  for (const std::string &file : report.files)
    suites[file];
  for (const Finding &each : report.findings)
    suites[each.path][title(*each.rule)].findings.push_back(&each);
  std::vector<const Notification *> problems;
  for (const Notification &each : report.notifications)
    if (each.severity == Severity::Error)
      problems.push_back(&each);
  Xml xml;
  xml.open("testsuites", {{"name", "onus " + report.command}});
  if (!problems.empty())
    writeProblems(xml, problems);
  for (const auto &[path, suite] : suites)
    writeSuite(xml, report, path, suite);
  xml.close();
  return xml.take();
}

} // namespace onus::diagnostics::render
