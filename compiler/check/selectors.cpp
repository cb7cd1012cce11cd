// SPDX-License-Identifier: Apache-2.0
#include "check/selectors.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::check {

using diagnostics::Kind;
using Form = syntax::Selector::Form;

bool hasTools(ir::EventKind kind) { return kind == ir::EventKind::Call || kind == ir::EventKind::Result; }
bool hasText(ir::EventKind kind) { return !hasTools(kind) && kind != ir::EventKind::Start; }

namespace {

template <typename Keep>
void collectTools(const System &system, std::vector<const Tool *> &tools, Keep keep) {
  for (const Surface *surface : system.surfaces)
    for (const Tool &tool : surface->tools)
      if (keep(tool))
        tools.push_back(&tool);
}

const Surface *findSurface(const Program &program, diagnostics::Reporter &reporter, const syntax::File &file,
                           llvm::ArrayRef<syntax::Name> names) {
  syntax::Path path{names, source::join(names.front().range, names.back().range)};
  const resolve::Symbol *symbol =
      program.names->find(file, path, resolve::bit(Decl::Kind::Surface), "a surface", reporter);
  return symbol ? program.surface(symbol) : nullptr;
}

bool inSystem(const System &system, const Surface *surface) { return llvm::is_contained(system.surfaces, surface); }

void reportUnknownTool(diagnostics::Reporter &reporter, const Surface &surface, const syntax::Name &name) {
  std::vector<llvm::StringRef> candidates;
  for (const Tool &tool : surface.tools)
    candidates.push_back(tool.name);
  std::string guess = resolve::closest(name.text, candidates);
  auto builder = reporter.report<Kind::ToolUnknown>(name.range, surface.symbol->name, name.text);
  builder.related(surface.decl->name.range, "the surface is declared here");
  if (guess.empty())
    builder.label("no such tool");
  else
    builder.didYouMean(name.range, guess);
}

bool resolveTool(const Program &program, diagnostics::Reporter &reporter, const syntax::File &file,
                 const System &system, const syntax::Selector &selector, SelectorMeaning &meaning) {
  llvm::ArrayRef<syntax::Name> names = selector.target.names;
  const Surface *surface = findSurface(program, reporter, file, names.size() > 1 ? names.drop_back() : names);
  if (!surface)
    return false;
  if (names.size() < 2) {
    reporter.report<Kind::SelectorForm>(selector.range, names.front().text)
        .label("a surface, but which of its tools?")
        .fix("all of them", {names.back().range.file, names.back().range.end, names.back().range.end}, ".*");
    return false;
  }
  const Tool *tool = surface->find(names.back().text);
  if (!tool) {
    if (!program.broken.contains(surface->decl))
      reportUnknownTool(reporter, *surface, names.back());
    return false;
  }
  if (inSystem(system, surface))
    meaning.typed.tools.push_back(tool);
  return true;
}

bool resolveEffects(const Program &program, diagnostics::Reporter &reporter, const syntax::File &file,
                    const System &system, const syntax::Selector &selector, SelectorMeaning &meaning) {
  for (const syntax::Path &path : selector.effects) {
    const resolve::Symbol *symbol =
        program.names->find(file, path, resolve::bit(Decl::Kind::Effect), "an effect", reporter);
    const Effect *effect = symbol ? program.effect(symbol) : nullptr;
    if (!effect)
      return false;
    meaning.effects.push_back(effect);
  }
  collectTools(system, meaning.typed.tools, [&](const Tool &tool) {
    return llvm::all_of(meaning.effects, [&](const Effect *effect) { return tool.find(effect); });
  });
  return true;
}

bool resolveTarget(const Program &program, diagnostics::Reporter &reporter, const syntax::File &file,
                   const System &system, const syntax::Selector &selector, SelectorMeaning &meaning) {
  switch (selector.form) {
  case Form::Kind:
    reporter.report<Kind::SelectorForm>(selector.range, syntax::word(selector.event))
        .label("which tools?")
        .help("name a tool, `that EFFECT`, or `*` for every tool")
        .fix("every tool", {selector.range.file, selector.range.end, selector.range.end}, " *",
             diagnostics::Applicability::MaybeIncorrect);
    return false;
  case Form::All:
    collectTools(system, meaning.typed.tools, [](const Tool &) { return true; });
    return true;
  case Form::Effects:
    return resolveEffects(program, reporter, file, system, selector, meaning);
  case Form::Tool:
    return resolveTool(program, reporter, file, system, selector, meaning);
  case Form::Surface: {
    const Surface *surface = findSurface(program, reporter, file, selector.target.names);
    if (surface && inSystem(system, surface))
      for (const Tool &tool : surface->tools)
        meaning.typed.tools.push_back(&tool);
    return surface != nullptr;
  }
  }
  return false;
}

} // namespace

std::optional<SelectorMeaning> resolveSelector(const Program &program, diagnostics::Reporter &reporter,
                                               const syntax::File &file, const System &system,
                                               const syntax::Selector &selector) {
  SelectorMeaning meaning;
  meaning.typed.event = selector.event;
  meaning.typed.form = selector.form;
  meaning.typed.syntax = &selector;
  if (!hasTools(meaning.typed.event))
    return meaning;
  if (!resolveTarget(program, reporter, file, system, selector, meaning))
    return std::nullopt;
  llvm::sort(meaning.typed.tools, [](const Tool *a, const Tool *b) { return a->qualified < b->qualified; });
  return meaning;
}

std::vector<const Effect *> sharedEffects(llvm::ArrayRef<const Tool *> tools) {
  std::vector<const Effect *> shared;
  if (tools.empty())
    return shared;
  for (const ToolEffect &first : tools.front()->effects)
    if (first.effect && llvm::all_of(tools, [&](const Tool *tool) { return tool->find(first.effect); }))
      shared.push_back(first.effect);
  return shared;
}

std::string print(const SelectorMeaning &meaning) {
  const syntax::Selector &selector = *meaning.typed.syntax;
  std::string out = selector.denied ? "denied " : "";
  out += ir::word(meaning.typed.event).str();
  switch (selector.form) {
  case Form::Kind:
    return out;
  case Form::All:
    return out + (hasTools(meaning.typed.event) ? " *" : "");
  case Form::Effects:
    for (size_t index = 0; index < meaning.effects.size(); ++index)
      out += (index ? " and " : " that ") + meaning.effects[index]->symbol->name;
    return out;
  case Form::Tool:
  case Form::Surface:
    return out + " " + selector.target.text() + (selector.form == Form::Surface ? ".*" : "");
  }
  return out;
}

} // namespace onus::check
