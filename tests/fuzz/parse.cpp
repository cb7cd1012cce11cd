// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/parse.h"
#include "diagnostics/render/text.h"
#include "syntax/dump.h"
#include "syntax/parse/grammar_lexer.h"

#include "llvm/Support/ConvertUTF.h"

#include <cstdio>
#include <cstdlib>

/// The lexer and the parser on any bytes: both lexers find the same words, a tree comes out whatever happens, and it is
/// marked broken exactly where something was reported.

namespace {

using namespace onus;

[[noreturn]] void fail(const char *what) {
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

bool same(const std::vector<syntax::Token> &left, const std::vector<syntax::Token> &right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const auto &a, const auto &b) {
    return a.kind == b.kind && a.begin == b.begin && a.end == b.end;
  });
}

void compareLexers(llvm::StringRef text) {
  auto *begin = reinterpret_cast<const llvm::UTF8 *>(text.begin());
  if (!llvm::isLegalUTF8String(&begin, reinterpret_cast<const llvm::UTF8 *>(text.end())))
    return;
  syntax::Tokens fast = syntax::lex(text), defined = syntax::lexByGrammar(text);
  if (!same(fast.words, defined.words) || !same(fast.comments, defined.comments))
    fail("the lexer does not find the words that the grammar defines");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  compareLexers(text);

  source::SourceManager sources;
  source::FileId file = sources.add("main.onus", text.str());
  Arena arena;
  diagnostics::Reporter reporter;
  const syntax::File *tree = syntax::parse(sources, file, arena, reporter);
  if (tree->broken != reporter.hasErrors())
    fail("broken, or not, without a reason");
  for (const auto &diagnostic : reporter.all()) {
    if (diagnostic->range.valid() &&
        (diagnostic->range.begin > diagnostic->range.end || diagnostic->range.end > text.size()))
      fail("a diagnostic stands outside of the text");
    diagnostics::render::text(*diagnostic, sources, true);
  }
  syntax::dumpTokens(sources, file);
  syntax::dumpAst(sources, *tree);
  return 0;
}
