// SPDX-License-Identifier: Apache-2.0
#include "check/frameworks.h"

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

TEST_CASE("an id without its year is found where one year is there") {
  CHECK(Catalogue({"LLM01:2025", "LLM02:2025"}).find("LLM01") == "LLM01:2025");
  CHECK(Catalogue({"LLM01:2025", "LLM01:2026"}).find("LLM01").empty());
  CHECK(Catalogue({"X-1.2025-1"}).find("X-1").empty());
}
