// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/fingerprint.h"

#include "base/digest.h"

#include "llvm/ADT/SmallVector.h"

#include <map>

namespace onus::diagnostics {

namespace {

/// The words of a text, one blank between them.
std::string normalised(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 16> words;
  text.trim().split(words, ' ', -1, /*KeepEmpty=*/false);
  std::string result;
  for (llvm::StringRef word : words)
    result += (result.empty() ? "" : " ") + word.trim().str();
  return result;
}

/// What is marked on the line on which the mark begins.
llvm::StringRef markedOnLine(source::Range range, const source::SourceManager &sources) {
  return sources.text(range).split('\n').first;
}

} // namespace

std::string fingerprint(const Diagnostic &diagnostic, const source::SourceManager &sources, size_t nth) {
  std::string what(info(diagnostic).code);
  auto add = [&](llvm::StringRef part) {
    what += '\0';
    what += part;
  };
  const source::Range &range = diagnostic.range;
  bool finding = diagnostic.kind == Kind::Lint && range.valid();
  add(range.valid() ? sources.projectPath(range.file) : "");
  add(finding ? normalised(markedOnLine(range, sources)) : diagnostic.message);
  add(range.valid() ? normalised(sources.line(range.file, sources.start(range).line)) : "");
  if (nth > 0)
    add(std::to_string(nth));
  return sha256Hex(what).substr(0, 32);
}

std::vector<std::string> fingerprints(const std::vector<std::unique_ptr<Diagnostic>> &diagnostics,
                                      const source::SourceManager &sources) {
  std::map<std::string, size_t> seen;
  std::vector<std::string> result;
  for (const auto &diagnostic : diagnostics) {
    std::string print = fingerprint(*diagnostic, sources, 0);
    if (size_t nth = seen[print]++)
      print = fingerprint(*diagnostic, sources, nth);
    result.push_back(std::move(print));
  }
  return result;
}

} // namespace onus::diagnostics
