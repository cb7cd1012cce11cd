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

/// A system with what is covered in it.
struct SystemCoverage {
  const System *system = nullptr;
  bool broken = false;
  CoverageIndex index;
};

/// Judges the tools of one surface over all systems that have it.
class SurfaceCoverage {
public:
  SurfaceCoverage(Context &context, const Surface &surface, llvm::ArrayRef<SystemCoverage> systems)
      : context_(context), surface_(surface) {
    for (const SystemCoverage &each : systems)
      if (llvm::is_contained(each.system->surfaces, &surface))
        systems_.push_back(&each);
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
    for (const SystemCoverage *each : systems_)
      if (!each->broken && !each->index.covers(tool, kind))
        bare.push_back("`" + each->system->symbol->name + "`");
    if (!bare.empty())
      reportUncovered(tool, kind, bare);
  }

  /// The tool's line; of a surface that a dependency declares, the project's system that took it.
  Range placeOf(const Tool &tool, ir::EventKind kind) const {
    for (const SystemCoverage *each : systems_) {
      bool own = !each->system->symbol->package->foreign;
      if (surface_.symbol->package->foreign && own && !each->broken && !each->index.covers(tool, kind))
        return each->system->decl->name.range;
    }
    return tool.range;
  }

  void reportUncovered(const Tool &tool, ir::EventKind kind, llvm::ArrayRef<std::string> systems) {
    llvm::StringRef event = ir::word(kind);
    const ToolEffect *cause = nullptr;
    for (const ToolEffect &effect : tool.effects)
      if (!cause && (kind == ir::EventKind::Call ? effect.effect->coverCall : effect.effect->coverResult))
        cause = &effect;
    std::string guard = "on " + event.str() + " that " + cause->effect->symbol->simpleName().str();
    Range place = placeOf(tool, kind);
    auto builder = context_.reporter.report<Kind::ToolUncovered>(place, event, tool.qualified, listed(systems));
    builder.label("neither guarded nor signed for");
    if (place != tool.range)
      builder.related(tool.range, "the tool is declared here");
    builder.related(cause->syntax->effect.range, "`" + cause->effect->symbol->simpleName().str() + "` asks for its " +
                                                     event.str() + " to be covered");
    noteWeak(builder, tool, kind);
    builder.help("write a guardrail with a deny, ask or redact rule `" + guard + "` or `on " + event.str() + " " +
                 tool.qualified +
                 "`, or sign for it on its line: `unguarded because \"…\" approved by … on … until …`");
  }

  /// Guardrails that look as if they covered the pair, and why they do not.
  void noteWeak(diagnostics::Builder &builder, const Tool &tool, ir::EventKind kind) {
    std::set<const Guardrail *> said;
    for (const SystemCoverage *each : systems_)
      for (const TypedGuardrail &typed : each->system->guardrails) {
        bool touches = llvm::any_of(typed.on, [&](const TypedSelector &selector) {
          return selector.event == kind && llvm::is_contained(selector.tools, &tool);
        });
        std::string why = touches ? whyNot(typed, *each->system, tool, kind) : "";
        if (!why.empty() && said.insert(typed.guardrail).second)
          builder.note("`" + typed.guardrail->name() + "` selects it, but " + why);
      }
  }

  /// Why a guardrail that selects the pair does not cover it; empty where it does.
  std::string whyNot(const TypedGuardrail &typed, const System &system, const Tool &tool, ir::EventKind kind) const {
    if (inShadow(*typed.guardrail, asOf()))
      return "only in shadow";
    bool chosen = llvm::any_of(typed.on, [&](const TypedSelector &selector) {
      return selector.event == kind && selectsByChoice(selector) && llvm::is_contained(selector.tools, &tool);
    });
    if (!chosen)
      return "only among whatever else there is (`*`)";
    CoveringRules rules(typed, system);
    if (!rules.any())
      return "only flags";
    return rules.apply(tool) ? "" : "reads only parameters that the tool binds to `none`";
  }

  void checkNeeded(const Tool &tool, const ToolUnguarded &unguarded, llvm::ArrayRef<ir::EventKind> required) {
    if (unguarded.event && !llvm::is_contained(required, *unguarded.event))
      return reportNeedless(unguarded, "no effect of `" + tool.qualified + "` asks for its " +
                                           ir::word(*unguarded.event).str() + " to be covered");
    if (required.empty() && tool.syntax && tool.syntax->classified)
      return reportNeedless(unguarded, "nothing that `" + tool.qualified + "` does asks to be covered");
    if (systems_.empty() || llvm::any_of(systems_, [](const SystemCoverage *each) { return each->broken; }))
      return;
    // Whoever publishes a surface signs for those who use it as well, and cannot know what they guard.
    bool elsewhere = surface_.symbol->package->foreign && llvm::any_of(systems_, [](const SystemCoverage *each) {
                       return !each->system->symbol->package->foreign;
                     });
    bool needed =
        elsewhere || llvm::any_of(required, [&](ir::EventKind kind) {
          return (!unguarded.event || *unguarded.event == kind) &&
                 llvm::any_of(systems_, [&](const SystemCoverage *each) { return !each->index.covers(tool, kind); });
        });
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
  std::vector<const SystemCoverage *> systems_;
};

} // namespace

bool selectsByChoice(const TypedSelector &selector) {
  return selector.form == Form::Tool || selector.form == Form::Effects;
}

bool inShadow(const Guardrail &guardrail, Day day) {
  return guardrail.shadowClause && guardrail.shadowClause->until && day <= guardrail.shadowClause->until.value;
}

CoveringRules::CoveringRules(const TypedGuardrail &guardrail, const System &system) {
  for (const TypedRule &rule : guardrail.rules) {
    if (!rule.syntax->require && rule.syntax->verdict < syntax::Verdict::Redact)
      continue;
    ReadCollector collector(guardrail, system);
    collector.add(rule.condition);
    for (const ir::RedactTarget &target : rule.redact)
      collector.add(target.path);
    const Reads &reads = collector.reads();
    Covering covering{&rule, {}};
    if (!reads.content)
      covering.parameters.assign(reads.parameters.begin(), reads.parameters.end());
    rules_.push_back(std::move(covering));
  }
}

bool CoveringRules::apply(const Tool &tool) const {
  return llvm::any_of(rules_, [&](const Covering &covering) {
    bool onlyNone = !covering.parameters.empty() && llvm::all_of(covering.parameters, [&](const auto &parameter) {
      return bindsToNone(tool, parameter.first, parameter.second);
    });
    return !onlyNone && !llvm::is_contained(covering.rule->notFor, &tool);
  });
}

CoverageIndex::CoverageIndex(const System &system, Day asOf) {
  for (const TypedGuardrail &guardrail : system.guardrails) {
    if (inShadow(*guardrail.guardrail, asOf))
      continue;
    CoveringRules rules(guardrail, system);
    for (const TypedSelector &selector : guardrail.on)
      if (selectsByChoice(selector))
        for (const Tool *tool : selector.tools)
          if (!covers(*tool, selector.event) && rules.apply(*tool))
            covered_.insert({tool, static_cast<unsigned>(selector.event)});
  }
}

bool CoverageIndex::covers(const Tool &tool, ir::EventKind kind) const {
  return covered_.contains({&tool, static_cast<unsigned>(kind)});
}

std::vector<ir::EventKind> requiredKinds(const Tool &tool) {
  std::vector<ir::EventKind> kinds;
  if (tool.needsCall)
    kinds.push_back(ir::EventKind::Call);
  if (tool.needsResult)
    kinds.push_back(ir::EventKind::Result);
  return kinds;
}

void checkCoverage(Context &context) {
  std::vector<SystemCoverage> systems;
  for (const System &system : context.program.systems)
    systems.push_back(
        {&system, isBroken(context.program, system), CoverageIndex(system, context.program.options.asOf)});
  for (const Surface &surface : context.program.surfaces)
    SurfaceCoverage(context, surface, systems).run();
}

} // namespace onus::check
