// SPDX-License-Identifier: Apache-2.0
#include "mutation/mutants.h"

#include "resolve/names.h"
#include "syntax/dump.h"
#include "syntax/lexer.h"
#include "syntax/parse/parse.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>

namespace onus::tests {

namespace fs = std::filesystem;

std::string Mutant::apply(const std::string &text) const {
  std::string word = text.substr(begin, end - begin);
  return text.substr(0, begin) + (edit == Edit::Delete ? "" : word + " " + word) + text.substr(end);
}

std::string Mutant::describe(const std::string &text) const {
  auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n');
  std::string what;
  for (char c : text.substr(begin, end - begin))
    if (!isspace(static_cast<unsigned char>(c)) || what.empty() || what.back() != ' ')
      what += isspace(static_cast<unsigned char>(c)) ? ' ' : c;
  constexpr size_t shown = 100;
  if (what.size() > shown)
    what = what.substr(0, shown) + " …";
  return file + ":" + std::to_string(line) + (edit == Edit::Delete ? ": deleted '" : ": duplicated '") + what + "'";
}

namespace {

struct Span {
  size_t begin = 0, end = 0;
};

/// Each line with its end.
std::vector<Span> linesOf(const std::string &text) {
  std::vector<Span> spans;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    spans.push_back({at, end});
    at = end;
  }
  return spans;
}

/// A keyword and everything up to the next one, or to the bracket that ends what it stands in.
std::vector<Span> clausesOf(const std::vector<syntax::Token> &words) {
  std::vector<Span> spans;
  auto isKeyword = [](const syntax::Token &word) {
    return syntax::isWord(word.kind) && word.kind != syntax::TokenKind::Identifier;
  };
  for (size_t first = 0; first < words.size(); ++first) {
    if (!isKeyword(words[first]))
      continue;
    int depth = 0;
    for (size_t at = first + 1; at < words.size(); ++at) {
      llvm::StringRef word = syntax::spelling(words[at].kind);
      bool opens = word == "(" || word == "[" || word == "{", closes = word == ")" || word == "]" || word == "}";
      if (depth == 0 &&
          (closes || (at > first + 1 && isKeyword(words[at])) || words[at].kind == syntax::TokenKind::End)) {
        spans.push_back({words[first].begin, words[at - 1].end});
        break;
      }
      depth += opens - closes;
    }
  }
  return spans;
}

/// Where the nodes of the tree stand, as the dump of it says: `@3:1-4:20`.
std::vector<Span> nodesOf(const std::string &text) {
  source::SourceManager sources;
  diagnostics::Reporter reporter;
  Arena arena;
  source::FileId id = sources.add("mutant.onus", text);
  std::string tree = syntax::dumpAst(sources, *syntax::parse(sources, id, arena, reporter));
  std::vector<Span> lines = linesOf(text), spans;
  auto offset = [&](unsigned line, unsigned column) {
    size_t at = lines[std::min<size_t>(line, lines.size()) - 1].begin;
    for (unsigned i = 1; i < column && at < text.size(); ++i)
      for (++at; at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;)
        ++at;
    return at;
  };
  for (size_t at = tree.find(" @"); at != std::string::npos; at = tree.find(" @", at + 1)) {
    unsigned line = 0, column = 0, endLine = 0, endColumn = 0;
    if (std::sscanf(tree.c_str() + at, " @%u:%u-%u:%u", &line, &column, &endLine, &endColumn) == 4 && line && endLine)
      spans.push_back({offset(line, column), offset(endLine, endColumn)});
  }
  return spans;
}

} // namespace

std::vector<std::string> sourcesOf(const std::string &project) {
  std::vector<std::string> sources;
  for (const auto &entry : fs::recursive_directory_iterator(project))
    if (entry.is_regular_file() && entry.path().extension() == ".onus")
      sources.push_back(fs::relative(entry.path(), project).string());
  std::sort(sources.begin(), sources.end());
  return sources;
}

std::string readWhole(const std::string &path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<Mutant> mutantsOf(const std::string &project, size_t limit) {
  std::vector<Mutant> all;
  for (const std::string &file : sourcesOf(project)) {
    std::string text = readWhole(project + "/" + file);
    for (const syntax::Token &word : syntax::lex(text).words)
      if (word.kind != syntax::TokenKind::End)
        for (auto edit : {Mutant::Edit::Delete, Mutant::Edit::Duplicate})
          all.push_back({file, word.begin, word.end, edit});
  }
  if (all.size() <= limit)
    return all;
  std::vector<Mutant> sample;
  for (size_t i = 0; i < limit; ++i)
    sample.push_back(all[i * all.size() / limit]);
  return sample;
}

std::vector<Mutant> deletionsOf(const std::string &project) {
  std::vector<Mutant> all;
  for (const std::string &file : sourcesOf(project)) {
    if (resolve::isTestFile(file))
      continue;
    std::string text = readWhole(project + "/" + file);
    auto tokens = syntax::lex(text);
    std::vector<Span> spans = linesOf(text);
    for (const syntax::Token &word : tokens.words)
      spans.push_back({word.begin, word.end});
    for (const std::vector<Span> &more : {clausesOf(tokens.words), nodesOf(text)})
      spans.insert(spans.end(), more.begin(), more.end());
    std::set<size_t> seen{std::hash<std::string>()(text)};
    for (const Span &span : spans)
      if (Mutant mutant{file, span.begin, span.end};
          span.begin < span.end && seen.insert(std::hash<std::string>()(mutant.apply(text))).second)
        all.push_back(std::move(mutant));
  }
  return all;
}

} // namespace onus::tests
