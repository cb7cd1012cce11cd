// SPDX-License-Identifier: Apache-2.0
#include "lsp/feature.h"
#include "lsp/targets.h"

#include "llvm/ADT/STLExtras.h"

/// What makes use of something in general: the guardrails that are made of a pattern, stand under duties or serve a
/// control, the exceptions to a guardrail, the tools that have an effect, the organizations that hold to a standard,
/// the detectors that take over another one, the systems that have a surface.
namespace onus::lsp {

namespace {

using Kind = Meaning::Kind;
using syntax::Decl;

class Implementations {
public:
  Implementations(const Session &session, const View &view) : session_(session), view_(view) {}

  /// Of something that may be declared in another view, told by its full name.
  std::vector<Target> of(const Meaning &meaning) {
    if (meaning.kind == Kind::Control)
      mapping(meaning.framework->symbol->name, meaning.control->decl->id.value);
    else if (meaning.kind == Kind::Declaration)
      ofDeclaration(meaning.symbol->kind(), meaning.symbol->name);
    return std::move(targets_);
  }

private:
  static bool isNamed(const resolve::Symbol *symbol, llvm::StringRef name) { return symbol && symbol->name == name; }

  void add(const Decl &decl) { add(targetOf(session_, view_, decl)); }
  void add(std::optional<Target> target) {
    if (target)
      targets_.push_back(std::move(*target));
  }

  void ofDeclaration(Decl::Kind kind, llvm::StringRef name) {
    const check::Program &program = view_.program();
    for (const check::Guardrail &each : program.guardrails) {
      if (isNamed(each.pattern, name) || isNamed(each.duties, name))
        add(*each.decl);
      if (kind == Decl::Kind::Guardrail && isNamed(each.symbol, name))
        for (const check::Exception &exception : each.exceptions)
          add(*exception.decl);
    }
    if (kind == Decl::Kind::Effect)
      tools(name);
    if (kind == Decl::Kind::Framework)
      mapping(name, {});
    for (const check::Detector &each : program.detectors)
      if (isNamed(each.base, name))
        add(*each.decl);
    for (const check::Party &each : program.parties)
      if (llvm::any_of(each.standards, [&](const check::Standard *bar) { return bar && isNamed(bar->symbol, name); }))
        add(*each.decl);
    if (kind == Decl::Kind::Surface)
      for (const check::System &each : program.systems)
        if (each.decl &&
            llvm::any_of(each.surfaces, [&](const check::Surface *one) { return one && isNamed(one->symbol, name); }))
          add(*each.decl);
  }

  void tools(llvm::StringRef effect) {
    for (const check::Surface &surface : view_.program().surfaces)
      for (const check::Tool &tool : surface.tools)
        for (const check::ToolEffect &each : tool.effects)
          if (each.effect && isNamed(each.effect->symbol, effect))
            add(targetOf(session_, view_, tool.range, tool.syntax ? tool.syntax->range : tool.range));
  }

  /// The guardrails that serve a control, or any of a framework.
  void mapping(llvm::StringRef framework, llvm::StringRef control) {
    for (const check::Guardrail &each : view_.program().guardrails)
      if (llvm::any_of(each.controls, [&](const check::MappedControl &mapped) {
            return mapped.framework && isNamed(mapped.framework->symbol, framework) &&
                   (control.empty() || (mapped.control && mapped.control->decl->id.value == control));
          }))
        add(*each.decl);
  }

  const Session &session_;
  const View &view_;
  std::vector<Target> targets_;
};

json::Value implementationsAt(Session &session, const json::Value &params) {
  auto place = placeOf(session, params);
  if (!place)
    return {};
  std::vector<Target> targets;
  std::optional<Span> origin;
  for (const Meaning &each : meaningsAt(*place->view, place->file, place->offset)) {
    origin = session.workspace.span(*place->view, each.range);
    for (const ViewPtr &view : session.workspace.wholeViews())
      for (Target &target : Implementations(session, *view).of(each))
        if (llvm::none_of(targets,
                          [&](const Target &other) { return other.uri == target.uri && other.name == target.name; }))
          targets.push_back(std::move(target));
  }
  return answer(session, "implementation", origin, targets);
}

void offer(json::Object &capabilities, const Client &) { capabilities.emplace_back("implementationProvider", true); }

} // namespace

const Feature implementation = {.offer = offer, .methods = {{"textDocument/implementation", implementationsAt}}};

} // namespace onus::lsp
