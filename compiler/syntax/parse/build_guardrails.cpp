// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/builder.h"

namespace onus::syntax {

/// The clauses of one guardrail while they are read.
struct TreeBuilder::ClauseParts {
  Clauses &clauses;
  Path *duties; ///< null where `under` does not belong
  std::vector<OwnerClause> owners;
  std::vector<LocalLet> lets;
  std::vector<Selector *> on;
  std::vector<Rule *> rules;
  std::vector<LogClause *> logs;
  std::vector<EscalateClause *> escalates;
  std::vector<RollbackClause *> rollbacks;
  std::vector<FailsClause *> fails;
  std::vector<MapsClause *> maps;
  std::vector<Waiver *> shadows;
  std::vector<ExceptionDecl *> exceptions;
};

Decl *TreeBuilder::duties(OnusParser::DutiesDeclContext *context) {
  auto *decl = open<DutiesDecl>(context, context->title, context->caption);
  clauses(context->clauses, decl->clauses, nullptr);
  return decl;
}

Decl *TreeBuilder::guardrail(OnusParser::GuardrailDeclContext *context) {
  auto *decl = open<GuardrailDecl>(context, context->title, context->caption);
  if (context->pattern != nullptr)
    decl->pattern = path(context->pattern);
  if (context->duties != nullptr)
    decl->duties = path(context->duties);
  if (context->given != nullptr) {
    std::vector<Argument> arguments;
    for (OnusParser::NamedArgumentContext *item : context->given->items) {
      Argument argument;
      argument.range = range(item);
      argument.label = name(item->parameter);
      argument.value = expr(item->value);
      arguments.push_back(argument);
    }
    decl->arguments = keep(arguments);
  }
  clauses(context->clauses, decl->clauses, &decl->duties);
  return decl;
}

Decl *TreeBuilder::pattern(OnusParser::PatternDeclContext *context) {
  auto *decl = open<PatternDecl>(context, context->title, context->caption);
  if (context->parameters != nullptr)
    decl->parameters = keep(parameters(context->parameters->items, ParameterForm::WithDefaults).fields);
  clauses(context->clauses, decl->clauses, nullptr);
  return decl;
}

void TreeBuilder::clauses(const std::vector<OnusParser::GuardrailMemberContext *> &members, Clauses &clauses,
                          Path *duties) {
  ClauseParts parts{clauses, duties, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  for (OnusParser::GuardrailMemberContext *item : members)
    member(item, parts);
  clauses.owners = keep(parts.owners);
  clauses.lets = keep(parts.lets);
  clauses.on = keep(parts.on);
  clauses.rules = keep(parts.rules);
  clauses.logs = keep(parts.logs);
  clauses.escalates = keep(parts.escalates);
  clauses.rollbacks = keep(parts.rollbacks);
  clauses.fails = keep(parts.fails);
  clauses.maps = keep(parts.maps);
  clauses.shadows = keep(parts.shadows);
  clauses.exceptions = keep(parts.exceptions);
}

/// `deny deny when …`: a rule of one word, and on the same line another one.
void TreeBuilder::addRule(ClauseParts &parts, Rule *rule) {
  const Rule *before = parts.rules.empty() ? nullptr : parts.rules.back();
  bool bare = before && before->keyword.end == before->range.end && !rule->label;
  llvm::StringRef between = bare ? text_.slice(before->range.end, rule->range.begin) : "";
  if (bare && between.trim().empty() && !between.contains('\n')) {
    if (textOf(before->keyword) == textOf(rule->keyword))
      saidTwice(before->keyword, rule->keyword);
    else
      misplaced(rule->keyword, "`" + textOf(before->keyword).str() + "` ends here without a word of when or why",
                "a rule has one verdict; two rules stand on two lines");
  }
  parts.rules.push_back(rule);
}

void TreeBuilder::member(OnusParser::GuardrailMemberContext *context, ClauseParts &parts) {
  Range whole = range(context);
  if (auto *labelled = alternative<OnusParser::LabelledRuleContext>(context)) {
    addRule(parts, rule(labelled->body, labelled->label));
  } else if (auto *plain = alternative<OnusParser::PlainRuleContext>(context)) {
    addRule(parts, rule(plain->body, nullptr));
  } else if (auto *on = alternative<OnusParser::GuardrailOnContext>(context)) {
    for (OnusParser::SelectorContext *item : on->selectors)
      parts.on.push_back(selector(item, nullptr));
    if (parts.clauses.onRange.valid())
      saidTwice(parts.clauses.onRange, whole);
    parts.clauses.onRange = whole;
  } else if (auto *local = alternative<OnusParser::GuardrailLetContext>(context)) {
    LetDecl *let = this->let(local->local);
    if (let->value == nullptr || let->function || let->type != nullptr || !let->yes.empty() || !let->no.empty())
      misplaced(whole, "a `let` inside a guardrail only names an expression over the event: `let NAME = …`",
                "declare constants, functions, data and patterns beside the guardrail");
    if (let->value != nullptr)
      parts.lets.push_back({let->name, let->value});
  } else if (auto *level = alternative<OnusParser::GuardrailSeverityContext>(context)) {
    if (parts.clauses.severityRange.valid())
      saidTwice(parts.clauses.severityRange, whole);
    else
      parts.clauses.severity = severity(name(level->level));
    parts.clauses.severityRange = whole;
  } else if (auto *under = alternative<OnusParser::GuardrailUnderContext>(context)) {
    if (parts.duties == nullptr)
      misplaced(whole, "only a guardrail stands `under` duties", "");
    else
      once(*parts.duties, path(under->duties), whole);
  } else {
    accountabilityMember(context, parts);
  }
}

void TreeBuilder::accountabilityMember(OnusParser::GuardrailMemberContext *context, ClauseParts &parts) {
  Range whole = range(context);
  if (auto *owner = alternative<OnusParser::GuardrailOwnerContext>(context)) {
    parts.owners.push_back({path(owner->owner), whole});
  } else if (auto *logged = alternative<OnusParser::GuardrailLogContext>(context)) {
    parts.logs.push_back(log(logged));
  } else if (auto *chain = alternative<OnusParser::GuardrailEscalateContext>(context)) {
    parts.escalates.push_back(escalate(chain));
  } else if (auto *undo = alternative<OnusParser::GuardrailRollbackContext>(context)) {
    parts.rollbacks.push_back(rollback(undo));
  } else if (auto *mode = alternative<OnusParser::GuardrailFailsContext>(context)) {
    parts.fails.push_back(fails(mode));
  } else if (auto *controls = alternative<OnusParser::GuardrailMapsContext>(context)) {
    auto *maps = arena_.make<MapsClause>();
    *maps = {whole, path(controls->framework), strings(controls->controls)};
    parts.maps.push_back(maps);
  } else if (auto *shadow = alternative<OnusParser::GuardrailShadowContext>(context)) {
    auto *waiver = arena_.make<Waiver>();
    waiver->range = whole;
    for (OnusParser::WaiverTermContext *term : shadow->terms)
      waiverTerm(term, *waiver);
    parts.shadows.push_back(waiver);
  } else if (auto *exempt = alternative<OnusParser::GuardrailExceptionContext>(context)) {
    parts.exceptions.push_back(llvm::cast<ExceptionDecl>(exception(exempt->waiver, true)));
  }
}

Rule *TreeBuilder::rule(OnusParser::RuleBodyContext *context, const antlr4::ParserRuleContext *label) {
  auto *rule = arena_.make<Rule>();
  const antlr4::Token *first = label != nullptr ? label->start : context->start;
  rule->range = span(first, context->stop);
  rule->keyword = range(context->start);
  rule->doc = docAbove(first);
  if (label != nullptr)
    rule->label = name(label);
  if (auto *deny = alternative<OnusParser::DenyRuleContext>(context)) {
    ruleTail(*rule, deny->condition, deny->reason);
  } else if (auto *flag = alternative<OnusParser::FlagRuleContext>(context)) {
    rule->verdict = Verdict::Flag;
    ruleTail(*rule, flag->condition, flag->reason);
  } else if (auto *ask = alternative<OnusParser::AskRuleContext>(context)) {
    rule->verdict = Verdict::Ask;
    rule->ask = path(ask->party);
    llvm::StringRef only = rule->ask.names.size() == 1 ? rule->ask.names.front().text : "";
    rule->askUser = only == "user";
    rule->askOwner = only == "owner";
    if (ask->time != nullptr)
      rule->within = duration(ask->time);
    ruleTail(*rule, ask->condition, ask->reason);
  } else if (auto *redact = alternative<OnusParser::RedactRuleContext>(context)) {
    rule->verdict = Verdict::Redact;
    rule->redact = redactions(redact->items);
    ruleTail(*rule, redact->condition, redact->reason);
  } else if (auto *require = alternative<OnusParser::RequireRuleContext>(context)) {
    rule->require = true;
    ruleTail(*rule, require->condition, require->reason);
  }
  return rule;
}

void TreeBuilder::ruleTail(Rule &rule, OnusParser::ExprContext *condition, antlr4::Token *reason) {
  if (condition != nullptr)
    rule.condition = expr(condition);
  if (reason != nullptr)
    rule.because = string(reason);
}

llvm::ArrayRef<RedactTarget> TreeBuilder::redactions(const std::vector<OnusParser::RedactionContext *> &items) {
  std::vector<RedactTarget> targets;
  for (OnusParser::RedactionContext *item : items) {
    RedactTarget target{expr(item->target), nullptr};
    if (item->pattern != nullptr)
      target.matching = expr(item->pattern);
    targets.push_back(target);
  }
  return keep(targets);
}

LogClause *TreeBuilder::log(OnusParser::GuardrailLogContext *context) {
  auto *log = arena_.make<LogClause>();
  log->range = range(context);
  std::vector<Expr *> items;
  for (OnusParser::ExprContext *item : context->items) {
    Expr *value = expr(item);
    auto *word = llvm::dyn_cast<NameExpr>(value);
    if (word == nullptr || word->name != "inputs") {
      items.push_back(value);
      continue;
    }
    log->inputs = true;
    log->inputsRange = value->range;
  }
  log->items = keep(items);
  log->redact = exprs(context->redacted);
  log->to = path(context->sink);
  return log;
}

Threshold TreeBuilder::threshold(OnusParser::MoreThanContext *context) {
  return {integer(context->times), duration(context->window), range(context)};
}

EscalateClause *TreeBuilder::escalate(OnusParser::GuardrailEscalateContext *context) {
  auto *escalate = arena_.make<EscalateClause>();
  escalate->range = range(context);
  std::vector<EscalateStep> steps;
  for (OnusParser::EscalationStepContext *step : context->steps)
    steps.push_back({path(step->party), duration(step->time)});
  escalate->steps = keep(steps);
  if (context->frequency != nullptr)
    escalate->when = threshold(context->frequency);
  return escalate;
}

RollbackClause *TreeBuilder::rollback(OnusParser::GuardrailRollbackContext *context) {
  auto *rollback = arena_.make<RollbackClause>();
  rollback->range = range(context);
  rollback->by = path(context->executor);
  rollback->within = duration(context->time);
  if (context->runbook != nullptr)
    rollback->runbook = string(context->runbook);
  if (auto *disable = alternative<OnusParser::RollbackDisableContext>(context->action)) {
    std::vector<Path> tools;
    for (OnusParser::ToolPathContext *tool : disable->targets)
      tools.push_back(toolPath(tool, nullptr));
    bool system = tools.size() == 1 && tools.front().names.size() == 1 && tools.front().names.front().text == "system";
    rollback->act = system ? RollbackClause::Act::DisableSystem : RollbackClause::Act::DisableTools;
    if (!system)
      rollback->tools = keep(tools);
  } else if (auto *revoke = alternative<OnusParser::RollbackRevokeContext>(context->action)) {
    rollback->act = RollbackClause::Act::Revoke;
    rollback->credential = string(revoke->credential);
  } else if (alternative<OnusParser::RollbackRestoreContext>(context->action) != nullptr) {
    rollback->act = RollbackClause::Act::RestorePrevious;
  }
  return rollback;
}

FailsClause *TreeBuilder::fails(OnusParser::GuardrailFailsContext *context) {
  auto *fails = arena_.make<FailsClause>();
  fails->range = range(context);
  if (auto *open = alternative<OnusParser::FailsOpenContext>(context->way)) {
    fails->mode = FailsClause::Mode::Open;
    fails->waiver.range = fails->range;
    for (OnusParser::WaiverTermContext *term : open->terms)
      waiverTerm(term, fails->waiver);
  } else if (auto *ask = alternative<OnusParser::FailsToAskContext>(context->way)) {
    fails->mode = FailsClause::Mode::Ask;
    fails->ask = path(ask->party);
  }
  return fails;
}

} // namespace onus::syntax
