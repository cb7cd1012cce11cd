// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/builder.h"

namespace onus::syntax {

Decl *TreeBuilder::exception(OnusParser::ExceptionDeclContext *context, bool nested) {
  auto *decl = open<ExceptionDecl>(context, context->title, context->caption);
  decl->waiver.range = decl->range;
  if (context->target != nullptr)
    decl->to = path(context->target);
  if (nested && context->target != nullptr)
    misplaced(decl->to.range, "an exception inside a guardrail is an exception to that guardrail; it needs no `to`",
              "");
  if (!nested && context->target == nullptr)
    misplaced(source::join(decl->keyword, decl->name.range), "an exception of its own says to which guardrail",
              fmt::format("write `exception {} to PACKAGE.GUARDRAIL`, or move it into its guardrail", decl->name.text));
  for (OnusParser::ExceptionClauseContext *clause : context->clauses)
    exceptionClause(clause, *decl);
  return decl;
}

void TreeBuilder::exceptionClause(OnusParser::ExceptionClauseContext *context, ExceptionDecl &decl) {
  Range whole = range(context);
  if (auto *term = alternative<OnusParser::ExceptionTermContext>(context))
    return waiverTerm(term->term, decl.waiver);
  if (auto *lifts = alternative<OnusParser::ExceptionLiftsContext>(context)) {
    std::vector<Name> labels;
    for (OnusParser::NameContext *label : lifts->labels)
      labels.push_back(name(label));
    if (!decl.lifts.empty())
      saidTwice(decl.lifts.front().range, whole);
    else
      decl.lifts = keep(labels);
  } else if (auto *when = alternative<OnusParser::ExceptionWhenContext>(context)) {
    if (decl.when != nullptr)
      saidTwice(decl.when->range, whole);
    else
      decl.when = expr(when->condition);
  } else if (auto *monitor = alternative<OnusParser::ExceptionMonitorContext>(context)) {
    if (decl.monitor)
      saidTwice(decl.monitor->range, whole);
    else
      decl.monitor = MonitorClause{whole, path(monitor->party), threshold(monitor->frequency)};
  }
}

void TreeBuilder::waiverTerm(OnusParser::WaiverTermContext *context, Waiver &waiver) {
  if (auto *because = alternative<OnusParser::TermBecauseContext>(context))
    once(waiver.because, string(because->reason), range(context));
  else if (auto *asked = alternative<OnusParser::TermRequestedContext>(context))
    requested(asked->term, waiver);
  else if (auto *approval = alternative<OnusParser::TermApprovedContext>(context))
    approved(approval->term, waiver);
  else if (auto *review = alternative<OnusParser::TermReviewedContext>(context))
    reviewed(review->term, waiver);
  else if (auto *end = alternative<OnusParser::TermUntilContext>(context))
    until(end->term, waiver);
}

void TreeBuilder::requested(OnusParser::RequestedByContext *context, Waiver &waiver) {
  once(waiver.requestedBy, path(context->party), range(context));
}

void TreeBuilder::approved(OnusParser::ApprovedByContext *context, Waiver &waiver) {
  if (waiver.approved)
    once(waiver.alsoApproved, approval(context), range(context));
  else
    waiver.approved = approval(context);
}

Approval TreeBuilder::approval(OnusParser::ApprovedByContext *context) {
  return {path(context->party), date(context->date), range(context)};
}

void TreeBuilder::reviewed(OnusParser::ReviewedByContext *context, Waiver &waiver) {
  if (waiver.reviewed)
    return saidTwice(waiver.reviewed->range, range(context));
  waiver.reviewed = Review{path(context->party), date(context->date), duration(context->time), range(context)};
}

void TreeBuilder::until(OnusParser::UntilDateContext *context, Waiver &waiver) {
  once(waiver.until, date(context->date), range(context));
}

} // namespace onus::syntax
