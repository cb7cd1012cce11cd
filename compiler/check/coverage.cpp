// SPDX-License-Identifier: Apache-2.0
#include "check/coverage.h"

#include "check/passes.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <set>

namespace onus::check {
namespace {

using diagnostics::Kind;
using Form = syntax::Selector::Form;

bool isShadow(const Guardrail &guardrail, Day asOf) {
  return guardrail.shadowClause && guardrail.shadowClause->until && asOf <= guardrail.shadowClause->until.value;
}

/// What an expression reads, as far as coverage asks.
struct Reads {
  std::set<std::pair<llvm::StringRef, llvm::StringRef>> parameters; ///< effect, parameter
  bool content = false;                                             ///< the tool's own arguments, result or outcome
};

class ReadCollector {
public:
  ReadCollector(const TypedGuardrail &guardrail, const System &system) : guardrail_(guardrail), system_(system) {}

  void add(const ir::Expr *expr) {
    if (expr)
      ir::walk(expr, [this](const ir::Expr *node) { visit(node); });
  }
  const Reads &reads() const { return reads_; }

private:
  void visit(const ir::Expr *node) {
    if (node->kind == ir::ExprKind::EffectParameter)
      reads_.parameters.insert({node->text, node->names[0]});
    else if (node->kind == ir::ExprKind::Root)
      reads_.content |= node->text == "args" || node->text == "result" || node->text == "error";
    else if (node->kind == ir::ExprKind::Local)
      addLocal(node->number);
    else if (node->kind == ir::ExprKind::History)
      addSlot(static_cast<size_t>(node->number));
  }

  void addLocal(int64_t id) {
    for (const TypedLocal &local : guardrail_.lets)
      if (local.local == id && seen_.insert(id).second)
        add(local.value);
  }

  void addSlot(size_t index) {
    if (index >= system_.slots.size() || !slots_.insert(index).second)
      return;
    const ir::Slot &slot = system_.slots[index];
    // The earlier event's arguments are not those of the tool in question; its parameters are of the same effect.
    bool content = reads_.content;
    add(slot.path);
    add(slot.where);
    reads_.content = content;
  }

  const TypedGuardrail &guardrail_;
  const System &system_;
  Reads reads_;
  std::set<int64_t> seen_;
  std::set<size_t> slots_;
};

bool bindsToNone(const Tool &tool, llvm::StringRef effect, llvm::StringRef parameter) {
  for (const ToolEffect &own : tool.effects)
    if (own.effect->symbol->name == effect)
      for (const EffectBinding &binding : own.bindings)
        if (binding.parameter->name == parameter)
          return binding.none;
  return false;
}

bool ruleCovers(const TypedGuardrail &guardrail, const System &system, const TypedRule &rule, const Tool &tool) {
  if (!rule.syntax->require && rule.syntax->verdict < syntax::Verdict::Redact)
    return false;
  if (llvm::is_contained(rule.notFor, &tool))
    return false;
  ReadCollector collector(guardrail, system);
  collector.add(rule.condition);
  for (const ir::RedactTarget &target : rule.redact)
    collector.add(target.path);
  const Reads &reads = collector.reads();
  bool onlyNone = llvm::all_of(reads.parameters, [&](const auto &p) { return bindsToNone(tool, p.first, p.second); });
  return reads.parameters.empty() || reads.content || !onlyNone;
}

bool selects(const TypedGuardrail &guardrail, const Tool &tool, ir::EventKind kind) {
  return llvm::any_of(guardrail.on, [&](const TypedSelector &selector) {
    bool byName = selector.form == Form::Tool || selector.form == Form::Effects;
    return byName && selector.event == kind && llvm::is_contained(selector.tools, &tool);
  });
}

/// A reported mistake that may be why a guardrail does not cover something: then nothing more is said.
bool isBroken(const Program &program, const System &system) {
  if (system.decl && program.broken.contains(system.decl))
    return true;
  if (system.guardrails.size() != system.enforced.size())
    return true;
  return llvm::any_of(system.guardrails, [](const TypedGuardrail &guardrail) {
    return guardrail.on.empty() || guardrail.on.size() != guardrail.guardrail->on.size() || guardrail.rules.empty() ||
           guardrail.rules.size() != guardrail.guardrail->rules.size();
  });
}

std::string listed(llvm::ArrayRef<std::string> names) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i)
    out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return out;
}

/// Judges the tools of one surface over all systems that have it.
class SurfaceCoverage {
public:
  SurfaceCoverage(Context &context, const Surface &surface) : context_(context), surface_(surface) {
    for (const System &system : context.program.systems)
      if (llvm::is_contained(system.surfaces, &surface))
        systems_.push_back(&system);
  }

  void run() {
    if (context_.program.broken.contains(surface_.decl))
      return;
    for (const Tool &tool : surface_.tools) {
      std::vector<ir::EventKind> required = requiredKinds(tool);
      for (ir::EventKind kind : required)
        checkPair(tool, kind);
      for (const ToolUnguarded &unguarded : tool.unguarded)
        checkNeeded(tool, unguarded, required);
    }
  }

private:
  Day asOf() const { return context_.program.options.asOf; }

  void checkPair(const Tool &tool, ir::EventKind kind) {
    for (const ToolUnguarded &unguarded : tool.unguarded)
      if (!unguarded.event || *unguarded.event == kind)
        return;
    std::vector<std::string> bare;
    for (const System *system : systems_)
      if (!isBroken(context_.program, *system) && !covered(*system, tool, kind, asOf()))
        bare.push_back("`" + system->symbol->name + "`");
    if (!bare.empty())
      reportUncovered(tool, kind, bare);
  }

  void reportUncovered(const Tool &tool, ir::EventKind kind, llvm::ArrayRef<std::string> systems) {
    llvm::StringRef event = ir::word(kind);
    const ToolEffect *cause = nullptr;
    for (const ToolEffect &effect : tool.effects)
      if (!cause && (kind == ir::EventKind::Call ? effect.effect->coverCall : effect.effect->coverResult))
        cause = &effect;
    std::string guard = "on " + event.str() + " that " + cause->effect->symbol->simpleName().str();
    auto builder = context_.reporter.report<Kind::ToolUncovered>(tool.range, event, tool.qualified, listed(systems));
    builder.label("neither guarded nor signed for")
        .related(cause->syntax->effect.range,
                 "`" + cause->effect->symbol->simpleName().str() + "` asks for its " + event.str() + " to be covered");
    noteWeak(builder, tool, kind);
    builder.help("write a guardrail with a deny, ask or redact rule `" + guard + "` or `on " + event.str() + " " +
                 tool.qualified +
                 "`, or sign for it on its line: `unguarded because \"…\" approved by … on … until …`");
  }

  /// Guardrails that look as if they covered the pair, and why they do not.
  void noteWeak(diagnostics::Builder &builder, const Tool &tool, ir::EventKind kind) {
    std::set<const Guardrail *> said;
    for (const System *system : systems_)
      for (const TypedGuardrail &typed : system->guardrails) {
        bool touches = llvm::any_of(typed.on, [&](const TypedSelector &selector) {
          return selector.event == kind && llvm::is_contained(selector.tools, &tool);
        });
        if (!touches || covers(typed, *system, tool, kind, asOf()) || !said.insert(typed.guardrail).second)
          continue;
        builder.note("`" + typed.guardrail->name() + "` selects it, but " + whyNot(typed, tool, kind));
      }
  }

  std::string whyNot(const TypedGuardrail &typed, const Tool &tool, ir::EventKind kind) const {
    if (isShadow(*typed.guardrail, asOf()))
      return "only in shadow";
    if (!selects(typed, tool, kind))
      return "only among whatever else there is (`*`)";
    bool strict = llvm::any_of(typed.rules, [](const TypedRule &rule) {
      return rule.syntax->require || rule.syntax->verdict >= syntax::Verdict::Redact;
    });
    return strict ? "reads only parameters that the tool binds to `none`" : "only flags";
  }

  void checkNeeded(const Tool &tool, const ToolUnguarded &unguarded, llvm::ArrayRef<ir::EventKind> required) {
    if (unguarded.event && !llvm::is_contained(required, *unguarded.event))
      return reportNeedless(unguarded, "no effect of `" + tool.qualified + "` asks for its " +
                                           ir::word(*unguarded.event).str() + " to be covered");
    if (required.empty() && tool.syntax && tool.syntax->classified)
      return reportNeedless(unguarded, "nothing that `" + tool.qualified + "` does asks to be covered");
    if (systems_.empty() || llvm::any_of(systems_, [&](const System *s) { return isBroken(context_.program, *s); }))
      return;
    bool needed = llvm::any_of(
        systems_, [&](const System *system) { return !signedKinds(*system, tool, unguarded, asOf()).empty(); });
    if (!needed)
      reportNeedless(unguarded, "guardrails cover `" + tool.qualified + "` in every system that has it");
  }

  void reportNeedless(const ToolUnguarded &unguarded, const std::string &why) {
    context_.reporter.report<Kind::UnguardedNeedless>(unguarded.waiver.range, why)
        .label("not needed")
        .help("leave it out: a signature for an absence that is none hides the next one");
  }

  Context &context_;
  const Surface &surface_;
  std::vector<const System *> systems_;
};

} // namespace

bool covers(const TypedGuardrail &guardrail, const System &system, const Tool &tool, ir::EventKind kind, Day asOf) {
  return !isShadow(*guardrail.guardrail, asOf) && selects(guardrail, tool, kind) &&
         llvm::any_of(guardrail.rules,
                      [&](const TypedRule &rule) { return ruleCovers(guardrail, system, rule, tool); });
}

bool covered(const System &system, const Tool &tool, ir::EventKind kind, Day asOf) {
  return llvm::any_of(system.guardrails,
                      [&](const TypedGuardrail &guardrail) { return covers(guardrail, system, tool, kind, asOf); });
}

std::vector<ir::EventKind> requiredKinds(const Tool &tool) {
  std::vector<ir::EventKind> kinds;
  if (tool.needsCall)
    kinds.push_back(ir::EventKind::Call);
  if (tool.needsResult)
    kinds.push_back(ir::EventKind::Result);
  return kinds;
}

std::vector<ir::EventKind> signedKinds(const System &system, const Tool &tool, const ToolUnguarded &unguarded,
                                       Day asOf) {
  std::vector<ir::EventKind> kinds;
  for (ir::EventKind kind : requiredKinds(tool))
    if ((!unguarded.event || *unguarded.event == kind) && !covered(system, tool, kind, asOf))
      kinds.push_back(kind);
  return kinds;
}

void checkCoverage(Context &context) {
  for (const Surface &surface : context.program.surfaces)
    SurfaceCoverage(context, surface).run();
}

} // namespace onus::check
