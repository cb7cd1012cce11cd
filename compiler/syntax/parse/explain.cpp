// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/explain.h"

namespace onus::syntax {

using diagnostics::Kind;

void explain(const SyntaxError &error, const Layout &layout, size_t partFirst, size_t, source::FileId file,
             diagnostics::Reporter &reporter) {
  std::string expected;
  for (size_t i = 0; i < 256; ++i)
    if (error.expected.test(i))
      expected += (expected.empty() ? "" : " ") + nameOf(static_cast<TokenKind>(i)).str();
  const Token &found = layout.words[partFirst + error.at];
  reporter.report<Kind::UnexpectedWord>({file, found.begin, found.end}, expected,
                                        layout.text.slice(found.begin, found.end));
}

} // namespace onus::syntax
