// SPDX-License-Identifier: Apache-2.0
#include "check/control_ids.h"

#include "support/catch.h"

using namespace onus;
using namespace onus::check;

TEST_CASE("spelling variants of a control's id share a key") {
  CHECK(controlKey("AC-2(1)") == "AC.2.1");
  CHECK(controlKey("ac-02(01)") == "AC.2.1");
  CHECK(controlKey("AC-2.1") == "AC.2.1");
  CHECK(controlKey("GOVERN 1.1") == controlKey("govern-1.1"));
  CHECK(controlKey("LLM01:2025") == "LLM.1.2025");
  CHECK(controlKey("T06") == controlKey("T6"));
  CHECK(controlKey("AML.T0000") == "AML.T.0");
  CHECK(controlKey("Article 14(4)") == "ARTICLE.14.4");
  CHECK(controlKey("").empty());
  CHECK(controlKey("…").empty());
}

TEST_CASE("ids that mean different controls keep different keys") {
  CHECK(controlKey("A.5.1") != controlKey("5.1"));
  CHECK(controlKey("AC-2") != controlKey("AC-20"));
  CHECK(controlKey("AC-2(1)") != controlKey("AC-21"));
  CHECK(controlKey("Article 4") != controlKey("Article 4a"));
}

namespace {

/// A catalogue of these ids, as the index sees it.
struct Catalogue {
  explicit Catalogue(std::vector<llvm::StringRef> ids) {
    for (llvm::StringRef id : ids) {
      syntax::ControlDecl &decl = decls.emplace_back();
      decl.id.value = id;
      Control &control = framework.controls.emplace_back();
      control.decl = &decl;
      framework.byKey.try_emplace(controlKey(id), &control);
    }
  }
  std::string find(llvm::StringRef id) const {
    const Control *control = findControl(framework, id);
    return control ? control->decl->id.value.str() : "";
  }
  std::deque<syntax::ControlDecl> decls;
  Framework framework;
};

} // namespace

TEST_CASE("publishers' short forms stand for the first word, unless the id exists as written") {
  Catalogue both({"GOVERN 1.1", "GV-1.1-001", "MEASURE 2.4", "Article 14"});
  CHECK(both.find("GV-1.1") == "GOVERN 1.1");
  CHECK(both.find("GV-1.1-001") == "GV-1.1-001");
  CHECK(both.find("MS-2.4") == "MEASURE 2.4");
  CHECK(both.find("Art. 14") == "Article 14");
  CHECK(both.find("MG-2.4").empty());
  CHECK(Catalogue({"GV", "GV.OC"}).find("gv") == "GV");
}

TEST_CASE("a number alone stands for the id that ends with it, where one does") {
  Catalogue act({"Chapter III", "Chapter III Section 1", "Article 1", "Article 4", "Article 4a", "Annex III(1)"});
  CHECK(act.find("1") == "Article 1");
  CHECK(act.find("§ 4a") == "Article 4a");
  CHECK(act.find("Article 4(a)").empty());
  CHECK(Catalogue({"AC-2", "AU-2"}).find("2").empty());
  CHECK(Catalogue({"C.R.S. 6-1-1701", "C.R.S. 6-1-1703"}).find("§ 6-1-1703") == "C.R.S. 6-1-1703");
}

namespace {

std::string cited(const Catalogue &catalogue, llvm::StringRef id) {
  Citation citation = readCitation(catalogue.framework, id);
  return citation.control ? citation.official() : "";
}

} // namespace

TEST_CASE("what is named below a control is read in the spellings of lawyers") {
  Catalogue act({"Article 4", "Article 4a", "Article 9", "BPC 22602", "BPC 22602(a)"});
  for (llvm::StringRef id : {"Article 9(2)(a)", "Art. 9(2)(a)", "9(2)(a)", "art 9 (2) (a)",
                             "Article 9, paragraph 2, point (a)", "Article 9(02)(a)", "Art. 9 para. 2 letter a"})
    CHECK(cited(act, id) == "Article 9(2)(a)");
  CHECK(cited(act, "Article 4(a)") == "Article 4(a)");
  CHECK(cited(act, "Article 4a(1)") == "Article 4a(1)");
  CHECK(cited(act, "22602(a)(1)") == "BPC 22602(a)(1)");
  CHECK(cited(act, "Article 12(1)").empty());
}

TEST_CASE("both ends of a range are read") {
  Catalogue act(
      {"Article 8", "Article 9", "Article 15", "AC-2", "AC-2(5)", "AC-5", "C.R.S. 6-1-1701", "C.R.S. 6-1-1703"});
  auto ends = [&](llvm::StringRef id) {
    auto range = readRange(act.framework, id);
    return !range ? "none" : range->from.official() + " | " + (range->to.control ? range->to.official() : "?");
  };
  CHECK(ends("Article 9(1)-(4)") == "Article 9(1) | Article 9(4)");
  CHECK(ends("Article 9(1)–(4)") == "Article 9(1) | Article 9(4)");
  CHECK(ends("Article 9(1) to 9(4)") == "Article 9(1) | Article 9(4)");
  CHECK(ends("Article 9, paragraphs 1 to 4") == "Article 9(1) | Article 9(4)");
  CHECK(ends("Article 9(2)(a)-(c)") == "Article 9(2)(a) | Article 9(2)(c)");
  CHECK(ends("Articles 8 to 15") == "Article 8 | Article 15");
  CHECK(ends("Art. 8–15") == "Article 8 | Article 15");
  CHECK(ends("§§ 6-1-1701 to 6-1-1703") == "C.R.S. 6-1-1701 | C.R.S. 6-1-1703");
  CHECK(ends("§ 6-1-1703(2)–(4)") == "C.R.S. 6-1-1703(2) | C.R.S. 6-1-1703(4)");
  CHECK(ends("AC-2–5") == "AC-2 | AC-5");
  CHECK(ends("Article 8 to 99") == "Article 8 | ?");
  CHECK(ends("AC-2") == "none");
  CHECK(ends("6-1-1703") == "none");
  CHECK(ends("nonsense to 4") == "none");
}

TEST_CASE("an id without its year is found where one year is there") {
  CHECK(Catalogue({"LLM01:2025", "LLM02:2025"}).find("LLM01") == "LLM01:2025");
  CHECK(Catalogue({"LLM01:2025", "LLM01:2026"}).find("LLM01").empty());
  CHECK(Catalogue({"X-1.2025-1"}).find("X-1").empty());
}
