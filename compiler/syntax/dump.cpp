// SPDX-License-Identifier: Apache-2.0
#include "syntax/dump.h"

#include "syntax/dump_writer.h"
#include "syntax/lexer.h"
#include "syntax/literals.h"

#include <algorithm>
#include <fmt/format.h>

namespace onus::syntax {

std::string dumpTokens(const source::SourceManager &sources, source::FileId file) {
  llvm::StringRef text = sources.text(file);
  Tokens tokens = lex(text);
  std::vector<Token> all = tokens.words;
  all.insert(all.end(), tokens.comments.begin(), tokens.comments.end());
  std::stable_sort(all.begin(), all.end(), [](const Token &a, const Token &b) { return a.begin < b.begin; });
  std::string out;
  for (const Token &token : all) {
    source::Position begin = sources.position(file, token.begin), end = sources.position(file, token.end);
    std::string place = fmt::format("{}:{}-{}:{}", begin.line, begin.column, end.line, end.column);
    out += fmt::format("{:<16}{:<16}{}", place, nameOf(token.kind).str(), text.slice(token.begin, token.end).str());
    while (out.back() == ' ')
      out.pop_back();
    out += '\n';
  }
  return out;
}

std::string dumpAst(const source::SourceManager &sources, const File &file) {
  TreeWriter writer(sources);
  writer.file(file);
  return writer.take();
}

std::string TreeWriter::place(Range range) const {
  if (!range.valid())
    return "";
  source::Position begin = sources_.start(range), end = sources_.end(range);
  return fmt::format(" @{}:{}-{}:{}", begin.line, begin.column, end.line, end.column);
}

void TreeWriter::line(const std::string &text, Range range) {
  out_.append(2 * depth_, ' ');
  out_ += text + place(range) + "\n";
}

std::string TreeWriter::quoted(llvm::StringRef text) { return "\"" + escape(text) + "\""; }

void TreeWriter::text(const char *word, const Text &value) {
  if (value)
    line(fmt::format("{} {}", word, quoted(value.value)), value.range);
}

void TreeWriter::path(const char *word, const Path &value) {
  if (value)
    line(fmt::format("{} {}", word, value.text()), value.range);
}

void TreeWriter::paths(const char *word, llvm::ArrayRef<Path> values) {
  for (const Path &value : values)
    path(word, value);
}

void TreeWriter::name(const char *word, const Name &value) {
  if (value)
    line(fmt::format("{} {}", word, value.quoted ? quoted(value.text) : value.text.str()), value.range);
}

void TreeWriter::names(const char *word, llvm::ArrayRef<Name> values) {
  for (const Name &value : values)
    name(word, value);
}

void TreeWriter::texts(const char *word, llvm::ArrayRef<Text> values) {
  for (const Text &value : values)
    text(word, value);
}

void TreeWriter::date(const char *word, const DateLit &value) {
  if (value)
    line(fmt::format("{} {}", word, formatDay(value.value)), value.range);
}

void TreeWriter::duration(const char *word, const DurationLit &value) {
  if (value)
    line(fmt::format("{} {}", word, formatDuration(value.value)), value.range);
}

void TreeWriter::doc(llvm::StringRef value) {
  if (!value.empty())
    line("doc " + quoted(value));
}

} // namespace onus::syntax
