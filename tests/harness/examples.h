// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace onus::harness {

/// A program on a page.
struct Example {
  bool fails = false;            ///< ```onus fail: it is there to show a mistake
  bool fixed = false;            ///< ```onus fixed: what the fixes make of the one before
  size_t line = 0;               ///< of the page, from 1: where the fence opens
  std::vector<std::string> with; ///< ```onus fail with unused-import: further lint rules that run
  std::string text;
};

/// The fences ```onus, ```onus fail and ```onus fixed of a Markdown text, each perhaps with further rules.
std::vector<Example> examplesOf(llvm::StringRef page);

} // namespace onus::harness
