// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/word_stream.h"

namespace onus::syntax {

void WordStream::load(llvm::ArrayRef<syntax::Token> words, size_t first, size_t last) {
  words_.clear();
  words_.reserve(last - first + 1);
  for (size_t i = first; i <= last; ++i)
    words_.emplace_back(words[i], i == last, static_cast<uint32_t>(i), static_cast<uint32_t>(i - first));
  next_ = 0;
}

antlr4::Token *WordStream::LT(ssize_t distance) {
  if (distance > 0)
    return &words_[std::min(next_ + static_cast<size_t>(distance) - 1, words_.size() - 1)];
  if (distance == 0 || static_cast<size_t>(-distance) > next_)
    return nullptr;
  return &words_[next_ - static_cast<size_t>(-distance)];
}

size_t WordStream::LA(ssize_t distance) {
  antlr4::Token *token = LT(distance);
  return token == nullptr ? antlr4::Token::INVALID_TYPE : asWord(token).getType();
}

void WordStream::consume() {
  if (next_ + 1 >= words_.size())
    throw antlr4::IllegalStateException("cannot consume the end of the stream");
  ++next_;
}

} // namespace onus::syntax
