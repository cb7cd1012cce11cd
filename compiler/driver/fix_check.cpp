// SPDX-License-Identifier: Apache-2.0
#include "driver/fix_check.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::driver {

using diagnostics::Diagnostic;

namespace {

/// Its file and its code.
std::string kindOf(const Diagnostic &diagnostic, const source::SourceManager &sources) {
  std::string file = diagnostic.range.valid() ? sources.path(diagnostic.range.file).str() : std::string();
  return file + "\n" + std::string(info(diagnostic).code);
}

bool isError(const Diagnostic &diagnostic) {
  return diagnostic.kind != diagnostics::Kind::Lint && diagnostic.severity == diagnostics::Severity::Error;
}

} // namespace

Standing::Standing(std::unique_ptr<Compilation> compiled) : compilation(std::move(compiled)) {
  for (const auto &each : compilation->reporter.all()) {
    std::string kind = kindOf(*each, compilation->sources), whole = kind + "\n" + each->message;
    ++found[kind];
    ++found[whole];
    first.try_emplace(kind, each->range.begin);
    first.try_emplace(whole, each->range.begin);
    if (!isError(*each))
      continue;
    ++errorCount;
    ++errors[whole];
  }
  const source::Project &project = compilation->project;
  if (errorCount == 0 && compilation->last >= Stage::Check && !project.unusable() && !project.incomplete())
    version = lint::fixes::versionOf(*compilation->program);
}

std::string keyOf(const Candidate &candidate, const source::SourceManager &sources) {
  const Diagnostic &diagnostic = *candidate.diagnostic;
  std::string line;
  if (diagnostic.range.valid())
    line = sources.line(diagnostic.range.file, sources.start(diagnostic.range).line).trim().str();
  return kindOf(diagnostic, sources) + "\n" + diagnostic.message + "\n" + candidate.fix->title + "\n" + line;
}

namespace {

/// What is wrong where the fixed program has errors; empty where it has fewer of them and no new one. A group of checks
/// that did not run before, because of what was mended, may bring others to light; so may the parser, which stops at
/// the first mistake of a declaration.
std::string newErrors(const Standing &before, const Standing &after) {
  const source::Project &project = after.compilation->project;
  if (project.unusable() || project.incomplete())
    return "the project can no longer be read";
  unsigned groups = after.compilation->reporter.groups();
  if (groups != before.compilation->reporter.groups())
    return groups > before.compilation->reporter.groups() ? "" : "it would not compile any more";
  if (groups == 1)
    return after.errorCount > before.errorCount ? "it brings other errors" : "";
  for (const auto &[error, count] : after.errors) {
    auto known = before.errors.find(error);
    if (known == before.errors.end() || count > known->second)
      return "it brings another error: " + llvm::StringRef(error).rsplit('\n').second.str();
  }
  return {};
}

/// Each finding that was mended must be gone, and its rule find no more than before. What the parser shows next, once
/// the first mistake of a declaration is mended, may be the same mistake again, further on.
std::string stillFound(const Standing &before, const Standing &after, llvm::ArrayRef<Candidate> made) {
  auto countIn = [](const Standing &standing, const std::string &key) {
    auto found = standing.found.find(key);
    return found == standing.found.end() ? 0 : found->second;
  };
  std::map<std::string, size_t> mended;
  for (const Candidate &each : made) {
    std::string kind = kindOf(*each.diagnostic, before.compilation->sources);
    ++mended[kind + "\n" + each.diagnostic->message];
    mended.try_emplace(kind, 0);
  }
  bool parsing = before.compilation->reporter.groups() == 1;
  for (const auto &[key, count] : mended) {
    bool fewer = countIn(after, key) + count <= countIn(before, key);
    auto now = after.first.find(key), then = before.first.find(key);
    bool further = parsing && now != after.first.end() && then != before.first.end() && now->second > then->second;
    if (!fewer && !further)
      return "the same would be found there again";
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
