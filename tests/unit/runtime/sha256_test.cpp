// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/sha256.h"

#include "base/digest.h"
#include "support.h"
#include "support/catch.h"

using namespace onus;

namespace {

std::string hex(const rt::Digest &digest) {
  rt::Buffer out;
  out.appendHex(digest.bytes, sizeof digest.bytes);
  return rt::copied(out.text());
}
std::string hmac(llvm::StringRef key, llvm::StringRef bytes) {
  rt::HmacSha256 hash(rt::borrowed(key));
  hash.update(rt::borrowed(bytes));
  return hex(hash.finish());
}

} // namespace

TEST_CASE("SHA-256: the vectors of FIPS 180-4", "[runtime]") {
  CHECK(hex(rt::sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(rt::sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(rt::sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  std::string million(1'000'000, 'a');
  CHECK(hex(rt::sha256(rt::borrowed(million))) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("HMAC-SHA-256: the vectors of RFC 4231", "[runtime]") {
  CHECK(hmac(std::string(20, '\x0b'), "Hi There") ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hmac("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hmac(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("SHA-256: fed piece by piece, the same as the compiler's", "[runtime]") {
  rt::Random random(4);
  for (size_t length = 0; length < 300; ++length) {
    std::string text;
    while (text.size() < length)
      text += static_cast<char>(random.below(256));
    rt::Sha256 hash;
    for (size_t at = 0; at < length;) {
      size_t piece = std::min(random.below(100), length - at);
      hash.update({text.data() + at, piece});
      at += piece;
    }
    REQUIRE(hex(hash.finish()) == sha256Hex(text));
    REQUIRE(hmac(text, "message") == hmacSha256Hex(text, "message"));
  }
}

TEST_CASE("SHA-256: many blocks at once are what they are one by one", "[runtime]") {
  rt::Random random(5);
  std::string text;
  while (text.size() < 20'000)
    text += static_cast<char>(random.below(256));
  for (size_t round = 0; round < 100; ++round) {
    size_t begin = random.below(100), length = random.below(text.size() - 100);
    llvm::StringRef part = llvm::StringRef(text).substr(begin, length);
    rt::Sha256 hash;
    size_t first = random.below(200);
    hash.update(rt::borrowed(part.take_front(first)));
    hash.update(rt::borrowed(part.drop_front(first)));
    REQUIRE(hex(hash.finish()) == sha256Hex(part));
  }
}
