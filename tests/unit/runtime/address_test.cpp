// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/address.h"

#include "ir/address.h"
#include "support.h"
#include "support/catch.h"

using namespace onus;

namespace {

std::string text(const rt::IpAddress &address) {
  char out[rt::addressRoom];
  return {out, rt::formatIp(address, out)};
}
std::string text(const rt::CidrBlock &block) {
  char out[rt::addressRoom];
  return {out, rt::formatCidr(block, out)};
}

void compare(const std::string &written) {
  INFO(written);
  rt::Exact exact(written);
  rt::IpAddress address;
  auto expected = ir::IpAddress::parse(written);
  REQUIRE(rt::parseIp(exact.text(), address) == expected.has_value());
  if (expected)
    REQUIRE(text(address) == expected->text());
  rt::CidrBlock block;
  auto expectedBlock = ir::CidrBlock::parse(written);
  REQUIRE(rt::parseCidr(exact.text(), block) == expectedBlock.has_value());
  if (expectedBlock)
    REQUIRE(text(block) == expectedBlock->text());
}

std::string randomAddress(rt::Random &random) {
  std::string out;
  if (random.oneIn(3)) {
    for (int part = 0; part < 4; ++part)
      out += (part ? "." : "") + std::to_string(random.below(300));
  } else {
    for (size_t part = 0, count = random.below(9); part < count; ++part)
      out += (part ? ":" : "") + (random.oneIn(3) ? std::string(random.oneIn(2) ? "" : "0") : random.text("0fFaA1", 4));
    if (random.oneIn(4))
      out += ":1.2.3.4";
  }
  if (random.oneIn(2))
    out += "/" + std::to_string(random.below(140));
  return out;
}

} // namespace

TEST_CASE("S35: the same addresses and blocks as for the compiler", "[runtime]") {
  const char *known[] = {"1.2.3.4",
                         "01.2.3.4",
                         "1.2.3",
                         "1.2.3.4.5",
                         "::",
                         "::1",
                         "1::",
                         "1::2::3",
                         ":::",
                         "fe80::1%eth0",
                         "::ffff:1.2.3.4",
                         "::1.2.3.4",
                         "1:2:3:4:5:6:7:8",
                         "1:2:3:4:5:6:7::",
                         "::2:3:4:5:6:7:8",
                         "1:2:3:4:5:6:1.2.3.4",
                         "1:0:0:2:0:0:0:3",
                         "10.0.0.0/8",
                         "10.0.0.1/8",
                         "0.0.0.0/0",
                         "::/0",
                         "2001:db8::/32",
                         "2001:db8::1/32",
                         "1.2.3.4/33",
                         "1.2.3.4/",
                         "/8",
                         "1.2.3.4/08",
                         "1:2:3:4:5:6:7:8:9",
                         "0:0:0:0:0:0:0:0",
                         "1:0:2:0:3:0:4:0"};
  for (const char *one : known)
    compare(one);
  rt::Random random(7);
  for (int round = 0; round < 30'000; ++round) {
    compare(random.broken(random.of(known), "0123456789abcdefF:./%"));
    compare(randomAddress(random));
  }
}

TEST_CASE("S35: an address in a block, as for the compiler", "[runtime]") {
  rt::Random random(8);
  auto make = [&](auto &address, bool v6, const uint8_t(&bytes)[16]) {
    address.v6 = v6;
    std::copy(bytes, bytes + (v6 ? 16 : 4), std::begin(address.bytes));
  };
  for (int round = 0; round < 20'000; ++round) {
    bool v6 = random.oneIn(2), otherV6 = random.oneIn(10) ? !v6 : v6;
    uint8_t bytes[16] = {}, other[16] = {};
    for (int at = 0; at < 16; ++at)
      bytes[at] = other[at] = static_cast<uint8_t>(random.below(256));
    size_t bits = v6 ? 128 : 32, flip = random.below(bits), prefix = random.below(bits + 1);
    other[flip / 8] ^= static_cast<uint8_t>(0x80 >> flip % 8);
    rt::CidrBlock block;
    rt::IpAddress address;
    ir::CidrBlock expectedBlock;
    ir::IpAddress expected;
    make(block.network, v6, bytes);
    make(expectedBlock.network, v6, bytes);
    make(address, otherV6, other);
    make(expected, otherV6, other);
    block.prefix = static_cast<unsigned>(prefix);
    expectedBlock.prefix = static_cast<unsigned>(prefix);
    REQUIRE(rt::contains(block, address) == expectedBlock.contains(expected));
  }
}
