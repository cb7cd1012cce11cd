// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

namespace onus::lint {

namespace {

/// So many ways around one guardrail are a rule of their own, which nobody wrote.
constexpr size_t tooMany = 4;

bool isInForce(const check::Exception &exception, Day day) {
  const syntax::Waiver &waiver = exception.decl->waiver;
  return waiver.approved.on.value <= day && day <= waiver.until.value;
}

void check(const check::Guardrail &guardrail, Pass &pass) {
  std::vector<const check::Exception *> open;
  for (const check::Exception &each : guardrail.exceptions)
    if (isInForce(each, pass.asOf()))
      open.push_back(&each);
  if (open.size() < tooMany)
    return;
  auto builder = pass.report(guardrail.decl->name.range,
                             "guardrail `{}` has {} exceptions in force: what it still forbids stands nowhere",
                             guardrail.symbol->simpleName(), open.size());
  builder.label("many ways around it").help("write into the rule what is allowed for good");
  for (const check::Exception *each : open)
    builder.related(each->decl->name.range, "an exception to it");
}

} // namespace

extern const Rule many_exceptions = {
    .name = "many-exceptions",
    .category = Category::Suspicious,
    .summary = "four or more exceptions to one guardrail are in force at once",
    .guardrail = check,
};

} // namespace onus::lint
