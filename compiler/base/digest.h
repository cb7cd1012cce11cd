// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace onus {

/// SHA-256 of the bytes as 64 lower-case hexadecimal digits.
std::string sha256Hex(llvm::StringRef bytes);
/// HMAC-SHA-256 (RFC 2104) as 64 lower-case hexadecimal digits.
std::string hmacSha256Hex(llvm::StringRef key, llvm::StringRef bytes);

} // namespace onus
