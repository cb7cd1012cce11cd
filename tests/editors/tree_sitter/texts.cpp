// SPDX-License-Identifier: Apache-2.0
#include "editors/tree_sitter/texts.h"

#include "support/split_text.h"
#include "syntax/lexer.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>

namespace onus::tests {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> filesBelow(const fs::path &path, const char *extension) {
  std::vector<fs::path> files;
  if (!fs::is_directory(path))
    return {path};
  for (const auto &entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file() && entry.path().extension() == extension)
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// Blanks as one blank each, and none beside a bracket.
std::string oneLine(llvm::StringRef tree) {
  std::string line;
  for (char c : tree) {
    bool blank = c == ' ' || c == '\n';
    if (blank && !line.empty() && line.back() != ' ' && line.back() != '(')
      line += ' ';
    if (c == ')' && line.back() == ' ')
      line.pop_back();
    if (!blank)
      line += c;
  }
  while (!line.empty() && line.back() == ' ')
    line.pop_back();
  return line;
}

/// Takes a line with its end.
llvm::StringRef takeLine(llvm::StringRef &rest) {
  size_t end = rest.find('\n');
  llvm::StringRef line = end == llvm::StringRef::npos ? rest : rest.take_front(end + 1);
  rest = rest.drop_front(line.size());
  return line;
}

/// Takes the lines before one that begins with `mark`, and that line.
std::string takeUntil(llvm::StringRef &rest, llvm::StringRef mark) {
  std::string taken;
  while (!rest.empty()) {
    llvm::StringRef line = takeLine(rest);
    if (line.startswith(mark))
      break;
    taken += line;
  }
  return taken;
}

/// Reads a title between two lines of `=`, a text, a line of `-` and a tree, again and again.
void readCorpus(const fs::path &file, std::vector<CorpusCase> &cases) {
  std::string text = wholeText(file);
  llvm::StringRef rest = text;
  if (!takeLine(rest).startswith("==="))
    return;
  while (!rest.empty()) {
    std::string title = takeLine(rest).trim().str();
    takeLine(rest);
    std::string source = takeUntil(rest, "---");
    cases.push_back({{file.string() + ", " + title, source}, oneLine(takeUntil(rest, "==="))});
  }
}

} // namespace

std::string wholeText(const std::string &file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<Text> textsBelow(const std::string &path) {
  std::vector<Text> texts;
  for (const fs::path &file : filesBelow(path, ".onus"))
    for (const auto &[name, text] : splitFiles(wholeText(file)))
      if (llvm::StringRef(name).endswith(".onus"))
        texts.push_back({name == "main.onus" ? file.string() : file.string() + ", " + name, text});
  if (fs::is_directory(path))
    for (const CorpusCase &one : corpusBelow(path))
      texts.push_back(one.source);
  return texts;
}

std::vector<CorpusCase> corpusBelow(const std::string &folder) {
  std::vector<CorpusCase> cases;
  for (const fs::path &file : filesBelow(folder, ".txt"))
    readCorpus(file, cases);
  return cases;
}

Mutants::Mutants(Text text) : text_(std::move(text)), words_(syntax::lex(text_.text).words) {}

const std::vector<std::string> &Mutants::others() {
  static const std::vector<std::string> words = {
      "", "name", "r\"x\"", "\"x\"", "12", "1d", "2026-01-01", "2026-01-01T00:00:00Z", "1.5",
#define ONUS_RESERVED(NAME, SPELLING) SPELLING,
#define ONUS_WORD(NAME, SPELLING) SPELLING,
#define ONUS_SYMBOL(NAME, SPELLING) SPELLING,
#include "syntax/tokens.def"
  };
  return words;
}

size_t Mutants::size() const { return words_.size() * forms * others().size(); }

/// Words stay apart, so that the mutant is what its name says.
Text Mutants::operator[](size_t index) const {
  const syntax::Token &word = words_[index / (forms * others().size())];
  bool instead = index % forms == 0;
  std::string before = text_.text.substr(0, instead ? word.begin : word.end), after = text_.text.substr(word.end);
  std::string now = text_.text.substr(word.begin, word.end - word.begin);
  const std::string &other = others()[index / forms % others().size()];
  size_t line = 1 + std::count(before.begin(), before.end(), '\n');
  return {fmt::format("{}:{}: `{}` {} `{}`", text_.name, line, other, instead ? "instead of" : "after", now),
          before + " " + other + " " + after};
}

} // namespace onus::tests
