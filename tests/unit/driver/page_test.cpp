// SPDX-License-Identifier: Apache-2.0
#include "driver/page.h"
#include "support/catch.h"

using namespace onus::driver;

TEST_CASE("a page is shown as a terminal shows it best") {
  CHECK(
      renderPage(
          "<!-- a licence -->\n# E0401 owner-missing\n\nOne\nparagraph.\n\n```onus fail\nlet x\n\nlet y\n```\n\nRepair.\n\n"
          "```onus\nlet x = 1\n```\n",
          PageLabels::OfCode, false) ==
      "E0401 owner-missing\n\nOne paragraph.\n\ndoes not compile:\n    let x\n\n    let y\n\nRepair.\n\n"
      "compiles:\n    let x = 1\n");
}

TEST_CASE("the examples of a rule are what it finds, what it passes, and what its fixes make") {
  CHECK(renderPage("```onus fail with other\na\n```\n```onus\nb\n```\n```onus fixed\nc\n```\n", PageLabels::OfRule,
                   false) == "found:\n    a\n\npasses:\n    b\n\nafter the fix:\n    c\n");
}

TEST_CASE("paragraphs are wrapped, items keep their lines") {
  std::string text = renderPage(std::string(30, 'a') + " " + std::string(60, 'b') + " " + std::string(30, 'c') + "\n",
                                PageLabels::OfCode, false);
  CHECK(text == std::string(30, 'a') + " " + std::string(60, 'b') + "\n" + std::string(30, 'c') + "\n");
  CHECK(renderPage("* one\n* two\n", PageLabels::OfCode, false) == "* one\n* two\n");
}
