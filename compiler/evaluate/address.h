// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

/// Internet addresses (S35): strict dotted quads and RFC 4291 text. Leading zeros, zones and IPv4-mapped forms are no
/// addresses, since different readers take them for different ones.
namespace onus::evaluate {

struct Address {
  bool six = false; ///< IPv6; else the first four bytes are an IPv4 address
  std::array<uint8_t, 16> bytes{};

  static std::optional<Address> parse(llvm::StringRef text);
  /// The canonical text: RFC 5952 for IPv6.
  std::string text() const;
  unsigned bits() const { return six ? 128 : 32; }
  bool operator==(const Address &) const = default;
};

/// `10.0.0.0/8`. Bits after the prefix must be zero.
struct Network {
  Address address;
  unsigned prefix = 0;

  static std::optional<Network> parse(llvm::StringRef text);
  std::string text() const;
  bool contains(const Address &of) const;
  bool operator==(const Network &) const = default;
};

} // namespace onus::evaluate
