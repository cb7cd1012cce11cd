// SPDX-License-Identifier: Apache-2.0
#include "support/catch.h"

#include "lsp/documents.h"

using namespace onus;
using namespace onus::lsp;

namespace {
constexpr const char *uri = "file:///project/a.onus";
}

TEST_CASE("what a document consists of is found out once for each text") {
  Documents documents;
  documents.open(uri, 1, "package a\nlet x = 1\n");
  auto first = documents.find(uri);
  const DocumentSyntax &syntax = first->syntax();
  CHECK(&syntax == &first->syntax());
  CHECK_FALSE(syntax.isBroken());
  CHECK(syntax.firstError() == nullptr);
  CHECK(syntax.tree()->decls.size() == 1);
  CHECK(syntax.outline().tokens.words.size() == syntax.tokens().words.size());

  documents.change(uri, 2, {json::Object{{"text", "let y = 2\nlet z = 3\n"}}});
  CHECK(documents.find(uri)->syntax().tree()->decls.size() == 2);
  CHECK(syntax.tree()->decls.size() == 1);
}

TEST_CASE("a broken text has its words, its first error and the declarations that can be read") {
  Documents documents;
  documents.open(uri, 1, "let x = 'one'\nlet = 2\nlet z = 3\n");
  const DocumentSyntax &syntax = documents.find(uri)->syntax();
  CHECK(syntax.isBroken());
  REQUIRE(syntax.firstError() != nullptr);
  CHECK(syntax.firstError()->range.begin == 8);
  CHECK(syntax.tokens().words[3].kind == syntax::TokenKind::Misquoted);
  REQUIRE(syntax.tree()->decls.size() == 2);
  CHECK(syntax.tree()->decls.back()->name.text == "z");
}

TEST_CASE("the head of a document is known however broken the rest is") {
  std::string text = "package a\nuse b.{c, d}\nuse e.f\nguardrail {\n  (\nlet x = \n";
  DocumentSyntax syntax(text);
  CHECK(syntax.head().package.text() == "a");
  REQUIRE(syntax.head().uses.size() == 2);
  CHECK(syntax.head().uses[1].range.begin == 23);
  CHECK(syntax.head().decls.empty());
}
