// SPDX-License-Identifier: Apache-2.0
#include "check/standards/attributes.h"

#include "support/catch.h"

#include <fstream>
#include <set>
#include <sstream>

using namespace onus;
using namespace onus::check;
using namespace onus::check::standards;

TEST_CASE("no two attributes of a subject are written alike") {
  std::set<std::pair<SubjectKind, std::string>> seen;
  for (const Attribute &attribute : allAttributes()) {
    CHECK(seen.emplace(attribute.subject, attribute.words.str()).second);
    CHECK(findAttribute(attribute.subject, attribute.words)->id == attribute.id);
    CHECK_FALSE(attribute.doc.empty());
  }
}

TEST_CASE("every subject has a word and attributes") {
  for (const Attribute &attribute : allAttributes())
    CHECK(subjectKind(word(attribute.subject)) == attribute.subject);
  CHECK_FALSE(subjectKind("team").has_value());
  CHECK(findAttribute(SubjectKind::Guardrail, "lifetime") == nullptr);
}

TEST_CASE("values are printed as they are written") {
  CHECK(print(Value(Duration{91 * millisPerDay})) == "91d");
  CHECK(print(Value(Duration{900'000})) == "15m");
  CHECK(print(Value(ir::Severity::High)) == "high");
  CHECK(print(Value(std::string("closed"))) == "\"closed\"");
  CHECK(print(Value(Date{0})) == "1970-01-01");
  CHECK(print(Value(true)) == "true");
}

TEST_CASE("the reference page lists the same attributes with the same words") {
  std::ifstream file(std::string(ONUS_SOURCE_DIR) + "/docs/reference/standards.md");
  std::stringstream text;
  text << file.rdbuf();
  std::string page = text.str();
  REQUIRE_FALSE(page.empty());
  for (const Attribute &attribute : allAttributes()) {
    std::string section = "### every " + word(attribute.subject).str() + "\n";
    size_t begin = page.find(section);
    REQUIRE(begin != std::string::npos);
    std::string rows = page.substr(begin, page.find("\n### ", begin + 1) - begin);
    std::string row = "| `" + attribute.words.str() + "` | ";
    CAPTURE(row);
    CHECK(rows.find(row) != std::string::npos);
    CHECK(rows.find("| " + attribute.doc.str() + " |") != std::string::npos);
  }
}
