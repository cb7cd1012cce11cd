// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/lexer.h"

#include <cstdint>
#include <vector>

/// Which rule of the grammar covers which words of a file, for whoever works on the text rather than on what it means:
/// the formatter. The syntax tree does not keep the order of clauses nor the places of keywords; the outline keeps
/// nothing else. `parse` fills it in when asked to.
namespace onus::syntax {

/// The rows of rules.def: the rules of the grammar by their names there.
enum class RuleKind : uint8_t {
#define ONUS_RULE(NAME) NAME,
#include "syntax/rules.def"
};

/// Words [first, end) that one rule of the grammar read.
struct OutlineNode {
  RuleKind rule = RuleKind::File;
  uint32_t first = 0;
  uint32_t end = 0;
  uint32_t after = 0; ///< the node that follows this one and all that lie in it
};

/// The nodes stand in the order in which they begin, outer before inner; the outermost are the package clause, the
/// `use` clauses and the declarations.
struct Outline {
  Tokens tokens;
  std::vector<OutlineNode> nodes;
};

} // namespace onus::syntax
