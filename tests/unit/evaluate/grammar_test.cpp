// SPDX-License-Identifier: Apache-2.0
#include "evaluate/address.h"
#include "evaluate/grammar.h"
#include "evaluate/mention.h"

#include "support/catch.h"

using namespace onus::evaluate;

TEST_CASE("S30: the host of a URL, or nothing", "[evaluate]") {
  auto host = [](const char *url) { return hostOf(url).value_or("-"); };
  CHECK(host("https://Example.ORG/a?b#c") == "example.org");
  CHECK(host("example.org:8080/x") == "example.org");
  CHECK(host("example.org") == "example.org");
  CHECK(host("example.org?u=http://evil.example") == "example.org");
  CHECK(host("http://[2001:DB8::1]:443/") == "[2001:db8::1]");
  CHECK(host("http://127.0.0.1/") == "127.0.0.1");
  for (const char *url : {"",
                          "http://",
                          "https://user@example.org/",
                          "https://good.example\\@evil.example/",
                          "http://exa mple.org",
                          "http://exämple.org",
                          "http://%65xample.org",
                          "http://0x7f.1/",
                          "http://2130706433/",
                          "http://127.1/",
                          "http://127.000.0.1/",
                          "mailto:a@b.example",
                          "javascript:alert(1)",
                          "http:example.org",
                          "//example.org",
                          "http://example.org:99999/",
                          "http://example.org:/",
                          "http://a..b/",
                          "http://-a.example/",
                          "http://example.org./",
                          " http://example.org",
                          "http://ex\tample.org",
                          "http://[::ffff:1.2.3.4]/",
                          "http://[::1"}) {
    INFO(url);
    CHECK(host(url) == "-");
  }
}

TEST_CASE("S30: the domain of a mail address, or nothing", "[evaluate]") {
  auto domain = [](const char *address) { return domainOf(address).value_or("-"); };
  CHECK(domain("Ann.O'Hara+x@Example.ORG") == "example.org");
  CHECK(domain("a@localhost") == "localhost");
  for (const char *address : {"", "a", "@b.example", "a@", "a@b@c.example", "\"a b\"@c.example", "Ann <a@b.example>",
                              "a@[1.2.3.4]", "a@1.2.3.4", ".a@b.example", "a..b@c.example", "a@b.example.",
                              "a@b c.example", "ä@b.example", "a@bü.example"}) {
    INFO(address);
    CHECK(domain(address) == "-");
  }
}

TEST_CASE("S30: a path under another, or nobody knows", "[evaluate]") {
  auto under = [](const char *path, const char *above) {
    auto answer = isUnder(path, above);
    return !answer ? "-" : *answer ? "yes" : "no";
  };
  CHECK(under("/x/y", "/x") == std::string("yes"));
  CHECK(under("/x", "/x/") == std::string("yes"));
  CHECK(under("/x/../etc/passwd", "/x") == std::string("no"));
  CHECK(under("/x/./a/../b", "/x") == std::string("yes"));
  CHECK(under("/xy", "/x") == std::string("no"));
  CHECK(under("/../x/y", "/x") == std::string("yes"));
  CHECK(under("a/b", "a") == std::string("yes"));
  for (auto [path, above] : {std::pair("", "/x"),
                             {"x", "/x"},
                             {"../x", "x"},
                             {"a/../../x", "x"},
                             {"~/x", "/x"},
                             {"C:/x", "/x"},
                             {"\\x", "/x"},
                             {"/x\\..\\y", "/x"},
                             {"file:///x", "/x"},
                             {"/x", "x"}}) {
    INFO(path);
    CHECK(under(path, above) == std::string("-"));
  }
}

TEST_CASE("S25: mentions", "[evaluate]") {
  CHECK(mentions("Write to ANN.", "ann"));
  CHECK_FALSE(mentions("Fredericka", "Fred"));
  CHECK_FALSE(mentions("xFred", "Fred"));
  CHECK(mentions("xFred Fred", "Fred"));
  CHECK(mentions("a@b.example.org", "@b.example"));
  CHECK(mentions("foo_bar", "foo"));
  CHECK(mentions("äfoo", "foo"));
  CHECK_FALSE(mentions("ÄRA", "ära"));
  CHECK_FALSE(mentions("anything", ""));
  CHECK(mentions("#12", "#12"));
  CHECK_FALSE(mentions("#123", "#12"));
}

TEST_CASE("S35: addresses have one form", "[evaluate]") {
  CHECK(Address::parse("1.2.3.4")->text() == "1.2.3.4");
  CHECK(Address::parse("2001:DB8:0:0:1:0:0:1")->text() == "2001:db8::1:0:0:1");
  CHECK(Address::parse("::")->text() == "::");
  CHECK(Address::parse("1::")->text() == "1::");
  CHECK(Address::parse("::1")->text() == "::1");
  CHECK(Address::parse("1:2:3:4:5:6:0:8")->text() == "1:2:3:4:5:6:0:8");
  for (const char *text : {"", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1.2.3.4 ", "::ffff:1.2.3.4",
                           "::ffff:102:304", "fe80::1%eth0", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3",
                           "12345::", "1:2:3:4:5:6:7::8", ":1", "g::", "+1.2.3.4"}) {
    INFO(text);
    CHECK_FALSE(Address::parse(text));
  }
  CHECK(Network::parse("10.0.0.0/8")->contains(*Address::parse("10.255.0.1")));
  CHECK(Network::parse("2001:db8::/33")->contains(*Address::parse("2001:db8:7fff::")));
  CHECK_FALSE(Network::parse("2001:db8::/33")->contains(*Address::parse("2001:db8:8000::")));
  for (const char *text : {"10.0.0.1/8", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/", "::/129"}) {
    INFO(text);
    CHECK_FALSE(Network::parse(text));
  }
}
