// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/places.h"
#include "lint/text_tests.h"

namespace onus::lint {

namespace {

void reportUrl(const TextTest &test, Pass &pass) {
  pass.report(test.test->range, "this permits `https://evil.example/?{}` too: how a URL ends says nothing of its host",
              test.text)
      .label("looks at the wrong end")
      .help("ask the host: `host(…)` with `==` or `ends_with`");
}

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) {
  GuardrailReader reader(guardrail);
  visitTextTests(reader, [&](const TextTest &test) {
    Place place = placeOf(test.text);
    bool host = place == Place::Host || (place == Place::Mail && test.text.startswith("@"));
    if (test.part != TextTest::Part::End || test.use != Use::Permits || !host)
      return;
    if (namesUrl(reader.nameOf(test.subject)))
      return reportUrl(test, pass);
    if (test.text.startswith(".") || test.text.startswith("@"))
      return;
    pass.report(test.test->range, "this permits `evil{}` too, which also ends with `{}`", test.text, test.text)
        .label("where the name begins is not asked")
        .help("compare the whole with `==`; for what lies below it, ask for `\"." + test.text.str() +
              "\"` at the end as well");
  });
}

} // namespace

extern const Rule suffix_without_boundary = {
    .name = "suffix-without-boundary",
    .category = Category::Safety,
    .level = Level::Error,
    .summary = "an address is permitted for how it ends, and the host's name may begin otherwise",
    .typedGuardrail = check,
};

} // namespace onus::lint
