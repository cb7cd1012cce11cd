// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/fixes/version.h"

#include <string>

namespace onus::lint::fixes {

/// Which declarations of the project have other words in two versions of it, as far as their modules do not show it.
struct ChangedWords {
  std::string unread; ///< one that nothing reads, so that modules cannot show what it means; empty where there is none
  bool tests = false; ///< a policy test, or what is declared for tests only
};
ChangedWords changedWords(const Version &before, const Version &after);

} // namespace onus::lint::fixes
