// SPDX-License-Identifier: Apache-2.0
#include "lsp/open_calls.h"

#include "support/catch.h"

#include "llvm/ADT/StringExtras.h"

using namespace onus;

namespace {

/// The calls around the `|` of a text, the innermost first: name, commas, words of the argument.
std::string calls(llvm::StringRef marked) {
  auto [before, after] = marked.split('|');
  std::string text = (before + after).str();
  std::string out;
  for (const lsp::OpenCall &call : lsp::callsAround(text, syntax::lex(text), static_cast<uint32_t>(before.size()))) {
    out += (out.empty() ? "" : "; ") + std::string(call.onValue ? "." : "") + llvm::join(call.callee, ".") + " " +
           std::to_string(call.commas);
    for (llvm::StringRef word : call.words)
      out += " " + word.str();
    out += call.labelled ? ":" : "";
  }
  return out;
}

} // namespace

TEST_CASE("a call that is being typed") {
  CHECK(calls("deny when under(|") == "under 0");
  CHECK(calls("deny when under(args.path, |") == "under 1");
  CHECK(calls("deny when x.domain().starts_with(|)") == ".starts_with 0");
  CHECK(calls("deny when args.to.contains(|") == "args.to.contains 0");
  CHECK(calls("deny when under(|) and more") == "under 0");
  CHECK(calls("deny when under(a, b)|") == "");
}

TEST_CASE("brackets within a call belong to it") {
  CHECK(calls("zip([1, 2, |") == "zip 0");
  CHECK(calls("zip([1, 2], { a: |") == "zip 1");
  CHECK(calls("zip(find(text(input), |") == "find 1; zip 0 find");
}

TEST_CASE("the words of a history term") {
  CHECK(calls("total(call stripe.create_refund last 24h per |") == "total 0 call stripe create_refund last per");
  CHECK(calls("count(call * per (a, |") == "per 1; count 0 call per");
  CHECK(calls("guardrail g is limit(most: |") == "limit 0 most:");
  CHECK(calls("guardrail g is limit(most: 3, least: 4|") == "limit 1 least:");
}

TEST_CASE("what is no call") {
  CHECK(calls("let f(|") == "");
  CHECK(calls("effect sends(to: |") == "");
  CHECK(calls("  tool send(|") == "");
  CHECK(calls("deny when (|") == "");
  CHECK(calls("deny when not (a or |") == "");
}

TEST_CASE("what was never closed ends where a declaration begins") {
  CHECK(calls("let a = lower(\"x\"\nlet b = size(|") == "size 0");
  CHECK(calls("let a = lower(\"x\"\nguardrail g {\n  on |") == "");
  CHECK(calls("zip(a)) |") == "");
}
