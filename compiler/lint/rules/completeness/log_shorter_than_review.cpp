// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

namespace onus::lint {

namespace {

void check(const check::Exception &exception, Pass &pass) {
  const syntax::DurationLit &every = exception.decl->waiver.reviewed->every;
  const check::Sink &sink = *exception.guardrail->sink;
  const syntax::DurationLit &keep = sink.decl->keep;
  if (keep.value >= every.value)
    return;
  pass.report(every.range, "exception `{}` is reviewed every {}, but `{}` keeps its uses for {} only", exception.name,
              formatDuration(every.value), sink.symbol->simpleName(), formatDuration(keep.value))
      .label("what was let through before is forgotten by then")
      .related(keep.range, "kept so long")
      .help("review it before its records are gone, or log to a sink that keeps them");
}

} // namespace

extern const Rule log_shorter_than_review = {
    .name = "log-shorter-than-review",
    .category = Category::Completeness,
    .summary = "the log forgets the uses of an exception before somebody reviews them",
    .exception = check,
};

} // namespace onus::lint
