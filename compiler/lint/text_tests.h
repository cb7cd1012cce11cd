// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/guardrail_reader.h"

/// The tests of a guardrail's conditions that hold a text of the event against one that is written out.
namespace onus::lint {

struct TextTest {
  enum class Part { Whole, Start, End, Anywhere, Glob };
  const ir::Expr *test = nullptr;    ///< the condition
  const ir::Expr *subject = nullptr; ///< what is tested, its names read
  Part part = Part::Whole;
  llvm::StringRef text;     ///< that the part must be; of Glob the whole glob, `*` included
  source::Range textRange;  ///< where it is written
  Use use = Use::Value;     ///< what becomes of the event where the part is that text
  llvm::StringRef function; ///< `lower`, `host`, `domain` where the subject comes from it
};

/// Calls `visit` for each test with `==`, `!=`, `in` a list, `like`, `starts_with`, `ends_with` and `contains` against
/// a text. `like "x*"` is one of the start, and so on.
void visitTextTests(const GuardrailReader &reader, llvm::function_ref<void(const TextTest &)> visit);

} // namespace onus::lint
