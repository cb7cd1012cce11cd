// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "editors/tree_sitter/texts.h"

#include <string>
#include <vector>

namespace onus::tests {

/// What is wrong with queries (.scm files), a line each: one is none of the grammar for editors, a pattern matches
/// nothing in the texts, or, where the query says how things are highlighted, two captures are for one node.
std::vector<std::string> problemsOf(const std::vector<std::string> &queries, const std::vector<Text> &texts);

} // namespace onus::tests
