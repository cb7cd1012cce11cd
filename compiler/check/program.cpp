// SPDX-License-Identifier: Apache-2.0
#include "check/program.h"

#include "check/passes.h"

namespace onus::check {
namespace {

using diagnostics::Reporter;

template <typename T>
const T *lookUp(const Program &program, const resolve::Symbol *symbol, resolve::Kinds kinds) {
  if (!symbol || !(resolve::bit(symbol->kind()) & kinds))
    return nullptr;
  return static_cast<const T *>(program.byDecl.lookup(symbol->decl));
}

} // namespace

const ir::Field *Effect::parameter(llvm::StringRef name) const {
  for (const ir::Field &field : parameters)
    if (field.name == name)
      return &field;
  return nullptr;
}

const ToolEffect *Tool::find(const Effect *effect) const {
  for (const ToolEffect &own : effects)
    if (own.effect == effect)
      return &own;
  return nullptr;
}

const Tool *Surface::find(llvm::StringRef name) const {
  for (const Tool &tool : tools)
    if (tool.name == name)
      return &tool;
  return nullptr;
}

const Tool *System::tool(llvm::StringRef qualified) const {
  for (const Surface *surface : surfaces)
    for (const Tool &tool : surface->tools)
      if (tool.qualified == qualified)
        return &tool;
  return nullptr;
}

const Party *Program::party(const resolve::Symbol *symbol) const {
  return lookUp<Party>(*this, symbol, resolve::parties);
}
const Effect *Program::effect(const resolve::Symbol *symbol) const {
  return lookUp<Effect>(*this, symbol, resolve::bit(Decl::Kind::Effect));
}
const Surface *Program::surface(const resolve::Symbol *symbol) const {
  return lookUp<Surface>(*this, symbol, resolve::bit(Decl::Kind::Surface));
}
const Detector *Program::detector(const resolve::Symbol *symbol) const {
  return lookUp<Detector>(*this, symbol, resolve::bit(Decl::Kind::Detector));
}
const Guardrail *Program::guardrail(const resolve::Symbol *symbol) const {
  return lookUp<Guardrail>(*this, symbol, resolve::bit(Decl::Kind::Guardrail));
}
const System *Program::system(const resolve::Symbol *symbol) const {
  return lookUp<System>(*this, symbol, resolve::bit(Decl::Kind::System));
}
const Sink *Program::sink(const resolve::Symbol *symbol) const {
  return lookUp<Sink>(*this, symbol, resolve::bit(Decl::Kind::Sink));
}

std::unique_ptr<Program> check(const resolve::Names &names, const source::SourceManager &sources, FileReader &files,
                               const Options &options, Reporter &reporter) {
  auto program = std::make_unique<Program>();
  program->names = &names;
  program->sources = &sources;
  program->options = options;
  Context context{*program, files, reporter};
  for (auto pass : {checkReservedNames, checkParties, checkEmptyClauses, checkFrameworks, checkEffects, checkDetectors,
                    checkData, checkSurfaces, checkGuardrails, checkExceptions, checkSystems, checkRollbacks,
                    typeGuardrails, checkCoverage, checkLogging, checkStandards, typeTests})
    pass(context);
  return program;
}

} // namespace onus::check
