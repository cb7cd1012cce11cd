// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/places.h"
#include "lint/text_tests.h"
#include "lint/written.h"

namespace onus::lint {

namespace {

/// An address or a host with a letter in it; what a URL has behind its host may well depend on letter case.
bool ignoresCase(llvm::StringRef text) {
  Place place = placeOf(text);
  bool letters = llvm::any_of(text, [](char letter) { return (letter | 32) >= 'a' && (letter | 32) <= 'z'; });
  return letters && (place == Place::Host || place == Place::Mail || (place == Place::Url && !text.endswith("://")));
}

void addFix(diagnostics::Builder &builder, const TextTest &test, const Pass &pass) {
  const ir::Expr *subject = test.test->operand(test.test->operand(0)->kind == ir::ExprKind::String);
  source::Range range = subject->range;
  bool small = test.text == test.text.lower();
  if (!isWithin(range, test.test->range) || !small || test.test->kind == ir::ExprKind::In) {
    builder.help("`lower(…)` makes the letters small; write the text that it is compared with small too");
    return;
  }
  builder.fix("make the letters small first", range, "lower(" + pass.sources().text(range).str() + ")");
}

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) {
  GuardrailReader reader(guardrail);
  visitTextTests(reader, [&](const TextTest &test) {
    bool folded = test.function == "lower" || test.function == "host" || test.function == "domain";
    if (test.use != Use::Stops || folded || !ignoresCase(test.text) || !reader.isOfEvent(test.subject))
      return;
    std::string other = test.text == test.text.upper() ? test.text.lower() : test.text.upper();
    bool listed = test.test->kind == ir::ExprKind::In;
    auto builder = pass.report(listed ? test.textRange : test.test->range,
                               "this does not stop `{}`, which is the same place", other);
    builder.label("letter case makes a difference here, and none where it leads");
    addFix(builder, test, pass);
  });
}

} // namespace

extern const Rule case_sensitive_address = {
    .name = "case-sensitive-address",
    .category = Category::Safety,
    .level = Level::Warn,
    .summary = "an address is stopped in one spelling and passes in another",
    .fixable = true,
    .typedGuardrail = check,
};

} // namespace onus::lint
