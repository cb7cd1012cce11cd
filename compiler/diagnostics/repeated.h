// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/diagnostic.h"

#include <algorithm>

/// One mistake, one message: what is missing at the first place where it is needed is missing at all others too.
namespace onus::diagnostics {

/// The same message was reported before, anywhere.
template <Kind kind, typename... Args>
bool saidBefore(const Reporter &reporter, const Args &...args) {
  std::string message = fmt::format(Format<kind>::text(), args...);
  return std::any_of(reporter.all().begin(), reporter.all().end(),
                     [&](const auto &each) { return each->kind == kind && each->message == message; });
}

/// The same message was reported before in this file.
template <Kind kind, typename... Args>
bool saidInFile(const Reporter &reporter, source::FileId file, const Args &...args) {
  std::string message = fmt::format(Format<kind>::text(), args...);
  return std::any_of(reporter.all().begin(), reporter.all().end(), [&](const auto &each) {
    return each->kind == kind && each->range.file == file && each->message == message;
  });
}

} // namespace onus::diagnostics
