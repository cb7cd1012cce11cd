// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/formats.h"
#include "diagnostics/render/text.h"
#include "diagnostics/render/xml.h"

namespace onus::diagnostics::render {

namespace {

std::string degree(Severity severity) { return wordOf(severity, "info", "warning", "error").str(); }

} // namespace

std::string renderCheckstyle(const Report &report, const Look &) {
  std::map<std::string, std::vector<const Finding *>> byFile;
  for (const Finding &each : report.findings)
    byFile[each.path].push_back(&each);
  Xml xml;
  xml.open("checkstyle", {{"version", "8.0"}});
  for (const Notification &each : report.notifications) {
    xml.open("file", {{"name", each.path}});
    xml.empty(
        "error",
        {{"line", "1"}, {"severity", degree(each.severity)}, {"message", oneLine(each.message)}, {"source", "onus"}});
    xml.close();
  }
  for (const auto &[path, findings] : byFile) {
    xml.open("file", {{"name", path}});
    for (const Finding *each : findings)
      xml.empty("error", {{"line", std::to_string(each->start().line)},
                          {"column", std::to_string(each->start().column)},
                          {"severity", degree(each->diagnostic->severity)},
                          {"message", oneLine(each->diagnostic->message)},
                          {"source", "onus." + (each->rule->lint ? each->rule->code
                                                                 : each->rule->code + "." + each->rule->name)}});
    xml.close();
  }
  xml.close();
  return xml.take();
}

} // namespace onus::diagnostics::render
