// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

/// What a selector means in one system: which kind of event, and for calls and results which tools.
namespace onus::check {

struct SelectorMeaning {
  TypedSelector typed;
  std::vector<const Effect *> effects; ///< that the selector names
};

/// Finds the surface, the tool and the effects that a selector names, and the system's tools that it selects (there may
/// be none). Reports unknown names, and gives nothing then.
std::optional<SelectorMeaning> resolveSelector(const Program &program, diagnostics::Reporter &reporter,
                                               const syntax::File &file, const System &system,
                                               const syntax::Selector &selector);

/// The effects that every one of the tools has, in the first tool's order.
std::vector<const Effect *> sharedEffects(llvm::ArrayRef<const Tool *> tools);

/// The selector as it is written, effects and surfaces by their full names.
std::string print(const SelectorMeaning &meaning);

/// `call` and `result` have tools; the other kinds have a text, but for `start`, which has neither.
bool hasTools(ir::EventKind kind);
bool hasText(ir::EventKind kind);

} // namespace onus::check
