// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/parse.h"
#include "diagnostics/render/text.h"
#include "syntax/dump.h"

#include <cstdio>
#include <cstdlib>

/// The parser. Whatever the text, it gives a tree that can be printed, errors that lie in the text and can be shown,
/// and the same of both when it is asked again.

namespace {

using namespace onus;

[[noreturn]] void fail(const char *what) {
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

struct Outcome {
  std::string tree;
  std::string messages;
};

Outcome parse(llvm::StringRef text) {
  source::SourceManager sources;
  Arena arena;
  diagnostics::Reporter reporter;
  source::FileId id = sources.add("main.onus", text.str());
  syntax::File *file = syntax::parse(sources, id, arena, reporter);
  if (file->broken != reporter.hasErrors())
    fail("a file is broken exactly when an error was reported");
  if (reporter.count() > 2 * syntax::Limits{}.errors + 2)
    fail("more errors than the limit allows");
  Outcome outcome;
  for (const auto &diagnostic : reporter.all()) {
    if (diagnostic->range.begin > diagnostic->range.end || diagnostic->range.end > text.size())
      fail("an error lies outside the text");
    outcome.messages += diagnostics::render::text(*diagnostic, sources, false);
  }
  outcome.tree = syntax::dumpAst(sources, *file);
  syntax::dumpTokens(sources, id);
  return outcome;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  Outcome first = parse(text), second = parse(text);
  if (first.tree != second.tree || first.messages != second.messages)
    fail("the same text was read in two ways");
  return 0;
}
