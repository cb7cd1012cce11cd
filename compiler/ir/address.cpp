// SPDX-License-Identifier: Apache-2.0
#include "ir/address.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include <string>
#include <vector>

namespace onus::ir {
namespace {

/// A decimal number without leading zeros.
std::optional<unsigned> plainNumber(llvm::StringRef text, unsigned most) {
  unsigned value = 0;
  if (text.empty() || text.size() > 3 || (text.size() > 1 && text.front() == '0'))
    return std::nullopt;
  for (char letter : text) {
    if (!llvm::isDigit(letter))
      return std::nullopt;
    value = value * 10 + static_cast<unsigned>(letter - '0');
  }
  return value <= most ? std::optional(value) : std::nullopt;
}

std::optional<std::array<uint8_t, 4>> parseQuad(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 4> parts;
  text.split(parts, '.');
  if (parts.size() != 4)
    return std::nullopt;
  std::array<uint8_t, 4> bytes{};
  for (size_t index = 0; index < 4; ++index) {
    auto value = plainNumber(parts[index], 255);
    if (!value)
      return std::nullopt;
    bytes[index] = static_cast<uint8_t>(*value);
  }
  return bytes;
}

/// Colon-separated groups of one side of `::`; a dotted quad may end the last side.
bool parseGroups(llvm::StringRef text, bool quadAllowed, std::vector<uint16_t> &groups) {
  if (text.empty())
    return true;
  llvm::SmallVector<llvm::StringRef, 8> parts;
  text.split(parts, ':');
  for (size_t index = 0; index < parts.size(); ++index) {
    llvm::StringRef part = parts[index];
    if (quadAllowed && index + 1 == parts.size() && part.contains('.')) {
      auto quad = parseQuad(part);
      if (!quad)
        return false;
      groups.push_back(static_cast<uint16_t>((*quad)[0] << 8 | (*quad)[1]));
      groups.push_back(static_cast<uint16_t>((*quad)[2] << 8 | (*quad)[3]));
      continue;
    }
    unsigned value = 0;
    if (part.empty() || part.size() > 4 || !llvm::all_of(part, llvm::isHexDigit) || part.getAsInteger(16, value))
      return false;
    groups.push_back(static_cast<uint16_t>(value));
  }
  return true;
}

bool isMapped(const std::array<uint8_t, 16> &bytes) {
  for (size_t index = 0; index < 10; ++index)
    if (bytes[index])
      return false;
  return bytes[10] == 0xFF && bytes[11] == 0xFF;
}

std::optional<IpAddress> parseV6(llvm::StringRef text) {
  size_t gap = text.find("::");
  bool hasGap = gap != llvm::StringRef::npos;
  std::vector<uint16_t> front, back;
  if (hasGap && text.find("::", gap + 1) != llvm::StringRef::npos)
    return std::nullopt;
  if (!parseGroups(hasGap ? text.take_front(gap) : text, !hasGap, front))
    return std::nullopt;
  if (hasGap && !parseGroups(text.substr(gap + 2), true, back))
    return std::nullopt;
  size_t groups = front.size() + back.size();
  if (hasGap ? groups > 7 : groups != 8)
    return std::nullopt;
  IpAddress address;
  address.v6 = true;
  auto put = [&](size_t at, uint16_t group) {
    address.bytes[at * 2] = static_cast<uint8_t>(group >> 8);
    address.bytes[at * 2 + 1] = static_cast<uint8_t>(group & 0xFF);
  };
  for (size_t index = 0; index < front.size(); ++index)
    put(index, front[index]);
  for (size_t index = 0; index < back.size(); ++index)
    put(8 - back.size() + index, back[index]);
  return isMapped(address.bytes) ? std::nullopt : std::optional(address);
}

} // namespace

std::optional<IpAddress> IpAddress::parse(llvm::StringRef text) {
  if (text.contains(':'))
    return parseV6(text);
  auto quad = parseQuad(text);
  if (!quad)
    return std::nullopt;
  IpAddress address;
  std::copy(quad->begin(), quad->end(), address.bytes.begin());
  return address;
}

std::string IpAddress::text() const {
  std::string out;
  if (!v6) {
    for (size_t index = 0; index < 4; ++index)
      out += (index ? "." : "") + std::to_string(bytes[index]);
    return out;
  }
  auto group = [&](size_t at) { return static_cast<unsigned>(bytes[at * 2] << 8 | bytes[at * 2 + 1]); };
  size_t best = 8, bestLength = 1; // RFC 5952: the first longest run of at least two zero groups
  for (size_t at = 0; at < 8; ++at) {
    size_t length = 0;
    while (at + length < 8 && group(at + length) == 0)
      ++length;
    if (length > bestLength) {
      best = at;
      bestLength = length;
    }
  }
  for (size_t at = 0; at < 8; ++at) {
    if (at == best) {
      out += "::";
      at += bestLength - 1;
      continue;
    }
    if (!out.empty() && out.back() != ':')
      out += ':';
    out += llvm::utohexstr(group(at), true);
  }
  return out;
}

std::optional<CidrBlock> CidrBlock::enclosing(llvm::StringRef text) {
  auto [front, back] = text.split('/');
  auto network = IpAddress::parse(front);
  if (!network)
    return std::nullopt;
  auto prefix = plainNumber(back, network->v6 ? 128 : 32);
  if (!prefix)
    return std::nullopt;
  for (unsigned bit = *prefix; bit < (network->v6 ? 128u : 32u); ++bit)
    network->bytes[bit / 8] &= static_cast<uint8_t>(~(0x80 >> bit % 8));
  return CidrBlock{*network, *prefix};
}

std::optional<CidrBlock> CidrBlock::parse(llvm::StringRef text) {
  auto block = enclosing(text);
  return block && block->network == IpAddress::parse(text.split('/').first) ? block : std::nullopt;
}

std::string CidrBlock::text() const { return network.text() + "/" + std::to_string(prefix); }

bool CidrBlock::contains(const IpAddress &address) const {
  if (address.v6 != network.v6)
    return false;
  for (unsigned bit = 0; bit < prefix; ++bit)
    if ((address.bytes[bit / 8] ^ network.bytes[bit / 8]) & (0x80 >> bit % 8))
      return false;
  return true;
}

} // namespace onus::ir
