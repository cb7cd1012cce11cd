// SPDX-License-Identifier: Apache-2.0
#include "check/surfaces/flatten.h"
#include "check/surfaces/surface_builder.h"

#include <algorithm>

/// How a tool fills the parameters of its effects (S37). Every parameter is bound: to an expression over the tool's
/// arguments, or to `none` with a reason.
namespace onus::check::surfaces {

using diagnostics::Kind;

void SurfaceBuilder::readEffects(Tool &tool, const syntax::ToolDecl &line) {
  for (const syntax::DoesClause &does : line.does) {
    const resolve::Symbol *symbol = context_.program.names->find(file(), does.effect, resolve::bit(Decl::Kind::Effect),
                                                                 "an effect", context_.reporter);
    const Effect *effect = symbol ? context_.program.effect(symbol) : nullptr;
    if (!effect) {
      context_.program.broken.insert(surface_.decl);
      continue;
    }
    if (const ToolEffect *first = tool.find(effect)) {
      context_.reporter.report<Kind::EffectTwice>(does.effect.range, tool.name, symbol->simpleName())
          .label("again here")
          .related(first->syntax->effect.range, "first here");
      continue;
    }
    tool.effects.push_back(bindEffect(tool, *effect, does));
    tool.needsCall |= effect->coverCall;
    tool.needsResult |= effect->coverResult;
  }
}

ToolEffect SurfaceBuilder::bindEffect(const Tool &tool, const Effect &effect, const syntax::DoesClause &does) {
  ToolEffect bound;
  bound.effect = &effect;
  bound.syntax = &does;
  for (const syntax::Binding &binding : does.bindings)
    if (auto made = bindParameter(tool, effect, binding)) {
      auto same = std::find_if(bound.bindings.begin(), bound.bindings.end(),
                               [&](const EffectBinding &other) { return other.parameter == made->parameter; });
      if (same == bound.bindings.end())
        bound.bindings.push_back(*made);
      else
        context_.reporter
            .report<Kind::EffectParameterTwice>(binding.range, binding.parameter.text, effect.symbol->simpleName())
            .label("again here")
            .related(same->syntax->range, "first here");
    }
  checkUnbound(tool, bound);
  return bound;
}

std::optional<EffectBinding> SurfaceBuilder::bindParameter(const Tool &tool, const Effect &effect,
                                                           const syntax::Binding &binding) {
  EffectBinding made;
  made.parameter = effect.parameter(binding.parameter.text);
  made.syntax = &binding;
  made.none = binding.none;
  if (!made.parameter) {
    std::vector<llvm::StringRef> candidates;
    for (const ir::Field &field : effect.parameters)
      candidates.push_back(field.name);
    std::string guess = resolve::closest(binding.parameter.text, candidates);
    auto builder = context_.reporter.report<Kind::EffectParameterUnknown>(
        binding.parameter.range, effect.symbol->simpleName(), binding.parameter.text);
    builder.related(effect.decl->name.range, "the effect is declared here");
    if (guess.empty())
      builder.label("no such parameter");
    else
      builder.didYouMean(binding.parameter.range, guess);
    return std::nullopt;
  }
  if (binding.none && !binding.because)
    context_.reporter.report<Kind::NoneUnexplained>(binding.range, binding.parameter.text)
        .label("why has the tool none?")
        .help("rules that read it will not apply to this tool, so somebody says why: `none because \"…\"`");
  if (binding.none || !binding.value)
    return made;
  if (tool.args->isError()) {
    // Nothing is known of its arguments, and that was said.
    ir::Expr unknown;
    unknown.type = context_.program.types->error();
    made.value = context_.program.arena->make<ir::Expr>(unknown);
    return made;
  }
  Scope scope;
  scope.file = &file();
  scope.events = {ir::EventKind::Call, ir::EventKind::Result};
  scope.tools = {&tool};
  scope.bindings = true;
  made.value = elaborate(context_, scope, binding.value, made.parameter->type);
  auto *list = llvm::dyn_cast<syntax::ListExpr>(binding.value);
  if (list && list->items.empty() && made.parameter->type->kind == ir::TypeKind::List)
    context_.reporter
        .report<Kind::BindingEmpty>(binding.value->range, binding.parameter.text, effect.symbol->simpleName())
        .label("no rule that reads it will ever find something")
        .fix("say that the tool has none, and why", binding.value->range, "none because \"…\"",
             diagnostics::Applicability::HasPlaceholders);
  if (made.parameter->type->kind == ir::TypeKind::List)
    made.value = flatten(context_.program, made.value);
  return made;
}

void SurfaceBuilder::checkUnbound(const Tool &tool, const ToolEffect &effect) {
  // A misspelt name was reported; what it left unbound is the same mistake.
  if (effect.bindings.size() < effect.syntax->bindings.size())
    return;
  for (const ir::Field &parameter : effect.effect->parameters) {
    bool bound = std::any_of(effect.bindings.begin(), effect.bindings.end(),
                             [&](const EffectBinding &binding) { return binding.parameter->name == parameter.name; });
    if (bound)
      continue;
    llvm::StringRef effectName = effect.effect->symbol->simpleName();
    context_.reporter.report<Kind::EffectParameterUnbound>(effect.syntax->range, tool.name, parameter.name, effectName)
        .label("`" + parameter.name.str() + "` is left unbound")
        .related(effect.effect->decl->name.range, "the effect asks for it here")
        .help("name the argument that carries it, `" + effectName.str() + "(" + parameter.name.str() +
              ": ARGUMENT)`, or `none because \"…\"` where the tool has none");
  }
}

} // namespace onus::check::surfaces
