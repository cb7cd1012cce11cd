// SPDX-License-Identifier: Apache-2.0
#include "lsp/findings.h"

#include "source/paths.h"

#include "llvm/ADT/STLExtras.h"

#include <climits>

namespace onus::lsp {

using diagnostics::Kind;
using diagnostics::Severity;

Texts::Texts(const driver::Compilation &compilation)
    : sources(compilation.sources),
      root(compilation.project.layout.units.empty() ? std::string() : compilation.project.root) {}

namespace {

std::string pathBelow(const std::string &root, const source::SourceManager &sources, source::FileId file) {
  if (root.empty() || sources.path(file).startswith("<std>/"))
    return sources.path(file).str();
  return source::absolutePath(root + "/" + sources.projectPath(file).str());
}

} // namespace

std::string Texts::path(source::FileId file) const { return pathBelow(root, sources, file); }

std::string pathOf(const source::Project &project, const source::SourceManager &sources, source::FileId file) {
  return pathBelow(project.layout.units.empty() ? std::string() : project.root, sources, file);
}

void FoundByFile::add(const diagnostics::Diagnostic &diagnostic, std::shared_ptr<const Texts> texts) {
  byFile_[diagnostic.range.file.index].push_back(
      {std::make_shared<const diagnostics::Diagnostic>(diagnostic), std::move(texts)});
}

namespace {

bool isNoLint(const Finding &finding) { return finding.diagnostic->kind != Kind::Lint; }

} // namespace

void FoundByFile::take(const driver::Compilation &compilation, const llvm::DenseSet<uint32_t> &files) {
  auto texts = std::make_shared<const Texts>(compilation);
  for (uint32_t file : files)
    llvm::erase_if(byFile_[file], isNoLint);
  for (const auto &diagnostic : compilation.reporter.all())
    if (diagnostic->range.valid() && files.count(diagnostic->range.file.index))
      add(*diagnostic, texts);
}

void FoundByFile::takeAll(const driver::Compilation &compilation, bool keepLint) {
  auto texts = std::make_shared<const Texts>(compilation);
  for (auto &[file, findings] : byFile_)
    llvm::erase_if(findings, [&](const Finding &finding) { return !keepLint || isNoLint(finding); });
  for (const auto &diagnostic : compilation.reporter.all())
    add(*diagnostic, texts);
}

void FoundByFile::take(source::FileId file, const diagnostics::Reporter &messages, std::shared_ptr<const Texts> texts) {
  std::vector<Finding> &known = byFile_[file.index];
  known.clear();
  for (const auto &diagnostic : messages.all()) {
    auto copy = std::make_shared<diagnostics::Diagnostic>(*diagnostic);
    copy->group = 1;
    known.push_back({std::move(copy), texts});
  }
}

std::vector<uint32_t> FoundByFile::files() const {
  std::vector<uint32_t> files;
  for (const auto &[file, findings] : byFile_)
    if (!findings.empty())
      files.push_back(file);
  return files;
}

unsigned FoundByFile::lastGroup() const {
  unsigned last = UINT_MAX;
  for (const auto &[file, findings] : byFile_)
    for (const Finding &finding : findings)
      if (finding.diagnostic->severity == Severity::Error && finding.diagnostic->kind != Kind::Lint)
        last = std::min(last, finding.diagnostic->group);
  return last;
}

std::vector<Finding> FoundByFile::of(uint32_t file, bool lint) const {
  std::vector<Finding> shown;
  auto known = byFile_.find(file);
  if (known == byFile_.end())
    return shown;
  unsigned last = lastGroup();
  for (const Finding &finding : known->second) {
    bool isLint = finding.diagnostic->kind == Kind::Lint;
    if (isLint ? lint && last == UINT_MAX : finding.diagnostic->group <= last)
      shown.push_back(finding);
  }
  return shown;
}

} // namespace onus::lsp
