// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/text.h"

/// IPv4 and IPv6 addresses and blocks of them (S35).
namespace onus::rt {

struct IpAddress {
  bool v6 = false;
  uint8_t bytes[16] = {}; ///< the first four of an IPv4 address, the others zero
  size_t size() const { return v6 ? 16 : 4; }
  friend bool operator==(const IpAddress &left, const IpAddress &right) {
    return left.v6 == right.v6 && memcmp(left.bytes, right.bytes, 16) == 0;
  }
};

/// An address whose bits behind the prefix are zero.
struct CidrBlock {
  IpAddress network;
  unsigned prefix = 0;
  friend bool operator==(const CidrBlock &left, const CidrBlock &right) {
    return left.network == right.network && left.prefix == right.prefix;
  }
};

/// Room for the longest text of an address or a block.
inline constexpr size_t addressRoom = 48;

/// Strict dotted quad or RFC 4291; no leading zeros, no zone, no IPv4-mapped form. False on anything else.
bool parseIp(Text text, IpAddress &address);
/// `10.0.0.0/8`; false where a bit behind the prefix is set.
bool parseCidr(Text text, CidrBlock &block);
bool contains(const CidrBlock &block, const IpAddress &address);
/// The one canonical text: dotted quad, or RFC 5952. Returns its length.
size_t formatIp(const IpAddress &address, char (&out)[addressRoom]);
size_t formatCidr(const CidrBlock &block, char (&out)[addressRoom]);

} // namespace onus::rt
