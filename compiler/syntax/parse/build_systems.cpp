// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/builder.h"

namespace onus::syntax {

Decl *TreeBuilder::effect(OnusParser::EffectDeclContext *context) {
  auto *decl = open<EffectDecl>(context, context->title, context->caption);
  decl->parameters = closedParameters(context->parameters);
  for (OnusParser::EffectClauseContext *clause : context->clauses) {
    Range whole = range(clause);
    if (auto *level = alternative<OnusParser::EffectSeverityContext>(clause)) {
      if (decl->severityRange.valid())
        saidTwice(decl->severityRange, whole);
      else
        decl->severity = severity(name(level->level));
      decl->severityRange = whole;
      continue;
    }
    std::vector<Name> kinds(decl->cover.begin(), decl->cover.end());
    for (OnusParser::NameContext *kind : static_cast<OnusParser::EffectCoverContext *>(clause)->kinds)
      kinds.push_back(name(kind));
    decl->cover = keep(kinds);
  }
  return decl;
}

Decl *TreeBuilder::detector(OnusParser::DetectorDeclContext *context) {
  auto *decl = open<DetectorDecl>(context, context->title, context->caption);
  if (context->base != nullptr)
    decl->base = path(context->base);
  for (OnusParser::DetectorClauseContext *clause : context->clauses)
    detectorClause(clause, *decl);
  return decl;
}

void TreeBuilder::detectorClause(OnusParser::DetectorClauseContext *context, DetectorDecl &decl) {
  Range whole = range(context);
  if (auto *input = alternative<OnusParser::DetectorInputContext>(context)) {
    if (!decl.inputs.empty())
      saidTwice(decl.inputs.front().range, whole);
    else
      decl.inputs = keep(parameters(input->inputs, ParameterForm::Closed).fields);
  } else if (auto *output = alternative<OnusParser::DetectorOutputContext>(context)) {
    if (decl.output != nullptr)
      saidTwice(decl.output->range, whole);
    else
      decl.output = type(output->shape);
  } else if (auto *vendor = alternative<OnusParser::DetectorVendorContext>(context)) {
    once(decl.vendor, path(vendor->vendor), whole);
  } else if (auto *owner = alternative<OnusParser::DetectorOwnerContext>(context)) {
    once(decl.owner, path(owner->owner), whole);
  } else if (auto *timeout = alternative<OnusParser::DetectorTimeoutContext>(context)) {
    once(decl.timeout, duration(timeout->time), whole);
  }
}

Decl *TreeBuilder::system(OnusParser::SystemDeclContext *context) {
  auto *decl = open<SystemDecl>(context, context->title, context->caption);
  for (OnusParser::SystemClauseContext *clause : context->clauses)
    systemClause(clause, *decl);
  return decl;
}

void TreeBuilder::systemClause(OnusParser::SystemClauseContext *context, SystemDecl &decl) {
  Range whole = range(context);
  auto list = [&](llvm::ArrayRef<Path> &slot, const std::vector<OnusParser::PathContext *> &items) {
    if (!slot.empty())
      saidTwice(slot.front().range, whole);
    else
      slot = paths(items);
  };
  if (auto *party = alternative<OnusParser::SystemOperatorContext>(context)) {
    once(decl.operatorParty, path(party->party), whole);
  } else if (auto *role = alternative<OnusParser::SystemRoleContext>(context)) {
    TokenKind kind = asWord(role->role).kind();
    Path &slot = kind == TokenKind::Business      ? decl.business
                 : kind == TokenKind::Engineering ? decl.engineering
                                                  : decl.security;
    once(slot, path(role->party), whole);
  } else if (auto *model = alternative<OnusParser::SystemModelContext>(context)) {
    once(decl.model, path(model->vendor), whole);
    if (model->version != nullptr)
      decl.modelVersion = string(model->version);
  } else if (auto *surfaces = alternative<OnusParser::SystemSurfacesContext>(context)) {
    list(decl.surfaces, surfaces->surfaces);
  } else if (auto *enforces = alternative<OnusParser::SystemEnforcesContext>(context)) {
    list(decl.enforces, enforces->policies);
  } else if (auto *change = alternative<OnusParser::SystemChangeContext>(context)) {
    once(decl.change, string(change->reference), whole);
  } else if (auto *incident = alternative<OnusParser::SystemIncidentContext>(context)) {
    once(decl.incident, string(incident->reference), whole);
  } else if (auto *review = alternative<OnusParser::SystemReviewContext>(context)) {
    once(decl.review, string(review->reference), whole);
    if (review->date != nullptr)
      decl.reviewOn = date(review->date);
  }
}

} // namespace onus::syntax
