// SPDX-License-Identifier: Apache-2.0
#include "support/catch.h"

#include "lsp/document_syntax.h"

#include <regex>

using namespace onus;
using namespace onus::lsp;
using syntax::RuleKind;

namespace {

/// The snippet where nobody fills anything in.
std::string plain(const std::string &snippet) {
  std::string choice = std::regex_replace(snippet, std::regex(R"(\$\{\d+\|([^,|]*)[^}]*\})"), "$1");
  return std::regex_replace(choice, std::regex(R"(\$\{\d+:([^}]*)\})"), "$1");
}

/// A text in which it stands where it is proposed.
std::string around(RuleKind rule, const std::string &text) {
  switch (rule) {
  case RuleKind::GuardrailMember:
  case RuleKind::RuleBody:
  case RuleKind::ExceptionDecl:
    return "guardrail g {\n" + text + "\n}";
  case RuleKind::RequestedBy:
  case RuleKind::ApprovedBy:
  case RuleKind::ReviewedBy:
  case RuleKind::ExceptionClause:
    return "exception x to g {\n" + text + "\n}";
  case RuleKind::StandardClause:
    return "standard s {\n" + text + "\n}";
  case RuleKind::Prefix:
  case RuleKind::Expr:
  case RuleKind::Atom:
    return "let x = " + text;
  default:
    return text;
  }
}

} // namespace

TEST_CASE("what a snippet writes can be parsed before anything is filled in") {
#define ONUS_SNIPPET(RULE, KEYWORD, DETAIL, TEXT)                                                                      \
  {                                                                                                                    \
    std::string text = around(RuleKind::RULE, plain(TEXT)) + "\n";                                                     \
    INFO(text);                                                                                                        \
    CHECK_FALSE(DocumentSyntax(text).isBroken());                                                                      \
    CHECK(llvm::StringRef(TEXT).startswith(syntax::spelling(syntax::TokenKind::KEYWORD)));                             \
  }
#include "lsp/completion/snippets.def"
}
