// SPDX-License-Identifier: Apache-2.0
#include "harness/library_test.h"

#include "driver/pipeline.h"
#include "lint/lint.h"

namespace onus::harness {

std::vector<PageOutcome> lintLibrary(const std::string &project) {
  driver::PipelineOptions options;
  options.check.asOf = *parseDay("2026-11-22");
  auto compilation = driver::load(project);
  driver::compile(*compilation, driver::Stage::Check, options);
  if (!compilation->reached(driver::Stage::Check))
    return {{project, "  the project does not compile\n"}};
  size_t before = compilation->reporter.count();
  lint::lint(*compilation->program, lint::Levels(), compilation->reporter, lint::Scope::ProjectAndLibrary);
  std::vector<PageOutcome> result{{"the library", ""}};
  for (size_t at = before; at < compilation->reporter.count(); ++at) {
    const diagnostics::Diagnostic &found = *compilation->reporter.all()[at];
    if (found.range.valid() && found.severity != diagnostics::Severity::Note &&
        compilation->sources.path(found.range.file).startswith("<std>/"))
      result.push_back({std::string(info(found).name),
                        "  " + source::describe(compilation->sources, found.range) + ": " + found.message + "\n"});
  }
  return result;
}

} // namespace onus::harness
