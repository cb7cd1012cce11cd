// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/places.h"
#include "lint/text_tests.h"

namespace onus::lint {

namespace {

/// A text that the glob takes though its host is another; empty where there is none. `*` takes `/` too, so that one
/// before the path may reach over a host and everything behind it.
std::string stranger(llvm::StringRef glob) {
  if (placeOf(glob) == Place::Url) {
    auto [scheme, rest] = glob.split("://");
    if (scheme.contains('*'))
      return "https://evil.example/?" + scheme.ltrim('*').str() + "://" + rest.str();
    auto [before, behind] = rest.split('*');
    if (before.size() == rest.size() || before.contains('/'))
      return {};
    return scheme.str() + "://" + before.str() + "evil.example/" + behind.ltrim('*').str();
  }
  bool opens = placeOf(glob) == Place::Host && glob.startswith("*") && glob.contains('/');
  return opens ? "evil.example/" + glob.ltrim('*').str() : std::string();
}

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) {
  GuardrailReader reader(guardrail);
  visitTextTests(reader, [&](const TextTest &test) {
    // With `*` at its end alone it is a prefix, of which another rule speaks.
    if (test.test->kind != ir::ExprKind::Like || test.part == TextTest::Part::Start || test.use != Use::Permits)
      return;
    std::string example = stranger(test.test->text);
    while (!example.empty() && example.back() == '*')
      example.pop_back();
    if (!example.empty())
      pass.report(test.textRange, "this permits `{}` too: `*` reaches over the end of a host", example)
          .label("`*` is any text, `/` included")
          .help("ask `host(…)` for the name, and the rest apart from it");
  });
}

} // namespace

extern const Rule wildcard_in_host = {
    .name = "wildcard-in-host",
    .category = Category::Safety,
    .level = Level::Error,
    .summary = "a `like` with `*` before the end of a URL's host permits other hosts",
    .typedGuardrail = check,
};

} // namespace onus::lint
