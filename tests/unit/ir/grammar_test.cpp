// SPDX-License-Identifier: Apache-2.0
#include "ir/grammar.h"

#include "support/catch.h"

using namespace onus::ir;

TEST_CASE("S30: the host of a URL, or nothing", "[ir]") {
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

TEST_CASE("S30: the domain of a mail address, or nothing", "[ir]") {
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

TEST_CASE("S30: a path under another, or nobody knows", "[ir]") {
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
