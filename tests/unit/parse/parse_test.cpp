// SPDX-License-Identifier: Apache-2.0
#include "support/catch.h"
#include "syntax/dump.h"
#include "syntax/parse/parse.h"

using namespace onus;
using diagnostics::Kind;

namespace {

/// A text, parsed.
struct Parsed {
  source::SourceManager sources;
  Arena arena;
  diagnostics::Reporter reporter;
  syntax::File *file = nullptr;

  explicit Parsed(std::string text, const syntax::Limits &limits = {}) {
    file = syntax::parse(sources, sources.add("main.onus", std::move(text)), arena, reporter, limits);
  }
  /// The codes of what was reported, one after the other.
  std::string codes() const {
    std::string all;
    for (const auto &diagnostic : reporter.all())
      all += (all.empty() ? "" : " ") + std::string(info(*diagnostic).code);
    return all;
  }
  std::string first() const { return reporter.all().empty() ? "" : reporter.all().front()->message; }
  std::string tree() const { return syntax::dumpAst(sources, *file); }
};

std::string repeat(const std::string &text, size_t times) {
  std::string all;
  for (size_t i = 0; i < times; ++i)
    all += text;
  return all;
}

} // namespace

TEST_CASE("documentation belongs to what stands below it") {
  Parsed parsed("/// The desk.\npackage desk\n\n/// One.\n// aside\n/// Two.\nlet x = 1 // after\n"
                "type T = {\n  /// A field.\n  a: int\n}\n");
  CHECK(parsed.codes() == "");
  CHECK(parsed.file->doc == "The desk.");
  CHECK(parsed.file->decls[0]->doc == "One.\nTwo.");
  CHECK(llvm::cast<syntax::TypeDecl>(parsed.file->decls[1])->type->fields[0].doc == "A field.");
  CHECK(parsed.file->comments.size() == 6);
}

TEST_CASE("operators are folded by precedence") {
  CHECK(Parsed("let x = a or b and not c == 1 + 2 * 3").tree() == "file\n"
                                                                  "  let x @1:1-1:38\n"
                                                                  "    = or @1:9-1:38\n"
                                                                  "      name a @1:9-1:10\n"
                                                                  "      and @1:14-1:38\n"
                                                                  "        name b @1:14-1:15\n"
                                                                  "        not @1:20-1:38\n"
                                                                  "          == @1:24-1:38\n"
                                                                  "            name c @1:24-1:25\n"
                                                                  "            + @1:29-1:38\n"
                                                                  "              int 1 @1:29-1:30\n"
                                                                  "              * @1:33-1:38\n"
                                                                  "                int 2 @1:33-1:34\n"
                                                                  "                int 3 @1:37-1:38\n");
}

TEST_CASE("what stands after a tool is the tool's, and after `unguarded` the waiver's") {
  Parsed parsed("surface s {\n"
                "  approved by a on 2026-01-01\n"
                "  tool t does nothing unguarded result because \"x\" approved by b on 2026-01-02 until 2026-02-01\n"
                "    approved by c on 2026-01-03\n"
                "  unguarded u, v because \"y\" requested by d approved by e on 2026-01-04 until 2026-02-02\n"
                "}\n");
  CHECK(parsed.codes() == "");
  auto *surface = llvm::cast<syntax::SurfaceDecl>(parsed.file->decls[0]);
  CHECK(surface->approved.by.text() == "a");
  REQUIRE(surface->tools.size() == 1);
  CHECK(surface->tools[0]->nothing);
  CHECK(surface->tools[0]->approved.by.text() == "c");
  REQUIRE(surface->tools[0]->unguarded.size() == 1);
  CHECK(surface->tools[0]->unguarded[0].event == syntax::EventKind::Result);
  CHECK(surface->tools[0]->unguarded[0].waiver.approved.by.text() == "b");
  REQUIRE(surface->unguarded.size() == 1);
  CHECK(surface->unguarded[0].tools.size() == 2);
  CHECK(surface->unguarded[0].clause.waiver.requestedBy.text() == "d");
}

TEST_CASE("a broken declaration takes no other with it") {
  Parsed parsed("let a = 1\n\nguardrail b {\n  owner x\n  deny when ( because \"y\"\n}\n\nlet c = 1\n");
  CHECK(parsed.codes() == "E0101");
  CHECK(parsed.file->broken);
  REQUIRE(parsed.file->decls.size() == 2);
  CHECK(parsed.file->decls[1]->name.text == "c");
}

TEST_CASE("nesting is limited before anything recurses") {
  CHECK(Parsed("let x = " + std::string(1 << 20, '(')).codes() == "E0118");
  CHECK(Parsed("let x = " + std::string(1 << 20, '[')).codes() == "E0118");
  CHECK(Parsed("let x = " + repeat("{a:", 300'000)).codes() == "E0118");
  CHECK(Parsed("let x = " + repeat("if a then ", 100'000)).codes() == "E0118");
  CHECK(Parsed("let x = " + repeat("if any y in z: a then ", 50'000)).codes() == "E0118");
  CHECK(Parsed("type X = " + repeat("list<", 200'000)).codes() == "E0118");
  CHECK(Parsed("framework f {" + repeat("control \"a\" {", 50'000)).codes() == "E0118");
  CHECK(Parsed("let x = " + repeat("(", 200) + "1" + repeat(")", 200)).codes() == "");
}

TEST_CASE("expressions are limited in length") {
  CHECK(Parsed("let x = 1" + repeat(" + 1", 100'000)).codes() == "E0119");
  CHECK(Parsed("let x = " + repeat("not ", 100'000) + "a").codes() == "E0119");
  CHECK(Parsed("let x = a" + repeat(".a", 100'000)).codes() == "E0119");
  CHECK(Parsed("let x = a" + repeat("[0]", 100'000)).codes() == "E0119");
  CHECK(Parsed("let x = [0" + repeat(", 0", 100'000) + "]").codes() == "");
}

TEST_CASE("a file is limited in size and in errors") {
  syntax::Limits limits;
  limits.bytes = 20;
  CHECK(Parsed("let x = 1 + 2 + 3 + 4\n", limits).codes() == "E0117");
  limits = {};
  limits.errors = 3;
  CHECK(Parsed(repeat("let x = )\n", 10), limits).codes() == "E0101 E0101 E0101 E0120");
  CHECK(Parsed(repeat("let x = ;\n", 10), limits).codes() == "E0113 E0113 E0113 E0120");
}

TEST_CASE("what is no text is one error") {
  CHECK(Parsed("let x = \"\xFF\"").codes() == "E0116");
  CHECK(Parsed(std::string("let x = \0 1", 11)).codes() == "E0114");
  CHECK(Parsed("").codes() == "");
  CHECK(Parsed("\xEF\xBB\xBFlet x = 1").codes() == "");
  CHECK(Parsed("let x = 1\r\nlet y = 2\r\n").file->decls.size() == 2);
}

TEST_CASE("a missing brace is said once, at the declaration that shows it") {
  Parsed parsed("guardrail a {\n  owner x\n\nguardrail b {\n  owner y\n}\n");
  REQUIRE(parsed.codes() == "E0102");
  const diagnostics::Diagnostic &error = *parsed.reporter.all().front();
  CHECK(error.message == "expected `}` to close the guardrail `a`");
  CHECK(parsed.sources.start(error.range).line == 4);
  REQUIRE(error.related.size() == 1);
  CHECK(parsed.sources.start(error.related[0].range).line == 1);
}

TEST_CASE("a whole indented file is read too") {
  Parsed parsed("  let a = 1\n  let b = 2\n  let c = )\n  let d = 4\n");
  CHECK(parsed.codes() == "E0101");
  CHECK(parsed.file->decls.size() == 3);
}
