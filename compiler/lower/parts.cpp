// SPDX-License-Identifier: Apache-2.0
#include "lower/parts.h"

#include <algorithm>

namespace onus::lower {

ir::Span lowerSpan(const source::SourceManager &sources, source::Range range) {
  ir::Span span;
  if (!range.valid())
    return span;
  source::Position start = sources.start(range), end = sources.end(range);
  span.file = sources.projectPath(range.file).str();
  span.line = start.line;
  span.column = start.column;
  span.endLine = end.line;
  span.endColumn = end.column;
  return span;
}

ir::Waiver lowerWaiver(const check::Waiver &waiver, const check::Party *requester) {
  ir::Waiver out;
  out.because = waiver.syntax->because.value.str();
  out.requestedBy = nameOf(waiver.requestedBy ? waiver.requestedBy : requester);
  out.approvedBy = nameOf(waiver.approvedBy);
  // Where two must approve, it holds once both have.
  out.on = std::max(waiver.syntax->approved.on.value, waiver.syntax->alsoApproved ? waiver.syntax->alsoApproved.on.value
                                                                                  : waiver.syntax->approved.on.value);
  out.until = waiver.syntax->until.value;
  out.alsoApprovedBy = nameOf(waiver.alsoApprovedBy);
  return out;
}

} // namespace onus::lower
