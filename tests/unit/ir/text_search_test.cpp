// SPDX-License-Identifier: Apache-2.0
#include "ir/text_search.h"

#include "support/catch.h"

#include <string>
#include <vector>

using namespace onus::ir;

TEST_CASE("every place of a part, overlapping ones too", "[ir]") {
  auto places = [](llvm::StringRef text, llvm::StringRef part) {
    std::vector<size_t> found;
    findText(text, part, [&](size_t at) {
      found.push_back(at);
      return false;
    });
    return found;
  };
  CHECK(places("aaaa", "aa") == std::vector<size_t>{0, 1, 2});
  CHECK(places("abcabcab", "abcab") == std::vector<size_t>{0, 3});
  CHECK(places("abc", "abc") == std::vector<size_t>{0});
  CHECK(places("abc", "abcd").empty());
  CHECK(places("abc", "").empty());
  CHECK(findText("xay", "a", [](size_t) { return true; }));
  CHECK_FALSE(findText("xay", "b", [](size_t) { return true; }));
}

TEST_CASE("S38: the same as a plain search, for all short texts", "[ir]") {
  std::vector<std::string> texts = {""};
  for (size_t at = 0; texts[at].size() < 7; ++at)
    for (char letter : {'a', 'b'})
      texts.push_back(texts[at] + letter);
  for (const std::string &text : texts)
    for (const std::string part : {"a", "ab", "aa", "aab", "aba", "abab"}) {
      bool found = findText(text, part, [&](size_t at) { return text.compare(at, part.size(), part) == 0; });
      CHECK(found == (text.find(part) != std::string::npos));
    }
}
