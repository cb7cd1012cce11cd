// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>
#include <variant>

namespace onus::source {

/// Why a file could not be read: lower case, no full stop, without the path.
struct ReadError {
  std::string message;
  bool missing = false; ///< there is no such file
};

/// The bytes of a regular file, or why there are none. Reads at most `limit` + 1 bytes, so that the caller sees that a
/// file is too large without holding it. Never waits: pipes, sockets and devices are refused.
std::variant<std::string, ReadError> readFile(llvm::StringRef path, size_t limit);

/// All of standard input, at most `limit` + 1 bytes.
std::variant<std::string, ReadError> readStandardInput(size_t limit);

} // namespace onus::source
