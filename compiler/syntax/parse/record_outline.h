// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/outline.h"

namespace antlr4 {
class ParserRuleContext;
}

namespace onus::syntax {

/// Appends a node for a rule that ANTLR has read, and for all the rules that it was read with. The parser must have
/// kept its parse tree.
void recordOutline(antlr4::ParserRuleContext *context, Outline &outline);

} // namespace onus::syntax
