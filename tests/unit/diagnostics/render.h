// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "diagnostics/render/formats.h"

/// A report with one of everything that formats tell differently.
namespace onus::diagnostics::tests {

inline const KindInfo letterRule{Kind::Lint, "unread-letter", "unread-letter", Severity::Warning, "nobody reads it"};

inline render::RuleInfo describe(const KindInfo &kind) {
  render::RuleInfo info{std::string(kind.code), std::string(kind.name), "accountability", "it is missing",
                        "# " + std::string(kind.code) + "\n\nIt is missing.\nAlways.\n\nMore.\n"};
  info.severity = kind.severity;
  if (kind.kind == Kind::Lint) {
    info.category = "safety";
    info.lint = true;
  }
  return info;
}

struct Reported {
  source::SourceManager sources;
  Reporter reporter;
  render::Report report;

  /// Takes what `reporter` holds.
  void collect() {
    report.command = "lint";
    report.version = "1.2.3";
    report.directory = report.repository = "/home/desk";
    report.add(reporter, sources, "onus.toml", describe);
  }
  std::string as(llvm::StringRef format) { return render::findFormat(format)->render(report, {}); }
  json::Value asJson(llvm::StringRef format) { return std::get<json::Value>(json::parse(as(format))); }
};

/// The member at the end of a path of names and indices; fails the test where there is none.
inline const json::Value &at(const json::Value &value, std::vector<std::string> path) {
  const json::Value *place = &value;
  for (const std::string &each : path) {
    const json::Array *list = place->asArray();
    place = list ? &list->at(std::stoul(each)) : place->get(each);
    REQUIRE(place);
  }
  return *place;
}
inline std::string stringAt(const json::Value &value, std::vector<std::string> path) {
  const std::string *text = at(value, std::move(path)).asString();
  REQUIRE(text);
  return *text;
}
inline std::string written(const json::Value &value, std::vector<std::string> path) {
  return json::write(at(value, std::move(path)));
}

} // namespace onus::diagnostics::tests
