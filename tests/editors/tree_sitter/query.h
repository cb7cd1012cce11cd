// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "editors/tree_sitter/texts.h"

#include <string>
#include <vector>

namespace onus::tests {

/// What is wrong with a query (a .scm file), a line each: it is not one of the grammar for editors, one of its patterns
/// matches nothing in the texts, or, where it says how things are highlighted, two captures are for one node.
std::vector<std::string> problemsOf(const std::string &query, const std::vector<Text> &texts);

} // namespace onus::tests
