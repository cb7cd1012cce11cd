// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace onus::driver {

/// What the program's exit status says.
enum class ExitStatus : int {
  Clean = 0,
  Findings = 1,   ///< or tests failed
  Incomplete = 4, ///< something could not be read or proved: nothing passes on "don't know"
  Input = 2,      ///< usage, configuration, unreadable or corrupt input
  Internal = 3,   ///< a defect of this program
};

/// The one that matters more: Internal, then Input, then Findings, then Incomplete, then Clean.
inline ExitStatus worse(ExitStatus left, ExitStatus right) {
  auto rank = [](ExitStatus status) {
    switch (status) {
    case ExitStatus::Clean:
      return 0;
    case ExitStatus::Incomplete:
      return 1;
    case ExitStatus::Findings:
      return 2;
    case ExitStatus::Input:
      return 3;
    case ExitStatus::Internal:
      return 4;
    }
    return 4;
  };
  return rank(left) >= rank(right) ? left : right;
}

} // namespace onus::driver
