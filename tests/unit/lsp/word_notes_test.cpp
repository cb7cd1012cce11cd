// SPDX-License-Identifier: Apache-2.0
#include "lsp/tell/word_notes.h"

#include "check/builtins.h"
#include "lsp/function_forms.h"
#include "support/catch.h"
#include "syntax/token.h"

#include "llvm/Support/MemoryBuffer.h"

using namespace onus;

namespace {

/// A page of the reference as it lies in the repository; empty where there is none.
std::string page(llvm::StringRef name) {
  auto file = llvm::MemoryBuffer::getFile(ONUS_SOURCE_DIR "/docs/reference/" + name + ".md");
  return file ? (*file)->getBuffer().str() : std::string();
}

} // namespace

TEST_CASE("every keyword has a note, or is a function with forms") {
  std::vector<std::string> missing;
  auto look = [&](llvm::StringRef word) {
    if (!lsp::findWordNote(word) && lsp::languageForms(word).empty())
      missing.push_back(word.str());
  };
#define ONUS_RESERVED(NAME, SPELLING) look(SPELLING);
#define ONUS_WORD(NAME, SPELLING) look(SPELLING);
#define ONUS_SYMBOL(NAME, SPELLING)
#define ONUS_LITERAL(NAME, WHAT)
#define ONUS_MISTAKE(NAME, WHAT)
#define ONUS_TRIVIA(NAME, WHAT)
#include "syntax/tokens.def"
  CHECK(missing == std::vector<std::string>());
}

TEST_CASE("notes are in order, about words of the language, and name places in the reference") {
  llvm::StringRef before;
  for (const lsp::WordNote &note : lsp::allWordNotes()) {
    INFO(note.word.str());
    CHECK(before < note.word);
    before = note.word;
    llvm::StringRef first = note.word.split('.').first;
    bool known =
        syntax::wordKind(first) != syntax::TokenKind::Identifier || check::isRoot(first) || check::isBuiltinType(first);
    CHECK(known);
    std::string text = page(note.page);
    bool hasHeading = llvm::StringRef(text).contains("# " + note.heading.str() + "\n");
    CHECK(hasHeading);
    CHECK(note.text.endswith("."));
  }
}

TEST_CASE("the functions of the language have forms on pages of the reference") {
  std::vector<llvm::StringRef> names = check::builtinNames();
  for (llvm::StringRef name : {"seen", "count", "total", "latest", "mentioned", "sum", "has"})
    names.push_back(name);
  for (llvm::StringRef name : names) {
    INFO(name.str());
    auto forms = lsp::languageForms(name);
    CHECK_FALSE(forms.empty());
    for (const lsp::FunctionForm &form : forms) {
      CHECK(llvm::StringRef(form.label).startswith((name + "(").str()));
      CHECK_FALSE(form.parameters.empty());
      CHECK_FALSE(page(form.page).empty());
    }
  }
}

TEST_CASE("the parameters of a form are its parts") {
  auto total = lsp::languageForms("total").front();
  std::vector<std::string> parts;
  for (const auto &each : total.parameters)
    parts.push_back((each.behindComma ? ", " : "") + total.label.substr(each.begin, each.end - each.begin));
  CHECK(parts == std::vector<std::string>{"SELECTOR", "where CONDITION", "last DURATION", "per KEY", ", PATH"});
  auto zip = lsp::languageForms("zip").front();
  REQUIRE(zip.parameters.size() == 2);
  CHECK(zip.nameOf(zip.parameters[1]) == "list<B>");
}
