// SPDX-License-Identifier: Apache-2.0
#include "runtime/interpret/automaton.h"

#include "runtime/base/utf8.h"

#include "ir/regex.h"
#include "ir/regex_dialect.h"
#include "pattern_generator.h"
#include "support/pattern_check.h"
#include "syntax/literals.h"

#include "support/catch.h"

#include "llvm/ADT/StringExtras.h"

#include "stdlib/stdlib.h"

#include <random>

using namespace onus;
using backends::bytecode::compilePattern;
using backends::bytecode::PatternAutomata;
using backends::bytecode::PatternEffort;
using backends::bytecode::PatternRefusal;
using backends::bytecode::setsOnly;

namespace {

constexpr backends::bytecode::PatternNeeds everything{true, true, true};

ir::Regex regexOf(llvm::StringRef pattern) {
  auto compiled = ir::Regex::compile(pattern);
  REQUIRE(std::holds_alternative<ir::Regex>(compiled));
  return std::get<ir::Regex>(compiled);
}

/// The automata of a pattern, verified.
PatternAutomata automataOf(llvm::StringRef pattern, PatternEffort effort = {}) {
  auto compiled = compilePattern(pattern, everything, effort);
  if (auto *refusal = std::get_if<PatternRefusal>(&compiled))
    FAIL(refusal->message);
  PatternAutomata automata = std::get<PatternAutomata>(std::move(compiled));
  const char *problem = nullptr;
  CHECK(rt::verifyAutomaton(automata.whole.data(), automata.whole.size(), rt::AutomatonUse::Whole, problem));
  CHECK(rt::verifyAutomaton(automata.search.data(), automata.search.size(), rt::AutomatonUse::Search, problem));
  CHECK(rt::verifyAutomaton(automata.find.data(), automata.find.size(), rt::AutomatonUse::Find, problem));
  return automata;
}

rt::AutomatonForm formOf(const std::vector<uint8_t> &tables) {
  return reinterpret_cast<const rt::AutomatonHeader *>(tables.data())->form;
}

/// How a pattern fares on texts, however its automata were made.
struct Pattern {
  explicit Pattern(llvm::StringRef written)
      : text(written), regex(regexOf(written)), table(automataOf(written)), sets(automataOf(written, setsOnly)),
        simulated(automataOf(written, {0, 500})) {}

  tests::Compared on(llvm::StringRef subject) const {
    INFO("pattern " << text << "\ntext " << subject.str());
    tests::Compared compared = tests::compare(regex, table, subject);
    CHECK(compared.difference == "");
    CHECK(tests::compare(regex, sets, subject).difference == "");
    CHECK(tests::compare(regex, simulated, subject).difference == "");
    return compared;
  }

  std::string text;
  ir::Regex regex;
  PatternAutomata table, sets, simulated;
};

} // namespace

TEST_CASE("automata match whole texts, search and find") {
  Pattern word("a[bc]+d?");
  CHECK(word.on("abcd").whole);
  CHECK_FALSE(word.on("xabcd").whole);
  CHECK(word.on("xabcdx").search);
  CHECK_FALSE(word.on("ad").search);
  CHECK(word.on("abcabbd ab").matches == 3);
  CHECK_FALSE(word.on("").whole);
  CHECK(Pattern("").on("").whole);
  CHECK(Pattern("").on("abc").search);
  CHECK(Pattern("").on("abc").matches == 0);
  CHECK_FALSE(Pattern("[^\\w\\W]").on("abc").search);
}

TEST_CASE("the first alternative that leads to a match wins") {
  for (const char *pattern : {"a|ab", "ab|a", "a*?b?", "(?:a|ab)(?:c|bcd)", "a??b??", "a{2,4}?", "(?:ab|a)*?b", "|a",
                              "a|", "(?:a|b|)+", "(?:a{0,2}b{0,2}){1,3}?c?", "(?:)", "x*", "(?:a*)*", "(?:a|b?)*?c"})
    for (const char *text : {"", "a", "ab", "abcd", "aab", "aaaaa", "abab", "xxaxx", "babcbcd", "aabbaabbc"})
      Pattern(pattern).on(text);
}

TEST_CASE("boundaries are seen at both ends, at the seams of matches and inside of nothing") {
  for (const char *pattern :
       {"\\b", "\\B", "\\bb", "a|\\bb", "\\bab\\b", "\\Bb\\B", "a\\b.", ".\\Ba?", "\\b\\w+\\b", "(?:\\b|a)b", "\\b\\B",
        "(?:\\ba|\\Bb)*", "\\b(?:a|-)\\B", "(?:\xC3\xA9|\\b)-", "[^\\s]*\\b"})
    for (const char *text : {"", "a", "-", "ab", "ab b",
                             "a\xC3\xBC"
                             "a",
                             "\xC3\xBC", "aab-b", " ab ", "abab", "-a-", "\xC3\xA9-",
                             "b\xE2\x82\xAC"
                             "b"})
      Pattern(pattern).on(text);
}

TEST_CASE("classes are of characters beyond ASCII too") {
  for (const char *pattern : {"[^a]+", "[\\x{80}-\\x{7FF}]", "\xE2\x82\xAC", "[\\x{800}-\\x{FFFF}]+b",
                              "(?i)k[\\x{212A}]", "[\\x{10000}-\\x{10FFFF}]", "[^\\x{E9}-\\x{20AC}]", "(?i)[^k]",
                              "[\\x{D7FF}\\x{E000}]", "\\W\\D\\S", "[\\x{C3}\\x{A9}]"})
    for (const char *text : {"a", "\xC3\xA9", "\xE2\x82\xAC",
                             "\xE2\x82\xAC"
                             "b\xE2\x82\xAD",
                             "K\xE2\x84\xAA", "k", "\xF0\x9F\x98\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                             "\xF4\x8F\xBF\xBF", "\xC2\x80\xDF\xBF\xE0\xA0\x80",
                             "a\xC3\xA9"
                             "b\xE2\x82\xAC\xE2\x82\xAC"})
      Pattern(pattern).on(text);
  // More classes than a byte can name.
  std::string many;
  for (unsigned index = 0; index < 300; ++index)
    many += (index ? "|\\x{" : "\\x{") + llvm::utohexstr(0x4E00 + 3 * index) + "}" + std::to_string(index % 10);
  Pattern chinese(many);
  for (unsigned index = 0; index < 300; index += 7) {
    std::string text = "\xE4\xB8\x80";
    char bytes[4];
    text.append(bytes, rt::encodeUtf8(0x4E00 + 3 * index, bytes));
    CHECK(chinese.on(text + std::to_string(index % 10)).search);
    CHECK_FALSE(chinese.on(text + std::to_string((index + 1) % 10)).whole);
  }
}

TEST_CASE("what counts much is run with sets of positions") {
  Pattern gap("x[a-z]{0,50}y"), exact("x[a-z]{20}y");
  // Only the least count matters to the first; the second must know all of them.
  CHECK(formOf(gap.table.search) == rt::AutomatonForm::Table);
  CHECK(formOf(gap.table.find) == rt::AutomatonForm::Table);
  CHECK(formOf(exact.table.whole) == rt::AutomatonForm::Table);
  CHECK(formOf(exact.table.search) == rt::AutomatonForm::Sets);
  CHECK(formOf(exact.table.find) == rt::AutomatonForm::Sets);
  CHECK(exact
            .on("xxxaaaaaaaaaaaaaaaaaaaay"
                "xxxxxxxxxxxxxxxxxxxxxyaa")
            .matches == 2);
  std::string letters(50, 'x');
  CHECK(gap.on("x" + letters + "y").whole);
  CHECK_FALSE(gap.on("xz" + letters + "y").whole);
  CHECK(gap.on("xz" + letters + "y y x xy").matches == 2);
  Pattern three("(?:.{0,60}a){3}.{20,200}?b|[ab]{70}");
  for (const char *unit : {"a", "b", "ab", "aab ",
                           "\xC3\xA9"
                           "a"})
    for (size_t count : {1, 5, 24, 63, 64, 65, 130, 300}) {
      std::string text;
      for (size_t index = 0; index < count; ++index)
        text += unit;
      three.on(text);
      three.on(text + "b");
    }
}

TEST_CASE("matches that cross blocks of the text are found") {
  Pattern run("\\ba(?:b|\xE2\x82\xAC)*c|bb?\xE2\x82\xAC+?"), empty("(?:ab\xE2\x82\xAC)*d|");
  for (size_t before : {0, 1, 2, 250, 255, 256, 257, 1020, 1022, 1023, 1024, 1025})
    for (size_t inside : {0, 1, 90, 300, 1500}) {
      std::string text(before, ' ');
      text += "a";
      for (size_t index = 0; index < inside; ++index)
        text += "b\xE2\x82\xAC";
      run.on(text);
      run.on(text + "c" + text + "c");
      empty.on(text + "d" + text + "d");
    }
}

TEST_CASE("the library's patterns agree on their examples and on what is near them") {
  test::PatternGenerator generator(7);
  size_t patterns = 0, examples = 0;
  for (const auto &file : stdlib::files()) {
    llvm::StringRef rest = file.text;
    for (size_t at = rest.find("r\""); at != llvm::StringRef::npos; at = rest.find("r\"")) {
      rest = rest.substr(at + 2);
      size_t end = 0;
      while (rest[end] != '"')
        end += rest[end] == '\\' ? 2 : 1;
      std::string text = syntax::unescapePattern(rest.take_front(end));
      rest = rest.substr(end);
      auto tree = ir::readRegex(text);
      if (!std::holds_alternative<ir::RegexNode>(tree))
        continue; // an `r"` at the end of some other text
      ++patterns;
      Pattern pattern(text);
      for (size_t round = 0; round < 40; ++round)
        examples += pattern.on(generator.subject(std::get<ir::RegexNode>(tree))).search;
      // What stands behind the pattern: its examples, if it has any, among other things.
      llvm::SmallVector<llvm::StringRef, 16> quoted;
      rest.take_front(600).split(quoted, '"');
      for (llvm::StringRef part : quoted) {
        pattern.on(part);
        examples += pattern.on(generator.near(part.str())).search;
      }
    }
  }
  CHECK(patterns >= 25);
  CHECK(examples >= patterns * 20);
}

TEST_CASE("random patterns agree with RE2 on texts that nearly match") {
  test::PatternGenerator generator(20261123);
  size_t patterns = 0, whole = 0, search = 0, matches = 0, tables = 0;
  constexpr PatternEffort efforts[] = {{300, 300}, {0, 300}, setsOnly};
  for (size_t round = 0; round < 2400; ++round) {
    std::string text = generator.pattern();
    auto compiled = ir::Regex::compile(text);
    if (!std::holds_alternative<ir::Regex>(compiled))
      continue;
    ++patterns;
    ir::RegexNode tree = std::get<ir::RegexNode>(ir::readRegex(text));
    PatternAutomata automata = automataOf(text, efforts[round % 3]);
    tables += formOf(automata.find) == rt::AutomatonForm::Table;
    for (size_t count = 0; count < 6; ++count) {
      std::string subject = generator.subject(tree);
      tests::Compared compared = tests::compare(std::get<ir::Regex>(compiled), automata, subject);
      if (!compared.difference.empty())
        FAIL_CHECK("pattern " << text << "\ntext " << subject << "\n" << compared.difference);
      whole += compared.whole;
      search += compared.search;
      matches += compared.matches;
    }
  }
  // The generator is worth something: of 6 texts a pattern, many match and many do not.
  CHECK(patterns > 1500);
  CHECK(tables > patterns / 2);
  CHECK(whole > patterns / 2);
  CHECK(search > 3 * patterns);
  CHECK(search < 6 * patterns);
  CHECK(matches > 3 * patterns);
}

TEST_CASE("the same pattern gives the same bytes") {
  for (const char *pattern : {"a|b*c", "(?i)\\bfoo[^x]{3,9}bar\\b", "x[a-z]{0,50}y", ""}) {
    PatternAutomata first = automataOf(pattern), second = automataOf(pattern);
    CHECK(first.whole == second.whole);
    CHECK(first.search == second.search);
    CHECK(first.find == second.find);
    CHECK(first.find.size() % 8 == 0);
  }
}

TEST_CASE("only what is needed is made, and what is absurd is refused by name") {
  auto one = compilePattern("ab", {false, true, false});
  REQUIRE(std::holds_alternative<PatternAutomata>(one));
  CHECK(std::get<PatternAutomata>(one).whole.empty());
  CHECK_FALSE(std::get<PatternAutomata>(one).search.empty());
  CHECK(std::get<PatternAutomata>(one).find.empty());
  auto refusal = [](llvm::StringRef pattern) {
    auto compiled = compilePattern(pattern, everything);
    auto *refused = std::get_if<PatternRefusal>(&compiled);
    return refused ? refused->message : "";
  };
  CHECK(refusal("(?:.{1000}a){5}") ==
        "the pattern r\"(?:.{1000}a){5}\" has more than 4096 characters where its repetitions are written out");
  CHECK(refusal("(?:a?){1000}b") ==
        "the pattern r\"(?:a?){1000}b\" has more than 262144 ways from one of its characters to the next");
  CHECK(refusal("(?:(?:\\b\\B){1000}){1000}") ==
        "the pattern r\"(?:(?:\\b\\B){1000}){1000}\" has more than 65536 parts where its repetitions are written out");
  CHECK(refusal("a(") == "the pattern r\"a(\" is none: this `(` is never closed");
  CHECK(refusal(".{1000}x.{1000}y.{1000}z") == "");
}

TEST_CASE("tables that lie are refused or do no harm") {
  std::mt19937_64 random(5);
  std::string subject = "ab \xE2\x82\xAC-" + std::string(1500, 'a') + "b\xC3\xA9\xF0\x9F\x98\x80\xE2\x82";
  std::vector<char> bytes(subject.begin(), subject.end());
  rt::Text text(bytes.data(), bytes.size());
  size_t accepted = 0, refused = 0;
  for (const char *pattern : {"a|b*?c", "\\b[ab\xC3\xA9]{2,5}\\b", "x[a-z]{0,50}y|\xE2\x82\xAC", "(?:a*b?)*"})
    for (PatternEffort effort : {PatternEffort(), setsOnly}) {
      PatternAutomata automata = automataOf(pattern, effort);
      for (size_t round = 0; round < 1500; ++round) {
        auto use = static_cast<rt::AutomatonUse>(round % 3);
        std::vector<uint8_t> tables = round % 3 == 0   ? automata.whole
                                      : round % 3 == 1 ? automata.search
                                                       : automata.find;
        for (size_t changes = 1 + random() % 4; changes > 0; --changes) {
          size_t limit = random() % 2 ? sizeof(rt::AutomatonHeader) : tables.size();
          tables[random() % limit] =
              random() % 2 ? static_cast<uint8_t>(random()) : static_cast<uint8_t>(random() % 16);
        }
        const char *problem = nullptr;
        if (!rt::verifyAutomaton(tables.data(), tables.size(), use, problem)) {
          CHECK(problem);
          ++refused;
          continue;
        }
        ++accepted;
        rt::Arena arena;
        size_t begin = 0, end = 0, last = 0;
        if (use == rt::AutomatonUse::Whole)
          rt::matchesWhole(tables.data(), text);
        else if (use == rt::AutomatonUse::Search)
          rt::containsMatch(tables.data(), text);
        else
          for (rt::Matches matches(tables.data(), text, arena); matches.next(begin, end); last = end)
            if (begin < last || end <= begin || end > text.size)
              FAIL("a match that is none");
      }
    }
  CHECK(accepted > 500);
  CHECK(refused > 500);
}
