// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/places.h"
#include "lint/text_tests.h"

namespace onus::lint {

namespace {

/// How a longer text goes on that begins so too and belongs to somebody else; empty where none can.
std::string stranger(const TextTest &test) {
  llvm::StringRef text = test.text, host = text;
  Place place = placeOf(text);
  if (place == Place::Url)
    host = text.split("://").second;
  bool name = place == Place::Url || place == Place::Host || test.function == "host" || test.function == "domain";
  bool ends = host.empty() || host.find_first_of("/?#*[") != llvm::StringRef::npos;
  if (name && !ends)
    return text.str() + (host.endswith(":") ? "x@evil.example" : host.endswith(".") ? "evil.example" : ".evil.example");
  return text.size() > 1 && text.endswith("@") ? text.str() + "evil.example" : std::string();
}

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) {
  GuardrailReader reader(guardrail);
  visitTextTests(reader, [&](const TextTest &test) {
    if (test.part != TextTest::Part::Start || test.use != Use::Permits)
      return;
    std::string example = stranger(test);
    if (example.empty())
      return;
    auto builder =
        pass.report(test.test->range, "this permits `{}` too, which also begins with `{}`", example, test.text);
    builder.label("where the name ends is not asked");
    builder.help(test.text.endswith("@") ? "compare the whole address, or its `domain(…)`"
                                         : "compare the whole of `host(…)`, which knows where the name ends");
  });
}

} // namespace

extern const Rule prefix_without_boundary = {
    .name = "prefix-without-boundary",
    .category = Category::Safety,
    .level = Level::Error,
    .summary = "an address is permitted for how it begins, and the host's name may go on",
    .typedGuardrail = check,
};

} // namespace onus::lint
