// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"
#include "prose/document.h"
#include "prose/source_index.h"

/// A guardrail with everything that it inherits, in plain English, for the person who signs it.
namespace onus::prose {

/// What is explained from: a program without errors and what it was lowered to. All are borrowed.
struct Project {
  const check::Program &program;
  const ir::Module &module;
  const SourceIndex &index;
};

/// The whole text about one guardrail. Its examples were decided by the reference evaluator.
Document explain(const Project &project, const check::Guardrail &guardrail);

} // namespace onus::prose
