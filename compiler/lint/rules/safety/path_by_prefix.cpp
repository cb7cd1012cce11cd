// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/places.h"
#include "lint/text_tests.h"
#include "lint/written.h"

namespace onus::lint {

namespace {

/// The subject as it was written, where a method can be called of it without parentheses.
llvm::StringRef written(const TextTest &test, const Pass &pass) {
  const ir::Expr *subject = test.test->operand(0);
  bool simple = subject->kind == ir::ExprKind::Member || subject->kind == ir::ExprKind::Local ||
                subject->kind == ir::ExprKind::EffectParameter;
  return simple && isWithin(subject->range, test.test->range) ? pass.sources().text(subject->range) : llvm::StringRef();
}

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) {
  GuardrailReader reader(guardrail);
  visitTextTests(reader, [&](const TextTest &test) {
    bool absolute = placeOf(test.text) == Place::Path && test.text.startswith("/");
    if (test.part != TextTest::Part::Start || test.use != Use::Permits || !absolute || test.text == "/")
      return;
    llvm::StringRef folder = test.text.rtrim('/');
    auto builder = pass.report(test.test->range, "this permits `{}/../secret` too: a path is no plain text", folder);
    builder.label("`..` leads out again");
    if (llvm::StringRef subject = written(test, pass); !subject.empty())
      builder.fix("ask where the path leads", test.test->range, subject.str() + ".under(" + quoted(folder) + ")");
    else
      builder.help("`under(path, " + quoted(folder) + ")` resolves `.` and `..` first");
  });
}

} // namespace

extern const Rule path_by_prefix = {
    .name = "path-by-prefix",
    .category = Category::Safety,
    .level = Level::Error,
    .summary = "a path is permitted for how its text begins, and `..` leads out of the folder",
    .fixable = true,
    .typedGuardrail = check,
};

} // namespace onus::lint
