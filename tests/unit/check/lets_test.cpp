// SPDX-License-Identifier: Apache-2.0
#include "check/lets.h"

#include "support/catch.h"
#include "support/checked_text.h"

using namespace onus;

namespace {

std::string typeOf(const tests::CheckedText &checked, llvm::StringRef name) {
  for (const syntax::Decl *decl : checked.files[0]->decls)
    if (decl->name.text == name)
      if (const ir::Type *type = check::typeOf(*checked.program, *llvm::cast<syntax::LetDecl>(decl)))
        return ir::print(type);
  return "none";
}

} // namespace

TEST_CASE("what a let was found to be, written or not") {
  auto checked = tests::checkText(tests::deskPrelude.str() + R"(let limit = 500.00
let few: int = 3
let short = r"[a-z]{1,3}"
let doubled(n: int) = n * 2
let known(id: string): bool = id == "a"
let reader(n: decimal) = n > limit
)");
  CHECK(checked->errors().find("E03") == std::string::npos); // nothing is wrong with types
  CHECK(typeOf(*checked, "limit") == "decimal");
  CHECK(typeOf(*checked, "few") == "int");
  CHECK(typeOf(*checked, "short") == "pattern");
  CHECK(typeOf(*checked, "doubled") == "int");
  CHECK(typeOf(*checked, "known") == "bool");
  CHECK(typeOf(*checked, "reader") == "bool");
}

TEST_CASE("a table has the type that is written, and no value") {
  auto checked = tests::checkText(tests::deskPrelude.str() + "let gone: set<string> from json \"gone.json\"\n");
  const auto *gone = llvm::cast<syntax::LetDecl>(checked->files[0]->decls.back());
  CHECK(check::valueOf(*checked->program, *gone) == nullptr);
  CHECK(check::typeOf(*checked->program, *gone) == nullptr); // the file could not be read
}
