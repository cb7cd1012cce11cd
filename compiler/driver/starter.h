// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/time.h"

#include <string>
#include <utility>
#include <vector>

/// The project that `onus init` writes: the files of driver/starter (a project that the tests check and run like any
/// other) with a few words put in the place of theirs.
namespace onus::driver {

struct StarterWords {
  std::string name;         ///< first part of the packages' names: an identifier
  std::string organization; ///< its title
  std::string business;     ///< mail address of who approves the use
  std::string engineering;  ///< mail address of who integrates and runs it
  std::string security;     ///< mail address of who defines the policy
  Day signedOn = 0;         ///< the day of the approvals; they last a year
};

/// `my-agent 2` → `my_agent_2`; what an identifier cannot begin with gets a `p` before it.
std::string identifierFrom(const std::string &text);
/// Why the words will not do (lower case, no full stop), or nothing.
std::string problemWith(const StarterWords &words);
/// The files with their paths relative to the project. The words must be without a problem.
std::vector<std::pair<std::string, std::string>> starterFiles(const StarterWords &words);

} // namespace onus::driver
