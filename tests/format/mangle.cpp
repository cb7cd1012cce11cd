// SPDX-License-Identifier: Apache-2.0
#include "format/mangle.h"

#include "syntax/lexer.h"

#include <algorithm>
#include <random>

namespace onus::tests {

namespace {

class Mangler {
public:
  Mangler(llvm::StringRef text, Mangling how, uint32_t seed) : text_(text), how_(how), random_(seed) {}
  std::string run();

private:
  uint32_t below(uint32_t limit) { return static_cast<uint32_t>(random_() % limit); }
  void blanks(uint32_t least) { out_.append(least + below(4), ' '); }
  void between(bool touching);
  void comment(const syntax::Token &comment, bool first);
  void newComments();
  void newLine() {
    out_ += below(8) == 0 ? "\r\n" : "\n";
    blanks(1);
  }

  llvm::StringRef text_;
  Mangling how_;
  std::mt19937 random_;
  std::string out_;
  uint32_t at_ = 0;       ///< where the last word or comment ended in the text
  bool lineEnded_ = true; ///< the last thing written was a comment, or nothing
};

/// A comment stays behind the word that it stood behind, or on a line of its own.
void Mangler::comment(const syntax::Token &comment, bool first) {
  bool own = first || text_.slice(at_, comment.begin).find_first_of("\r\n") != llvm::StringRef::npos;
  if (own && !out_.empty())
    newLine();
  else if (!own)
    blanks(0);
  out_ += text_.slice(comment.begin, comment.end);
  at_ = comment.end;
  lineEnded_ = true;
}

void Mangler::newComments() {
  if (how_ != Mangling::Comments || below(6) != 0)
    return;
  bool trailing = below(2) == 0 && !lineEnded_;
  for (uint32_t count = 1 + below(2); count > 0; --count, trailing = false) {
    if (trailing)
      blanks(0);
    else if (!out_.empty())
      newLine();
    out_ += "// new " + std::to_string(below(1000));
    lineEnded_ = true;
  }
}

/// What stands before a word; `touching`: it may stand directly behind the one before it.
void Mangler::between(bool touching) {
  if (lineEnded_) {
    if (!out_.empty())
      newLine();
  } else if (how_ != Mangling::OneLine && below(3) == 0) {
    newLine();
  } else {
    blanks(touching && below(2) == 0 ? 0 : 1);
  }
}

std::string Mangler::run() {
  syntax::Tokens tokens = syntax::lex(text_);
  size_t comment = 0;
  bool touching = false;
  for (const syntax::Token &word : tokens.words) {
    for (; comment < tokens.comments.size() && tokens.comments[comment].begin < word.begin; ++comment)
      this->comment(tokens.comments[comment], at_ == 0 && out_.empty());
    newComments();
    if (word.kind == syntax::TokenKind::End)
      break;
    touching = at_ == word.begin && at_ > 0;
    between(touching);
    out_ += text_.slice(word.begin, word.end);
    at_ = word.end;
    lineEnded_ = false;
  }
  return out_ + "\n";
}

} // namespace

std::string mangled(llvm::StringRef text, Mangling how, uint32_t seed) { return Mangler(text, how, seed).run(); }

std::string withoutEmptyLines(llvm::StringRef text) {
  std::string out;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    if (!text.take_front(end).trim().empty())
      out += text.take_front(end);
    text = text.drop_front(end);
  }
  return out;
}

} // namespace onus::tests
