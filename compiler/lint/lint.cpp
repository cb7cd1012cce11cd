// SPDX-License-Identifier: Apache-2.0
#include "lint/lint.h"

#include "lint/pass.h"
#include "syntax/walk.h"

#include "llvm/ADT/STLExtras.h"

#include <deque>

namespace onus::lint {

namespace {

/// The rules that look at one kind of thing, each with its pass.
template <typename Handler>
using Listeners = std::vector<std::pair<Handler, Pass *>>;

class Walk {
public:
  Walk(const check::Program &program, const Levels &levels, diagnostics::Reporter &reporter, Scope scope)
      : program_(program), facts_(program, scope) {
    for (const Rule *rule : allRules())
      if (!levels.isOff(*rule))
        listen(*rule, passes_.emplace_back(*rule, program, facts_, levels, reporter));
  }

  void run() {
    for (const syntax::File *each : facts_.files())
      file(*each);
    declarations();
    for (const check::Guardrail &each : program_.guardrails)
      guardrail(each);
    for (const auto *systems : {&program_.systems, &program_.standIns})
      for (const check::System &each : *systems)
        if (!each.symbol || isOwn(each.symbol))
          system(each);
    for (const check::TypedTest &each : program_.tests)
      if (facts_.isOwn(each.file->id))
        tell(tests_, each);
    for (auto &[handler, pass] : projects_)
      handler(*pass);
  }

private:
  template <typename Handler>
  static void add(Listeners<Handler> &listeners, Handler handler, Pass &pass) {
    if (handler)
      listeners.emplace_back(handler, &pass);
  }

  void listen(const Rule &rule, Pass &pass) {
    add(projects_, rule.project, pass);
    add(files_, rule.file, pass);
    add(declarations_, rule.declaration, pass);
    add(expressions_, rule.expression, pass);
    add(parties_, rule.party, pass);
    add(surfaces_, rule.surface, pass);
    add(tools_, rule.tool, pass);
    add(detectors_, rule.detector, pass);
    add(systems_, rule.system, pass);
    add(guardrails_, rule.guardrail, pass);
    add(typedGuardrails_, rule.typedGuardrail, pass);
    add(conditions_, rule.condition, pass);
    add(exceptions_, rule.exception, pass);
    add(waivers_, rule.waiver, pass);
    add(tests_, rule.test, pass);
  }

  template <typename Handler, typename... Args>
  static void tell(const Listeners<Handler> &listeners, const Args &...args) {
    for (const auto &[handler, pass] : listeners)
      handler(args..., *pass);
  }

  bool isOwn(const resolve::Symbol *symbol) const { return facts_.isOwn(symbol->file->id); }

  void file(const syntax::File &file) {
    tell(files_, file);
    if (declarations_.empty() && expressions_.empty())
      return;
    for (const syntax::Decl *each : file.decls) {
      tell(declarations_, file, *each);
      if (!expressions_.empty())
        syntax::walk(*each, [&](const syntax::Expr &expr) { tell(expressions_, file, expr); });
    }
  }

  void declarations() {
    for (const check::Party &each : program_.parties)
      if (isOwn(each.symbol))
        tell(parties_, each);
    for (const check::Detector &each : program_.detectors)
      if (isOwn(each.symbol))
        tell(detectors_, each);
    for (const check::Surface &each : program_.surfaces)
      if (isOwn(each.symbol))
        surface(each);
  }

  void surface(const check::Surface &surface) {
    tell(surfaces_, surface);
    for (const check::Tool &tool : surface.tools) {
      tell(tools_, tool);
      for (const check::ToolUnguarded &each : tool.unguarded)
        waiver(each.waiver, "what leaves tools unguarded");
    }
  }

  void guardrail(const check::Guardrail &guardrail) {
    if (isOwn(guardrail.symbol)) {
      tell(guardrails_, guardrail);
      if (guardrail.failsWaiver)
        waiver(*guardrail.failsWaiver, "this open failure");
      if (guardrail.shadow)
        waiver(*guardrail.shadow, "this shadow");
    }
    for (const check::Exception &each : guardrail.exceptions) {
      if (!facts_.isOwn(each.file->id))
        continue;
      tell(exceptions_, each);
      waiver(each.waiver, "exception `" + each.name + "`");
    }
  }

  /// A waiver of a surface or of duties stands for several tools or guardrails and is shown once.
  void waiver(const check::Waiver &waiver, const std::string &what) {
    if (seenWaivers_.insert(waiver.syntax).second)
      tell(waivers_, waiver, llvm::StringRef(what));
  }

  void system(const check::System &system) {
    if (system.symbol)
      tell(systems_, system);
    for (const check::TypedGuardrail &each : system.guardrails) {
      if (!isOwn(each.guardrail->symbol))
        continue;
      tell(typedGuardrails_, system, each);
      if (!conditions_.empty())
        conditions(system, each);
    }
  }

  void conditions(const check::System &system, const check::TypedGuardrail &guardrail) {
    auto visit = [&](const ir::Expr *root) {
      if (root)
        ir::walk(root, [&](const ir::Expr *expr) {
          if (expr->range.valid() && facts_.isOwn(expr->range.file))
            tell(conditions_, system, guardrail, *expr);
        });
    };
    for (const check::TypedLocal &each : guardrail.lets)
      visit(each.value);
    for (const check::TypedRule &each : guardrail.rules)
      visit(each.condition);
    for (const check::TypedException &each : guardrail.exceptions)
      visit(each.when);
  }

  const check::Program &program_;
  Facts facts_;
  std::deque<Pass> passes_;
  llvm::DenseSet<const syntax::Waiver *> seenWaivers_;
  Listeners<decltype(Rule::project)> projects_;
  Listeners<decltype(Rule::file)> files_;
  Listeners<decltype(Rule::declaration)> declarations_;
  Listeners<decltype(Rule::expression)> expressions_;
  Listeners<decltype(Rule::party)> parties_;
  Listeners<decltype(Rule::surface)> surfaces_;
  Listeners<decltype(Rule::tool)> tools_;
  Listeners<decltype(Rule::detector)> detectors_;
  Listeners<decltype(Rule::system)> systems_;
  Listeners<decltype(Rule::guardrail)> guardrails_;
  Listeners<decltype(Rule::typedGuardrail)> typedGuardrails_;
  Listeners<decltype(Rule::condition)> conditions_;
  Listeners<decltype(Rule::exception)> exceptions_;
  Listeners<decltype(Rule::waiver)> waivers_;
  Listeners<decltype(Rule::test)> tests_;
};

} // namespace

void lint(const check::Program &program, const Levels &levels, diagnostics::Reporter &reporter, Scope scope) {
  Walk(program, levels, reporter, scope).run();
}

} // namespace onus::lint
