// SPDX-License-Identifier: Apache-2.0
#include "lower/dump.h"

#include "lower/parts.h"

#include <map>

namespace onus::lower {

namespace {

/// Collects indented lines.
class Page {
public:
  void line(size_t depth, const std::string &text) { out_ += std::string(2 * depth, ' ') + text + "\n"; }
  std::string take() { return std::move(out_); }

private:
  std::string out_;
};

std::string typeOf(const ir::Type *type) { return type ? ir::print(type) : "unknown"; }
std::string exprOf(const ir::Expr *expr) { return expr ? ir::print(expr) : "nothing"; }

std::string originOf(check::Origin origin, const resolve::Symbol *from) {
  std::string name = from ? " " + from->name : "";
  switch (origin) {
  case check::Origin::Guardrail:
    return "";
  case check::Origin::Duties:
    return " (from the duties" + name + ")";
  case check::Origin::Pattern:
    return " (from the pattern" + name + ")";
  case check::Origin::Package:
    return " (from the package)";
  }
  return "";
}

template <typename T>
std::string clauseOf(const char *word, const check::Inherited<T> &clause, const std::string &rest) {
  return clause ? word + rest + originOf(clause.origin, clause.from) : std::string(word) + " is missing";
}

void dumpDuties(Page &page, const check::Guardrail &guardrail) {
  std::string owner = guardrail.owner ? "owner " + guardrail.owner->name() : "owner is missing";
  page.line(2, owner + originOf(guardrail.ownerOrigin, nullptr));
  page.line(2, clauseOf("log", guardrail.log, guardrail.sink ? " to " + guardrail.sink->symbol->name : ""));
  std::string steps;
  for (const check::EscalateStep &step : guardrail.escalateSteps)
    steps += (steps.empty() ? " to " : ", then ") + nameOf(step.to) + " within " + formatDuration(step.within);
  page.line(2, clauseOf("escalate", guardrail.escalate, steps));
  std::string by = guardrail.rollbackBy ? " by " + guardrail.rollbackBy->name() : "";
  page.line(2, clauseOf("rollback", guardrail.rollback, by));
  page.line(2, clauseOf("fails", guardrail.fails, ""));
}

/// The types of what a condition reads, each text once.
void dumpReads(Page &page, const ir::Expr *condition) {
  std::map<std::string, std::string> reads;
  ir::walk(condition, [&](const ir::Expr *expr) {
    switch (expr->kind) {
    case ir::ExprKind::Member:
    case ir::ExprKind::Index:
    case ir::ExprKind::EffectParameter:
    case ir::ExprKind::History:
    case ir::ExprKind::Signal:
      reads.emplace(ir::print(expr), typeOf(expr->type));
      break;
    default:
      break;
    }
  });
  for (const auto &[text, type] : reads)
    page.line(3, text + ": " + type);
}

void dumpRule(Page &page, const check::TypedRule &rule) {
  const syntax::Rule &syntax = *rule.syntax;
  std::string text = syntax.require ? "require" : syntax::word(syntax.verdict).str();
  if (syntax.label)
    text = syntax.label.text.str() + ": " + text;
  if (rule.condition)
    text += (syntax.require ? " " : " when ") + exprOf(rule.condition);
  page.line(2, text);
  if (rule.condition)
    dumpReads(page, rule.condition);
}

void dumpGuardrail(Page &page, const check::TypedGuardrail &typed) {
  page.line(1, "guardrail " + typed.guardrail->name());
  page.line(2, "severity " + ir::word(typed.severity).str());
  dumpDuties(page, *typed.guardrail);
  for (const check::TypedSelector &selector : typed.on) {
    std::string tools;
    for (const check::Tool *tool : selector.tools)
      tools += (tools.empty() ? " " : ", ") + tool->qualified;
    page.line(2, "on " + ir::word(selector.event).str() + tools);
  }
  for (const check::TypedLocal &local : typed.lets)
    page.line(2, "let " + local.name + " = " + exprOf(local.value) + ": " +
                     typeOf(local.value ? local.value->type : nullptr));
  for (const check::TypedRule &rule : typed.rules)
    dumpRule(page, rule);
  for (const check::TypedException &exception : typed.exceptions)
    page.line(2, "exception " + exception.exception->name + " when " + exprOf(exception.when));
}

void dumpSystem(Page &page, const check::System &system) {
  page.line(0, system.symbol ? "system " + system.symbol->name : "guardrails that no system enforces");
  for (const ir::ContextMember &member : system.context)
    page.line(1, "context " + member.name + ": " + typeOf(member.type));
  for (const check::Surface *surface : system.surfaces)
    for (const check::Tool &tool : surface->tools)
      page.line(1, "tool " + tool.qualified + " " + typeOf(tool.args) + " returns " + typeOf(tool.result));
  for (size_t index = 0; index < system.slots.size(); ++index)
    page.line(1, "slot " + std::to_string(index) + " " + system.slots[index].text);
  for (const check::TypedGuardrail &guardrail : system.guardrails)
    dumpGuardrail(page, guardrail);
}

} // namespace

std::string dumpSymbols(const resolve::Names &names, const source::SourceManager &sources) {
  Page page;
  for (const auto &package : names.packages()) {
    std::map<std::string, const resolve::Symbol *> sorted;
    for (const auto &entry : package->scope)
      sorted.emplace(entry.getKey().str(), entry.getValue());
    page.line(0, "package " + package->name + (package->standard ? " (standard library)" : ""));
    for (const auto &[name, symbol] : sorted)
      page.line(1, syntax::word(symbol->kind()).str() + " " + symbol->name + " at " +
                       source::describe(sources, symbol->decl->name.range) + (symbol->testOnly ? " (tests only)" : ""));
  }
  return page.take();
}

std::string dumpTypes(const check::Program &program) {
  Page page;
  for (const check::Effect &effect : program.effects) {
    std::string parameters;
    for (const ir::Field &field : effect.parameters)
      parameters += (parameters.empty() ? "" : ", ") + field.name.str() + ": " + typeOf(field.type);
    page.line(0, "effect " + effect.symbol->name + (parameters.empty() ? "" : "(" + parameters + ")"));
  }
  for (const check::Data &data : program.data)
    page.line(0, "let " + data.symbol->name + ": " + typeOf(data.type));
  for (const check::System &system : program.systems)
    dumpSystem(page, system);
  for (const check::System &system : program.standIns)
    dumpSystem(page, system);
  return page.take();
}

} // namespace onus::lower
