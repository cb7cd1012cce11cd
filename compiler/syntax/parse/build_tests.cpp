// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/builder.h"

namespace onus::syntax {

namespace {

bool isUser(const Path &party) { return party.names.size() == 1 && party.names.front().text == "user"; }

} // namespace

Decl *TreeBuilder::test(OnusParser::TestDeclContext *context) {
  auto *decl = open<TestDecl>(context, nullptr, nullptr);
  decl->what = string(context->title);
  decl->name = {decl->what.value, decl->what.range, true};
  decl->of = path(context->system);
  std::vector<Step *> steps;
  for (OnusParser::TestStepContext *item : context->steps)
    steps.push_back(step(item));
  decl->steps = keep(steps);
  return decl;
}

Step *TreeBuilder::step(OnusParser::TestStepContext *context) {
  auto *step = arena_.make<Step>();
  step->range = range(context);
  if (auto *at = alternative<OnusParser::StepAtContext>(context)) {
    step->kind = Step::Kind::At;
    step->at = instant(at->time);
  } else if (auto *after = alternative<OnusParser::StepAfterContext>(context)) {
    step->kind = Step::Kind::After;
    step->after = duration(after->time);
  } else if (auto *state = alternative<OnusParser::StepStateContext>(context)) {
    TokenKind kind = asWord(state->kind).kind();
    step->kind = kind == TokenKind::Session ? Step::Kind::Session
                 : kind == TokenKind::Agent ? Step::Kind::Agent
                                            : Step::Kind::Context;
    step->value = expr(state->value);
  } else if (asWord(context->start).kind() == TokenKind::Signal ||
             asWord(context->start).kind() == TokenKind::Approved ||
             asWord(context->start).kind() == TokenKind::Expect) {
    answerStep(context, *step);
  } else {
    step->kind = Step::Kind::Event;
    step->event = eventKind(asWord(context->start).kind());
    eventStep(context, *step);
  }
  return step;
}

void TreeBuilder::eventStep(OnusParser::TestStepContext *context, Step &step) {
  if (auto *call = alternative<OnusParser::StepCallContext>(context)) {
    step.tool = toolPath(call->tool, nullptr);
    if (call->value != nullptr)
      step.value = expr(call->value);
  } else if (auto *result = alternative<OnusParser::StepResultContext>(context)) {
    resultStep(result, step);
  } else if (auto *text = alternative<OnusParser::StepTextContext>(context)) {
    step.value = expr(text->value);
  }
}

void TreeBuilder::resultStep(OnusParser::StepResultContext *context, Step &step) {
  step.tool = toolPath(context->tool, nullptr);
  step.error = context->failed != nullptr;
  if (context->message != nullptr) {
    Text text = string(context->message);
    auto *message = makeExpr<StringExpr>(text.range);
    message->value = text.value;
    step.value = message;
  }
  if (context->value != nullptr)
    step.value = expr(context->value);
  if (context->given != nullptr)
    step.args = expr(context->given);
}

void TreeBuilder::answerStep(OnusParser::TestStepContext *context, Step &step) {
  if (auto *signal = alternative<OnusParser::StepSignalContext>(context)) {
    step.kind = Step::Kind::Signal;
    step.detector = path(signal->detector);
    if (signal->argument != nullptr)
      step.argument = expr(signal->argument);
    step.unavailable = signal->absent != nullptr;
    if (signal->value != nullptr)
      step.value = expr(signal->value);
  } else if (auto *approved = alternative<OnusParser::StepApprovedContext>(context)) {
    step.kind = Step::Kind::Approved;
    step.party = path(approved->party);
    step.user = isUser(step.party);
  } else if (auto *expect = alternative<OnusParser::StepExpectContext>(context)) {
    step.kind = Step::Kind::Expect;
    outcome(expect->wanted, step);
  }
}

void TreeBuilder::outcome(OnusParser::OutcomeContext *context, Step &step) {
  if (auto *failing = alternative<OnusParser::OutcomeFailingContext>(context)) {
    step.failing = true;
    step.by = path(failing->guardrail);
    return;
  }
  if (auto *ask = alternative<OnusParser::OutcomeAskContext>(context)) {
    step.verdict = Verdict::Ask;
    step.wouldBe = ask->trial != nullptr;
    step.party = path(ask->party);
    step.user = isUser(step.party);
    return origins(ask->origins, step);
  }
  auto *plain = static_cast<OnusParser::OutcomeVerdictContext *>(context);
  step.wouldBe = plain->trial != nullptr;
  switch (asWord(plain->verdict).kind()) {
  case TokenKind::Flag:
    step.verdict = Verdict::Flag;
    break;
  case TokenKind::Deny:
    step.verdict = Verdict::Deny;
    break;
  case TokenKind::Redact:
    step.verdict = Verdict::Redact;
    break;
  default:
    step.verdict = Verdict::Allow;
    break;
  }
  origins(plain->origins, step);
}

void TreeBuilder::origins(const std::vector<OnusParser::OriginContext *> &origins, Step &step) {
  for (OnusParser::OriginContext *origin : origins) {
    if (auto *exception = alternative<OnusParser::OriginExceptionContext>(origin))
      once(step.exception, path(exception->waiver), range(origin));
    else if (auto *rule = alternative<OnusParser::OriginRuleContext>(origin))
      once(step.by, path(rule->source), range(origin));
    else if (auto *reason = alternative<OnusParser::OriginReasonContext>(origin))
      once(step.with, name(reason->reason), range(origin));
  }
}

} // namespace onus::syntax
