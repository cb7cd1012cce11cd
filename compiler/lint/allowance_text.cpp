// SPDX-License-Identifier: Apache-2.0
#include "lint/allowance_text.h"

#include "syntax/literals.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::lint {

namespace {

constexpr const char *form =
    "write `// onus: allow(RULE, reason = \"…\", until = 2027-03-01)`; `until` may be left out";

bool isWordCharacter(char c) { return llvm::isAlnum(c) || c == '-' || c == '_'; }

class AllowanceReader {
public:
  AllowanceReader(llvm::StringRef comment, source::Range range) : all_(comment), rest_(comment) {
    result_.range = range;
  }

  std::optional<Allowance> run() {
    bool documentation = rest_.startswith("///");
    rest_ = rest_.ltrim('/').ltrim();
    if (!rest_.consume_front("onus:"))
      return std::nullopt;
    if (documentation)
      fail(all_, "documentation excuses nothing", "write it as a comment, with two slashes");
    else if (readKind())
      readItems();
    return std::move(result_);
  }

private:
  source::Range rangeOf(llvm::StringRef part) const {
    auto begin = result_.range.begin + static_cast<uint32_t>(part.data() - all_.data());
    return {result_.range.file, begin, begin + static_cast<uint32_t>(part.size())};
  }

  bool fail(llvm::StringRef part, std::string problem, std::string help = form) {
    result_.problem = std::move(problem);
    result_.help = std::move(help);
    result_.problemRange = part.empty() ? result_.range : rangeOf(part);
    return false;
  }

  llvm::StringRef takeWord() {
    rest_ = rest_.ltrim();
    llvm::StringRef word = rest_.take_while(isWordCharacter);
    rest_ = rest_.drop_front(word.size());
    return word;
  }

  bool take(char wanted) {
    rest_ = rest_.ltrim();
    return rest_.consume_front(llvm::StringRef(&wanted, 1));
  }

  bool readKind() {
    llvm::StringRef word = takeWord();
    if (word == "allow")
      result_.kind = Allowance::Kind::Allow;
    else if (word == "expect")
      result_.kind = Allowance::Kind::Expect;
    else if (word == "allow-file")
      result_.kind = Allowance::Kind::File;
    else
      return fail(word,
                  word.empty() ? "`onus:` begins a comment that excuses a finding, and this one asks for nothing"
                               : "`" + word.str() + "` is nothing that a comment can ask for",
                  "`allow`, `expect` and `allow-file` do; begin a comment for people with another word");
    return take('(') ||
           fail(word, "`" + word.str() + "` names no rule in parentheses: a comment excuses what it names");
  }

  void readItems() {
    bool more = true;
    for (; more; more = take(','))
      if (!readItem())
        return;
    if (!take(')'))
      return void(fail(rest_, "this list is not closed by `)`"));
    if (llvm::StringRef behind = rest_.trim(); !behind.empty())
      return void(fail(behind, "nobody reads what stands behind the `)`", "give the reason as `reason = \"…\"`"));
    if (result_.rules.empty())
      fail({}, "this names no rule: a comment excuses what it names, and nothing else");
  }

  bool readItem() {
    llvm::StringRef word = takeWord();
    if (word.empty())
      return fail(rest_.ltrim().take_front(1), "a rule, `reason` or `until` is missing here");
    if (!result_.rules.empty() && !result_.rules.back().next)
      result_.rules.back().next = rangeOf(word).begin;
    if (!take('=')) {
      if (seenReason_ || result_.until)
        return fail(word, "the rules of a comment come before its reason");
      result_.rules.push_back({word.str(), rangeOf(word), 0, nullptr, Level::Off, 0});
      return true;
    }
    if (word == "reason")
      return readReason(word);
    if (word == "until")
      return readUntil(word);
    return fail(word, "`" + word.str() + "` is nothing that a comment says about a finding",
                "`reason` and `until` are");
  }

  bool readReason(llvm::StringRef word) {
    if (seenReason_)
      return fail(word, "the reason is given twice");
    seenReason_ = true;
    rest_ = rest_.ltrim();
    size_t end = 1;
    while (end < rest_.size() && rest_[end] != '"')
      end += rest_[end] == '\\' ? 2 : 1;
    if (!rest_.startswith("\"") || end >= rest_.size())
      return fail(word, "the reason is no text in quotes");
    std::vector<syntax::BadEscape> bad;
    std::string reason = syntax::unescape(rest_.slice(1, end), bad);
    if (!bad.empty())
      return fail(rest_.take_front(end + 1), "the reason holds a `\\` that escapes nothing", "write `\\\\` for one");
    result_.reason = llvm::StringRef(reason).trim().str();
    rest_ = rest_.drop_front(end + 1);
    return true;
  }

  bool readUntil(llvm::StringRef word) {
    if (result_.until)
      return fail(word, "`until` is given twice");
    rest_ = rest_.ltrim();
    llvm::StringRef day = rest_.take_until([](char c) { return c == ',' || c == ')'; }).rtrim();
    result_.until = parseDay(day);
    result_.untilRange = rangeOf(day);
    rest_ = rest_.drop_front(day.size());
    return result_.until || fail(day, "`" + day.str() + "` is no day", "write it as 2027-03-01, without quotes");
  }

  llvm::StringRef all_, rest_;
  Allowance result_;
  bool seenReason_ = false;
};

} // namespace

std::optional<Allowance> readAllowance(llvm::StringRef comment, source::Range range) {
  return AllowanceReader(comment.rtrim(), range).run();
}

} // namespace onus::lint
