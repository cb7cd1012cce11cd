// SPDX-License-Identifier: Apache-2.0
#include "check/expressions.h"

#include "llvm/ADT/StringSet.h"

namespace onus::check {
namespace {

using diagnostics::Kind;

void readParameters(Context &context, Effect &effect) {
  llvm::StringSet<> seen;
  for (const syntax::FieldDecl &field : effect.decl->parameters) {
    if (!seen.insert(field.name.text).second) {
      context.reporter.report<Kind::ParameterTwice>(field.name.range, field.name.text).label("the second");
      continue;
    }
    const ir::Type *type =
        field.type ? elaborateType(context, *effect.symbol->file, field.type) : context.program.types->error();
    effect.parameters.push_back({field.name.text, type});
  }
}

/// `cover call`, `cover result`, `cover call, result`, `cover none`; nothing written means `cover call`.
void readCover(Context &context, Effect &effect) {
  if (effect.decl->cover.empty())
    return;
  effect.coverCall = effect.coverResult = false;
  for (const syntax::Name &kind : effect.decl->cover) {
    if (kind.text == "call")
      effect.coverCall = true;
    else if (kind.text == "result")
      effect.coverResult = true;
    else if (kind.text != "none" || effect.decl->cover.size() > 1)
      context.reporter.report<Kind::CoverUnknown>(kind.range, kind.text)
          .label("not a call, a result or none")
          .help("write `cover call`, `cover result`, both, or `cover none`");
  }
}

} // namespace

void checkEffects(Context &context) {
  for (const resolve::Symbol *symbol : context.program.names->all(Decl::Kind::Effect)) {
    Effect &effect = context.program.effects.emplace_back();
    effect.symbol = symbol;
    effect.decl = llvm::cast<syntax::EffectDecl>(symbol->decl);
    if (effect.decl->severity)
      effect.severity = *effect.decl->severity;
    readParameters(context, effect);
    readCover(context, effect);
    context.program.byDecl[symbol->decl] = &effect;
  }
}

} // namespace onus::check
