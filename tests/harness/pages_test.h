// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace onus::harness {

/// One page and what is wrong with it; empty where nothing is.
struct PageOutcome {
  std::string code;
  std::string failure;
};

/// Every diagnostic has a page; the page's failing examples report exactly its code, the repaired ones nothing.
std::vector<PageOutcome> runPages(const std::string &filter);

} // namespace onus::harness
