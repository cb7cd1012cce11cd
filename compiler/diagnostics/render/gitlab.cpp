// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"
#include "base/json.h"
#include "diagnostics/render/cells.h"
#include "diagnostics/render/formats.h"
#include "diagnostics/render/text.h"

namespace onus::diagnostics::render {

using json::Array;
using json::Object;
using json::Value;

namespace {

llvm::StringRef degree(Severity severity) { return wordOf(severity, "info", "minor", "critical"); }

Value issue(const std::string &check, const std::string &description, std::string fingerprint, llvm::StringRef severity,
            const std::string &path, source::Position start, source::Position end) {
  Object lines{{"begin", Value::integer(start.line)}, {"end", Value::integer(end.line)}};
  return Object{{"description", description},
                {"check_name", check},
                {"fingerprint", std::move(fingerprint)},
                {"severity", severity.str()},
                {"location", Object{{"path", path}, {"lines", std::move(lines)}}}};
}

} // namespace

/// GitLab does not show `check_name`, and of issues that share a fingerprint it shows one.
std::string renderGitLab(const Report &report, const Look &) {
  Array issues;
  // A path of a notification may name a line, or nothing at all; what is not there cannot be linked to anyway.
  for (const Notification &each : report.notifications)
    issues.push_back(issue("onus", "onus: " + oneLine(each.message), sha256Hex(each.path + each.message).substr(0, 32),
                           each.severity == Severity::Error ? "blocker" : "info", report.inRepository(each.path), {},
                           {}));
  for (const Finding &each : report.findings)
    issues.push_back(issue(each.rule->code, title(*each.rule) + ": " + oneLine(each.diagnostic->message),
                           each.fingerprint, degree(each.diagnostic->severity), report.inRepository(each.path),
                           each.start(), each.end()));
  return json::writePretty(issues);
}

} // namespace onus::diagnostics::render
