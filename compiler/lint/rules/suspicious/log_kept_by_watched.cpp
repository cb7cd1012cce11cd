// SPDX-License-Identifier: Apache-2.0
#include "lint/hands.h"
#include "lint/pass.h"

#include "llvm/ADT/SetVector.h"

namespace onus::lint {

namespace {

void checkSink(const check::Sink &sink, const check::System &system, Pass &pass) {
  bool builds = sameHands(sink.owner, system.engineering);
  if (!builds && !sameHands(sink.owner, system.business))
    return;
  const syntax::Path &place = builds ? system.decl->engineering : system.decl->business;
  pass.report(place.range, "who {} system `{}` also owns the log of what it does, `{}`",
              builds ? "runs" : "approved the use of", system.symbol->simpleName(), sink.symbol->simpleName())
      .label(samenessOf(builds ? *system.engineering : *system.business, *sink.owner))
      .related(sink.decl->owner.range, "owns the sink")
      .help("let somebody else own the sink, who has no part in what it shows");
}

void check(const check::System &system, Pass &pass) {
  llvm::SetVector<const check::Sink *> sinks;
  for (const check::Guardrail *guardrail : system.enforced)
    sinks.insert(guardrail->sink);
  for (const check::Sink *sink : sinks)
    checkSink(*sink, system, pass);
}

} // namespace

extern const Rule log_kept_by_watched = {
    .name = "log-kept-by-watched",
    .category = Category::Suspicious,
    .summary = "the business or engineering owner of a system owns the log of its decisions",
    .system = check,
};

} // namespace onus::lint
