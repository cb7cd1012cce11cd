// SPDX-License-Identifier: Apache-2.0
#include "check/standards/attributes.h"
#include "check/waivers.h"

#include <set>

namespace onus::check::standards {
namespace {

using llvm::StringRef;

std::string named(StringRef kind, StringRef name) { return kind.str() + " `" + name.str() + "`"; }

class Collector {
public:
  Collector(const Context &context, const System &system) : context_(context), system_(system) {}
  std::vector<Subject> collect();

private:
  Subject &add(SubjectKind kind, std::string text, Range name);
  void addWaiver(const Waiver &waiver, StringRef kind, std::string text, Range name, const TypedGuardrail *guardrail,
                 const Exception *exception);
  void addGuardrail(const TypedGuardrail &guardrail);
  void addException(const TypedGuardrail &guardrail, const Exception &exception);
  void addTool(const Tool &tool);
  void addDetectors();

  const Context &context_;
  const System &system_;
  std::vector<Subject> subjects_;
};

Subject &Collector::add(SubjectKind kind, std::string text, Range name) {
  Subject &subject = subjects_.emplace_back();
  subject.kind = kind;
  subject.text = std::move(text);
  subject.name = name;
  subject.system = &system_;
  return subject;
}

void Collector::addWaiver(const Waiver &waiver, StringRef kind, std::string text, Range name,
                          const TypedGuardrail *guardrail, const Exception *exception) {
  if (!waiver.syntax)
    return;
  Subject &subject = add(SubjectKind::Waiver, std::move(text), name);
  subject.waiver = &waiver;
  subject.waiverKind = kind;
  subject.guardrail = guardrail;
  subject.exception = exception;
}

void Collector::addException(const TypedGuardrail &guardrail, const Exception &exception) {
  if (!exception.waiver.syntax)
    return;
  std::string text = named("exception", exception.decl->name.text);
  Subject &subject = add(SubjectKind::Exception, text, exception.decl->name.range);
  subject.guardrail = &guardrail;
  subject.exception = &exception;
  subject.waiver = &exception.waiver;
  addWaiver(exception.waiver, "exception", text, exception.decl->name.range, &guardrail, &exception);
}

void Collector::addGuardrail(const TypedGuardrail &typed) {
  const Guardrail &guardrail = *typed.guardrail;
  StringRef name = guardrail.decl->name.text;
  add(SubjectKind::Guardrail, named("guardrail", name), guardrail.decl->name.range).guardrail = &typed;
  if (guardrail.failsWaiver)
    addWaiver(*guardrail.failsWaiver, "fails_open", named("the open failure of guardrail", name),
              firstWord(context_, guardrail.fails.clause->range), &typed, nullptr);
  if (guardrail.shadow)
    addWaiver(*guardrail.shadow, "shadow", named("the shadow of guardrail", name),
              firstWord(context_, guardrail.shadow->range), &typed, nullptr);
  for (const TypedException &exception : typed.exceptions)
    addException(typed, *exception.exception);
}

void Collector::addTool(const Tool &tool) {
  add(SubjectKind::Tool, named("tool", tool.qualified), tool.range).tool = &tool;
  for (const ToolUnguarded &unguarded : tool.unguarded)
    if (unguarded.waiver.syntax)
      addWaiver(unguarded.waiver, "unguarded", named("`unguarded` of tool", tool.qualified),
                firstWord(context_, unguarded.waiver.syntax->range), nullptr, nullptr);
}

void Collector::addDetectors() {
  std::set<StringRef> used;
  auto note = [&](const ir::Expr *expr) {
    if (expr)
      ir::walk(expr, [&](const ir::Expr *node) {
        if (node->kind == ir::ExprKind::Signal)
          used.insert(node->text);
      });
  };
  for (const TypedGuardrail &guardrail : system_.guardrails) {
    for (const TypedRule &rule : guardrail.rules)
      note(rule.condition);
    for (const TypedLocal &local : guardrail.lets)
      note(local.value);
    for (const TypedException &exception : guardrail.exceptions)
      note(exception.when);
  }
  for (const Detector &detector : context_.program.detectors)
    if (used.count(detector.symbol->name))
      add(SubjectKind::Detector, named("detector", detector.decl->name.text), detector.decl->name.range).detector =
          &detector;
}

std::vector<Subject> Collector::collect() {
  add(SubjectKind::System, named("system", system_.decl->name.text), system_.decl->name.range);
  for (const TypedGuardrail &guardrail : system_.guardrails)
    addGuardrail(guardrail);
  for (const Surface *surface : system_.surfaces)
    for (const Tool &tool : surface->tools)
      addTool(tool);
  addDetectors();
  return std::move(subjects_);
}

} // namespace

std::vector<Subject> subjectsOf(const Context &context, const System &system) {
  return Collector(context, system).collect();
}

} // namespace onus::check::standards
