// SPDX-License-Identifier: Apache-2.0
#include "prose/document.h"
#include "support/catch.h"

using namespace onus;
using namespace onus::prose;

namespace {
Document sample() {
  Document document;
  document.heading(1, "One (`a_b`)");
  document.paragraph("A sentence that is long enough to be wrapped.");
  document.paragraph("");
  document.list({{"first", {{"below, and it is wrapped too", {}}}}, {"second * <b>", {}}});
  document.list({});
  return document;
}
} // namespace

TEST_CASE("a document as text is wrapped, with lists below each other") {
  CHECK(toText(sample(), 20, false) == "One (`a_b`)\n===========\n\nA sentence that is\nlong enough to be\nwrapped.\n\n"
                                       "- first\n  - below, and it is\n    wrapped too\n- second * <b>\n");
  Document hostile;
  hostile.paragraph("a\x1b[2Jb");
  CHECK(toText(hostile, 80, false) == "a\xEF\xBF\xBD[2Jb\n");
}

TEST_CASE("a document as Markdown keeps code and escapes the rest") {
  CHECK(toMarkdown(sample()) == "# One (`a_b`)\n\nA sentence that is long enough to be wrapped.\n\n"
                                "- first\n  - below, and it is wrapped too\n- second \\* \\<b>\n");
}

TEST_CASE("a document as JSON") {
  CHECK(json::write(toJson(sample())) ==
        R"-([{"heading":"One (`a_b`)","level":1},{"paragraph":"A sentence that is long enough to be wrapped."},)-"
        R"-({"list":[{"text":"first","items":[{"text":"below, and it is wrapped too"}]},{"text":"second * <b>"}]}])-");
}
