// SPDX-License-Identifier: Apache-2.0
#include "ir/address.h"

#include "support/catch.h"

using namespace onus::ir;

TEST_CASE("addresses are strict") {
  for (const char *text :
       {"1.2.3.4", "0.0.0.0", "255.255.255.255", "::", "::1", "1::", "1:2:3:4:5:6:7:8", "64:ff9b::1.2.3.4"})
    CHECK(IpAddress::parse(text));
  for (const char *text : {"", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.256", "1.2.3.4 ", "1:2:3:4:5:6:7", "1::2::3",
                           ":::", "12345::", "fe80::1%eth0", "::ffff:1.2.3.4", "1:2:3:4:5:6:7::8:9", "g::", ":1"})
    CHECK_FALSE(IpAddress::parse(text));
}

TEST_CASE("one text for one address") {
  CHECK(IpAddress::parse("2001:DB8:0:0:1:0:0:1")->text() == "2001:db8::1:0:0:1");
  CHECK(IpAddress::parse("0:0:0:0:0:0:0:1")->text() == "::1");
  CHECK(IpAddress::parse("10.0.0.1")->text() == "10.0.0.1");
}

TEST_CASE("a block holds the addresses that share its prefix") {
  auto block = CidrBlock::parse("10.0.0.0/8");
  REQUIRE(block);
  CHECK(block->contains(*IpAddress::parse("10.255.0.1")));
  CHECK_FALSE(block->contains(*IpAddress::parse("11.0.0.1")));
  CHECK_FALSE(block->contains(*IpAddress::parse("::1")));
  CHECK(CidrBlock::parse("0.0.0.0/0"));
  for (const char *text : {"10.0.0.1/8", "10.0.0.0/33", "10.0.0.0", "10.0.0.0/08", "::/129", "/8"})
    CHECK_FALSE(CidrBlock::parse(text));
}

TEST_CASE("S35: addresses have one form", "[ir]") {
  CHECK(IpAddress::parse("1.2.3.4")->text() == "1.2.3.4");
  CHECK(IpAddress::parse("2001:DB8:0:0:1:0:0:1")->text() == "2001:db8::1:0:0:1");
  CHECK(IpAddress::parse("::")->text() == "::");
  CHECK(IpAddress::parse("1::")->text() == "1::");
  CHECK(IpAddress::parse("::1")->text() == "::1");
  CHECK(IpAddress::parse("1:2:3:4:5:6:0:8")->text() == "1:2:3:4:5:6:0:8");
  for (const char *text : {"", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1.2.3.4 ", "::ffff:1.2.3.4",
                           "::ffff:102:304", "fe80::1%eth0", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3",
                           "12345::", "1:2:3:4:5:6:7::8", ":1", "g::", "+1.2.3.4"}) {
    INFO(text);
    CHECK_FALSE(IpAddress::parse(text));
  }
  CHECK(CidrBlock::parse("10.0.0.0/8")->contains(*IpAddress::parse("10.255.0.1")));
  CHECK(CidrBlock::parse("2001:db8::/33")->contains(*IpAddress::parse("2001:db8:7fff::")));
  CHECK_FALSE(CidrBlock::parse("2001:db8::/33")->contains(*IpAddress::parse("2001:db8:8000::")));
  for (const char *text : {"10.0.0.1/8", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/", "::/129"}) {
    INFO(text);
    CHECK_FALSE(CidrBlock::parse(text));
  }
}
