// SPDX-License-Identifier: Apache-2.0
#include "driver/library.h"
#include "stdlib/stdlib.h"
#include "support/catch.h"

using namespace onus;

static std::string reached(llvm::StringRef text) {
  std::string names;
  for (size_t index : driver::reachedLibraryFiles({text}))
    names += std::string(stdlib::files()[index].path) + " ";
  return names;
}

TEST_CASE("only the files that a text mentions are reached") {
  CHECK(reached("package a\nlet x = 1\n") == "");
  CHECK(reached("use std.effects.{moves_money, sends_messages as s}\n") == "effects.onus ");
  CHECK(reached("use std.frameworks.{nist_csf_2_0 as csf,\n  owasp_agentic_2026}\n") ==
        "frameworks/nist_csf_2_0.onus frameworks/owasp_agentic_2026.onus ");
  CHECK(reached("maps std.frameworks.owasp_llm_2025 \"LLM01\"\n") == "frameworks/owasp_llm_2025.onus ");
  CHECK(reached("astd.effects.x std_effects.y std effects") == "");
  CHECK(reached("/// as in std.effects.moves_money\n  // std.patterns") == "");
}

TEST_CASE("a name is found in the file that declares it") {
  std::string names = reached("guardrail g is std.patterns.change_in_freeze(begins: 2026-12-20)");
  CHECK(names.find("patterns/freeze.onus") != std::string::npos);
  CHECK(names.find("patterns/money.onus") == std::string::npos);
  CHECK(reached("use std.texts.secret_token\n") == "texts.onus ");
  CHECK(reached("detector d is std.detectors.toxicity {}\n") == "detectors.onus ");
}

TEST_CASE("a whole package, an unknown name in one, and an unknown package") {
  size_t all = stdlib::files().size();
  std::string text = "use std.frameworks\n";
  size_t frameworks = driver::reachedLibraryFiles({llvm::StringRef(text)}).size();
  CHECK(frameworks > 5);
  CHECK(frameworks < all);
  CHECK(driver::reachedLibraryFiles({llvm::StringRef("use std.frameworks.{nist_csf_20}")}).size() == frameworks);
  CHECK(driver::reachedLibraryFiles({llvm::StringRef("use std.efects.{moves_money}")}).size() == all);
  CHECK(driver::reachedLibraryFiles({llvm::StringRef("use std.")}).size() == all);
  CHECK(driver::reachedLibraryFiles({llvm::StringRef("use std.frameworks.{")}).size() == frameworks);
}
