// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <array>
#include <cstdint>
#include <optional>

namespace onus::ir {

/// An IPv4 or IPv6 address (S35): strict dotted quad or RFC 4291; no leading zeros, no zone, no IPv4-mapped form.
struct IpAddress {
  bool v6 = false;
  std::array<uint8_t, 16> bytes{}; ///< the first four of an IPv4 address
  bool operator==(const IpAddress &) const = default;
  static std::optional<IpAddress> parse(llvm::StringRef text);
  /// The one canonical text: dotted quad, or RFC 5952.
  std::string text() const;
};

/// `10.0.0.0/8`: an address whose bits behind the prefix are zero.
struct CidrBlock {
  IpAddress network;
  unsigned prefix = 0;
  bool operator==(const CidrBlock &) const = default;
  static std::optional<CidrBlock> parse(llvm::StringRef text);
  /// The block in which an address with a prefix lies: of `10.0.0.1/8`, `10.0.0.0/8`.
  static std::optional<CidrBlock> enclosing(llvm::StringRef text);
  std::string text() const;
  bool contains(const IpAddress &address) const;
};

} // namespace onus::ir
