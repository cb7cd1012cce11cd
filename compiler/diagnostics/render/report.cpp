// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/report.h"

#include "diagnostics/fingerprint.h"
#include "diagnostics/render/cells.h"
#include "source/paths.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::diagnostics::render {

std::string title(const RuleInfo &rule) { return rule.code == rule.name ? rule.name : rule.code + " " + rule.name; }

source::Position Finding::start() const { return placed() ? sources->start(diagnostic->range) : source::Position(); }
source::Position Finding::end() const { return placed() ? sources->end(diagnostic->range) : source::Position(); }

void Report::add(const Reporter &reporter, const source::SourceManager &sources, llvm::StringRef home,
                 llvm::function_ref<RuleInfo(const KindInfo &)> describe) {
  auto take = [&](const Diagnostic &diagnostic, std::vector<Finding> &list) {
    const KindInfo &kind = info(diagnostic);
    auto rule = rules.find(std::string(kind.code));
    if (rule == rules.end())
      rule = rules.emplace(std::string(kind.code), describe(kind)).first;
    std::string print = fingerprint(diagnostic, sources, 0);
    if (size_t nth = seen_[print]++)
      print = fingerprint(diagnostic, sources, nth);
    std::string path = diagnostic.range.valid() ? sources.path(diagnostic.range.file).str() : home.str();
    list.push_back({&diagnostic, &sources, &rule->second, std::move(print), std::move(path)});
  };
  for (const auto &each : reporter.all())
    take(*each, findings);
  for (const auto &each : reporter.suppressed())
    take(*each, suppressed);
}

std::string Report::inRepository(llvm::StringRef path) const {
  if (directory.empty() || path.startswith("<"))
    return path.str();
  std::string absolute = path.startswith("/") ? path.str() : source::absolutePath(directory + "/" + path.str());
  return source::relativePath(absolute, repository);
}

bool Report::fails(const Diagnostic &diagnostic) const {
  return diagnostic.severity >= (diagnostic.kind == Kind::Lint ? lintFailsFrom : Severity::Error);
}

std::vector<const Finding *> Report::worstFirst() const {
  std::vector<const Finding *> list;
  for (const Finding &each : findings)
    list.push_back(&each);
  llvm::stable_sort(list, [](const Finding *left, const Finding *right) {
    return left->diagnostic->severity > right->diagnostic->severity;
  });
  return list;
}

std::string oneLine(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 16> words;
  llvm::SplitString(text, words, " \t\n\v\f\r");
  return printable(llvm::join(words, " "));
}

std::string firstParagraph(llvm::StringRef markdown) {
  while (markdown.startswith("#") || markdown.startswith("\n") || markdown.startswith("<!--"))
    markdown = markdown.split('\n').second;
  return oneLine(markdown.split("\n\n").first);
}

std::string remarks(const Diagnostic &diagnostic) {
  std::string text;
  for (const std::string &note : diagnostic.notes)
    text += "note: " + printable(note) + "\n";
  if (!diagnostic.help.empty())
    text += "help: " + printable(diagnostic.help) + "\n";
  for (const Fix &fix : diagnostic.fixes)
    text += "fix: " + printable(fix.title) + "\n";
  return text;
}

} // namespace onus::diagnostics::render
