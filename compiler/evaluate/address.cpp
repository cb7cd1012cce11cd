// SPDX-License-Identifier: Apache-2.0
#include "evaluate/address.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::evaluate {

namespace {

std::optional<unsigned> decimalByte(llvm::StringRef text) {
  if (text.empty() || text.size() > 3 || (text.size() > 1 && text.front() == '0') || !llvm::all_of(text, llvm::isDigit))
    return std::nullopt;
  unsigned value = 0;
  if (text.getAsInteger(10, value) || value > 255)
    return std::nullopt;
  return value;
}

std::optional<Address> parseFour(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 4> parts;
  text.split(parts, '.');
  if (parts.size() != 4)
    return std::nullopt;
  Address address;
  for (size_t index = 0; index < 4; ++index) {
    auto byte = decimalByte(parts[index]);
    if (!byte)
      return std::nullopt;
    address.bytes[index] = static_cast<uint8_t>(*byte);
  }
  return address;
}

/// The groups of one side of `::`; nothing where one is no group.
std::optional<llvm::SmallVector<uint16_t, 8>> groups(llvm::StringRef text) {
  llvm::SmallVector<uint16_t, 8> found;
  if (text.empty())
    return found;
  llvm::SmallVector<llvm::StringRef, 8> parts;
  text.split(parts, ':');
  for (llvm::StringRef part : parts) {
    unsigned value = 0;
    if (part.empty() || part.size() > 4 || !llvm::all_of(part, [](char c) { return llvm::isHexDigit(c); }) ||
        part.getAsInteger(16, value))
      return std::nullopt;
    found.push_back(static_cast<uint16_t>(value));
  }
  return found;
}

bool isMapped(const Address &address) {
  return llvm::all_of(llvm::ArrayRef<uint8_t>(address.bytes).take_front(10), [](uint8_t byte) { return byte == 0; }) &&
         address.bytes[10] == 0xFF && address.bytes[11] == 0xFF;
}

std::optional<Address> parseSix(llvm::StringRef text) {
  size_t gap = text.find("::");
  bool hasGap = gap != llvm::StringRef::npos;
  auto head = groups(hasGap ? text.take_front(gap) : text);
  auto tail = groups(hasGap ? text.drop_front(gap + 2) : llvm::StringRef());
  if (!head || !tail)
    return std::nullopt;
  size_t count = head->size() + tail->size();
  if (hasGap ? count > 7 : count != 8)
    return std::nullopt;
  Address address;
  address.six = true;
  auto put = [&](size_t index, uint16_t group) {
    address.bytes[2 * index] = static_cast<uint8_t>(group >> 8);
    address.bytes[2 * index + 1] = static_cast<uint8_t>(group & 0xFF);
  };
  for (size_t index = 0; index < head->size(); ++index)
    put(index, (*head)[index]);
  for (size_t index = 0; index < tail->size(); ++index)
    put(8 - tail->size() + index, (*tail)[index]);
  if (isMapped(address))
    return std::nullopt;
  return address;
}

std::string textOfSix(const Address &address) {
  uint16_t group[8];
  for (size_t index = 0; index < 8; ++index)
    group[index] = static_cast<uint16_t>(address.bytes[2 * index] << 8 | address.bytes[2 * index + 1]);
  size_t bestAt = 8, bestLength = 1; // RFC 5952: the first longest run of at least two zero groups
  for (size_t index = 0; index < 8; ++index) {
    size_t length = 0;
    while (index + length < 8 && group[index + length] == 0)
      ++length;
    if (length > bestLength) {
      bestAt = index;
      bestLength = length;
    }
  }
  std::string out;
  for (size_t index = 0; index < 8; ++index) {
    if (index == bestAt) {
      out += "::";
      index += bestLength - 1;
      continue;
    }
    if (!out.empty() && out.back() != ':')
      out += ':';
    out += llvm::utohexstr(group[index], /*LowerCase=*/true);
  }
  return out;
}

} // namespace

std::optional<Address> Address::parse(llvm::StringRef text) {
  return text.contains(':') ? parseSix(text) : parseFour(text);
}

std::string Address::text() const {
  if (six)
    return textOfSix(*this);
  std::string out;
  for (size_t index = 0; index < 4; ++index)
    out += (index ? "." : "") + std::to_string(bytes[index]);
  return out;
}

std::optional<Network> Network::parse(llvm::StringRef text) {
  auto [address, prefix] = text.split('/');
  Network network;
  auto parsed = Address::parse(address);
  if (!parsed || prefix.empty() || (prefix.size() > 1 && prefix.front() == '0') ||
      !llvm::all_of(prefix, llvm::isDigit) || prefix.getAsInteger(10, network.prefix) ||
      network.prefix > parsed->bits())
    return std::nullopt;
  network.address = *parsed;
  for (unsigned bit = network.prefix; bit < parsed->bits(); ++bit)
    if (parsed->bytes[bit / 8] >> (7 - bit % 8) & 1)
      return std::nullopt;
  return network;
}

std::string Network::text() const { return address.text() + "/" + std::to_string(prefix); }

bool Network::contains(const Address &of) const {
  if (of.six != address.six)
    return false;
  for (unsigned bit = 0; bit < prefix; ++bit)
    if ((of.bytes[bit / 8] ^ address.bytes[bit / 8]) >> (7 - bit % 8) & 1)
      return false;
  return true;
}

} // namespace onus::evaluate
