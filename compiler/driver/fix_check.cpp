// SPDX-License-Identifier: Apache-2.0
#include "driver/fix_check.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::driver {

using diagnostics::Diagnostic;

namespace {

std::string fileOf(const Diagnostic &diagnostic, const source::SourceManager &sources) {
  return diagnostic.range.valid() ? sources.path(diagnostic.range.file).str() : std::string();
}

bool isError(const Diagnostic &diagnostic) {
  return diagnostic.kind != diagnostics::Kind::Lint && diagnostic.severity == diagnostics::Severity::Error;
}

} // namespace

Standing::Standing(std::unique_ptr<Compilation> compiled) : compilation(std::move(compiled)) {
  for (const auto &each : compilation->reporter.all()) {
    std::string file = fileOf(*each, compilation->sources), code(info(*each).code);
    ++found[{code, file}];
    if (!isError(*each))
      continue;
    ++errorCount;
    ++errors[file + "\n" + code + "\n" + each->message];
  }
  const source::Project &project = compilation->project;
  if (errorCount == 0 && compilation->last >= Stage::Check && !project.unusable() && !project.incomplete())
    version = lint::fixes::versionOf(*compilation->program);
}

std::string keyOf(const Candidate &candidate, const source::SourceManager &sources) {
  const Diagnostic &diagnostic = *candidate.diagnostic;
  return fileOf(diagnostic, sources) + "\n" + std::string(info(diagnostic).code) + "\n" + diagnostic.message + "\n" +
         candidate.fix->title;
}

namespace {

/// What is wrong where the fixed program has errors; empty where it has fewer of them and no new one, or none that was
/// looked for before.
std::string newErrors(const Standing &before, const Standing &after) {
  const source::Project &project = after.compilation->project;
  if (project.unusable() || project.incomplete())
    return "the project can no longer be read";
  if (after.compilation->groups != before.compilation->groups)
    return after.compilation->groups > before.compilation->groups ? "" : "it would not compile any more";
  for (const auto &[error, count] : after.errors) {
    auto known = before.errors.find(error);
    if (known == before.errors.end() || count > known->second)
      return "it brings another error: " + llvm::StringRef(error).rsplit('\n').second.str();
  }
  return {};
}

/// Each finding that was mended must be gone, and none of its rule come in its place.
std::string stillFound(const Standing &before, const Standing &after, llvm::ArrayRef<Candidate> made) {
  std::map<std::pair<std::string, std::string>, size_t> mended;
  for (const Candidate &each : made)
    ++mended[{std::string(info(*each.diagnostic).code), fileOf(*each.diagnostic, before.compilation->sources)}];
  for (const auto &[key, count] : mended) {
    auto left = after.found.find(key);
    if (left != after.found.end() && left->second + count > before.found.at(key))
      return "`" + key.first + "` would be found there again";
  }
  return {};
}

} // namespace

FixVerdict checkFixes(const Standing &before, const Standing &after, llvm::ArrayRef<Candidate> made, Day asOf) {
  if (std::string wrong = newErrors(before, after); !wrong.empty())
    return {false, wrong};
  if (std::string wrong = stillFound(before, after, made); !wrong.empty())
    return {false, wrong};
  if (!before.version)
    return {true, "takes an error away"};
  bool safe = llvm::all_of(made, [](const Candidate &each) { return each.safe; });
  if (!safe)
    return {true, {}};
  auto sameness = lint::fixes::sameDecisions(*before.version, *after.version, asOf);
  return {sameness.same, describe(sameness)};
}

} // namespace onus::driver
