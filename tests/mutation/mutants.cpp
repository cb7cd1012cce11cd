// SPDX-License-Identifier: Apache-2.0
#include "mutation/mutants.h"

#include "syntax/lexer.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace onus::tests {

namespace fs = std::filesystem;

std::string Mutant::apply(const std::string &text) const {
  std::string word = text.substr(begin, end - begin);
  return text.substr(0, begin) + (edit == Edit::Delete ? "" : word + " " + word) + text.substr(end);
}

std::string Mutant::describe(const std::string &text) const {
  auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n');
  return file + ":" + std::to_string(line) + (edit == Edit::Delete ? ": deleted '" : ": duplicated '") +
         text.substr(begin, end - begin) + "'";
}

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

} // namespace onus::tests
