// SPDX-License-Identifier: Apache-2.0
#include "ir/regex.h"

#include "ir/regex_dialect.h"

#include <re2/re2.h>

namespace onus::ir {

struct Regex::Compiled {
  explicit Compiled(std::string pattern, const RE2::Options &options)
      : text(std::move(pattern)), regex(text, options), splits(text.find("\\B") != std::string::npos) {}
  std::string text;
  RE2 regex;
  bool splits; ///< RE2 may find an empty match between two bytes of one character
};

namespace {
re2::StringPiece piece(llvm::StringRef text) { return {text.data(), text.size()}; }

bool isInside(llvm::StringRef subject, size_t position) {
  return position < subject.size() && (static_cast<unsigned char>(subject[position]) & 0xC0) == 0x80;
}
} // namespace

std::variant<Regex, RegexProblem> Regex::compile(llvm::StringRef text) {
  std::variant<RegexNode, RegexProblem> read = readRegex(text);
  if (auto *problem = std::get_if<RegexProblem>(&read))
    return *problem;
  RE2::Options options;
  options.set_log_errors(false);
  options.set_dot_nl(true);
  options.set_case_sensitive(true);
  auto compiled = std::make_shared<const Compiled>(writeRegex(std::get<RegexNode>(read)), options);
  if (compiled->regex.ok())
    return Regex(std::move(compiled));
  RegexProblem problem;
  problem.message = "it is too large to be matched in bounded memory";
  problem.help = "use smaller repetition counts";
  problem.end = text.size();
  return problem;
}

bool Regex::fullMatch(llvm::StringRef subject) const { return RE2::FullMatch(piece(subject), compiled_->regex); }

bool Regex::contains(llvm::StringRef subject) const {
  if (!compiled_->splits)
    return RE2::PartialMatch(piece(subject), compiled_->regex);
  re2::StringPiece match;
  for (size_t position = 0; position <= subject.size(); ++position) {
    if (!compiled_->regex.Match(piece(subject), position, subject.size(), RE2::UNANCHORED, &match, 1))
      return false;
    position = static_cast<size_t>(match.data() - subject.data());
    if (!isInside(subject, position))
      return true;
  }
  return false;
}

/// Finds the next match that is not empty at or after `position`, and moves behind it.
bool Regex::next(llvm::StringRef subject, size_t &position, size_t &begin, size_t &end) const {
  while (position <= subject.size()) {
    re2::StringPiece match;
    if (!compiled_->regex.Match(piece(subject), position, subject.size(), RE2::UNANCHORED, &match, 1))
      return false;
    begin = static_cast<size_t>(match.data() - subject.data());
    end = begin + match.size();
    if (end > begin) {
      position = end;
      return true;
    }
    position = begin + 1;
    while (isInside(subject, position))
      ++position;
  }
  return false;
}

std::optional<std::vector<std::string>> Regex::findAll(llvm::StringRef subject, size_t limit) const {
  std::vector<std::string> found;
  size_t position = 0, begin = 0, end = 0;
  while (next(subject, position, begin, end)) {
    if (found.size() == limit)
      return std::nullopt;
    found.push_back(subject.slice(begin, end).str());
  }
  return found;
}

std::string Regex::replaceAll(llvm::StringRef subject, llvm::StringRef replacement) const {
  std::string out;
  size_t position = 0, begin = 0, end = 0, copied = 0;
  while (next(subject, position, begin, end)) {
    out += subject.slice(copied, begin);
    out += replacement;
    copied = end;
  }
  out += subject.substr(copied);
  return out;
}

const std::string &Regex::translated() const { return compiled_->text; }

} // namespace onus::ir
