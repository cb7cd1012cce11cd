// SPDX-License-Identifier: Apache-2.0
#include "lint/duty.h"

#include "check/text.h"

namespace onus::lint {

source::Range placeOf(const Pass &pass, const check::Guardrail &guardrail, source::Range part) {
  return pass.isOwn(part) ? part : guardrail.decl->name.range;
}

void nameDebtor(diagnostics::Builder &builder, const check::TypedGuardrail &typed) {
  const check::Guardrail &guardrail = *typed.guardrail;
  builder.related(guardrail.decl->name.range, fmt::format("`{}` owes this, and its severity is {}",
                                                          guardrail.symbol->simpleName(), word(typed.severity)));
}

} // namespace onus::lint
