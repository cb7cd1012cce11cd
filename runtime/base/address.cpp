// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/address.h"

#include "runtime/base/ascii.h"

namespace onus::rt {

namespace {

size_t find(Text text, char letter) {
  const void *found = text.size ? memchr(text.data, letter, text.size) : nullptr;
  return found ? static_cast<size_t>(static_cast<const char *>(found) - text.data) : SIZE_MAX;
}

/// Where `::` stands, from `at` on.
size_t findGap(Text text, size_t at) {
  for (; at + 1 < text.size; ++at)
    if (text[at] == ':' && text[at + 1] == ':')
      return at;
  return SIZE_MAX;
}

/// A decimal number without leading zeros.
bool parsePlain(Text text, unsigned most, unsigned &value) {
  if (text.empty() || text.size > 3 || (text.size > 1 && text[0] == '0'))
    return false;
  value = 0;
  for (char letter : text) {
    if (!isDigit(letter))
      return false;
    value = value * 10 + static_cast<unsigned>(letter - '0');
  }
  return value <= most;
}

bool parseQuad(Text text, uint8_t *bytes) {
  for (int index = 0; index < 4; ++index) {
    size_t end = index < 3 ? find(text, '.') : text.size;
    unsigned value = 0;
    if (end == SIZE_MAX || !parsePlain(text.part(0, end), 255, value))
      return false;
    bytes[index] = static_cast<uint8_t>(value);
    text = text.part(end + 1);
  }
  return true;
}

/// The groups of one side of `::`.
struct Groups {
  uint8_t bytes[16];
  size_t size = 0; ///< in bytes
};

bool parseGroup(Text text, Groups &groups) {
  if (text.empty() || text.size > 4 || groups.size + 2 > 16)
    return false;
  unsigned value = 0;
  for (char letter : text) {
    int digit = hexValue(letter);
    if (digit < 0)
      return false;
    value = value << 4 | static_cast<unsigned>(digit);
  }
  groups.bytes[groups.size++] = static_cast<uint8_t>(value >> 8);
  groups.bytes[groups.size++] = static_cast<uint8_t>(value & 0xFF);
  return true;
}

/// Colon-separated groups; a dotted quad may end the last side.
bool parseGroups(Text text, bool quadAllowed, Groups &groups) {
  if (text.empty())
    return true;
  while (true) {
    size_t end = find(text, ':');
    bool last = end == SIZE_MAX;
    if (last && quadAllowed && find(text, '.') != SIZE_MAX) {
      if (groups.size + 4 > 16 || !parseQuad(text, groups.bytes + groups.size))
        return false;
      groups.size += 4;
      return true;
    }
    if (!parseGroup(text.part(0, end), groups))
      return false;
    if (last)
      return true;
    text = text.part(end + 1);
  }
}

bool isMapped(const uint8_t *bytes) {
  for (int index = 0; index < 10; ++index)
    if (bytes[index])
      return false;
  return bytes[10] == 0xFF && bytes[11] == 0xFF;
}

bool parseV6(Text text, IpAddress &address) {
  size_t gap = findGap(text, 0);
  bool hasGap = gap != SIZE_MAX;
  Groups front, back;
  if (hasGap && findGap(text, gap + 1) != SIZE_MAX)
    return false;
  if (!parseGroups(hasGap ? text.part(0, gap) : text, !hasGap, front))
    return false;
  if (hasGap && !parseGroups(text.part(gap + 2), true, back))
    return false;
  size_t bytes = front.size + back.size;
  if (hasGap ? bytes > 14 : bytes != 16)
    return false;
  IpAddress result;
  result.v6 = true;
  memcpy(result.bytes, front.bytes, front.size);
  memcpy(result.bytes + 16 - back.size, back.bytes, back.size);
  if (isMapped(result.bytes))
    return false;
  address = result;
  return true;
}

char *writeNumber(unsigned value, unsigned base, char *out) {
  char reversed[8];
  size_t count = 0;
  do {
    reversed[count++] = "0123456789abcdef"[value % base];
    value /= base;
  } while (value);
  while (count)
    *out++ = reversed[--count];
  return out;
}

/// RFC 5952: the first longest run of at least two zero groups is left out.
char *writeV6(const IpAddress &address, char *out) {
  auto group = [&](size_t at) { return static_cast<unsigned>(address.bytes[at * 2]) << 8 | address.bytes[at * 2 + 1]; };
  size_t best = 8, bestLength = 1;
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
      *out++ = ':';
      *out++ = ':';
      at += bestLength - 1;
      continue;
    }
    if (at > 0 && at != best + bestLength)
      *out++ = ':';
    out = writeNumber(group(at), 16, out);
  }
  return out;
}

char *writeIp(const IpAddress &address, char *out) {
  if (address.v6)
    return writeV6(address, out);
  for (int index = 0; index < 4; ++index) {
    if (index)
      *out++ = '.';
    out = writeNumber(address.bytes[index], 10, out);
  }
  return out;
}

} // namespace

bool parseIp(Text text, IpAddress &address) {
  if (find(text, ':') != SIZE_MAX)
    return parseV6(text, address);
  IpAddress result;
  if (!parseQuad(text, result.bytes))
    return false;
  address = result;
  return true;
}

bool parseCidr(Text text, CidrBlock &block) {
  size_t slash = find(text, '/');
  CidrBlock result;
  if (!parseIp(text.part(0, slash), result.network))
    return false;
  unsigned bits = result.network.v6 ? 128 : 32;
  if (slash == SIZE_MAX || !parsePlain(text.part(slash + 1), bits, result.prefix))
    return false;
  for (unsigned bit = result.prefix; bit < bits; ++bit)
    if (result.network.bytes[bit / 8] & (0x80 >> bit % 8))
      return false;
  block = result;
  return true;
}

bool contains(const CidrBlock &block, const IpAddress &address) {
  if (address.v6 != block.network.v6)
    return false;
  unsigned whole = block.prefix / 8, rest = block.prefix % 8;
  if (memcmp(address.bytes, block.network.bytes, whole) != 0)
    return false;
  return rest == 0 || (address.bytes[whole] ^ block.network.bytes[whole]) >> (8 - rest) == 0;
}

size_t formatIp(const IpAddress &address, char (&out)[addressRoom]) {
  return static_cast<size_t>(writeIp(address, out) - out);
}

size_t formatCidr(const CidrBlock &block, char (&out)[addressRoom]) {
  char *at = writeIp(block.network, out);
  *at++ = '/';
  return static_cast<size_t>(writeNumber(block.prefix, 10, at) - out);
}

} // namespace onus::rt
