// SPDX-License-Identifier: Apache-2.0
// usage: onus_tree_sitter --texts PATH...             every text parses with the grammar for editors just when the
//                                                     compiler accepts its syntax
//        onus_tree_sitter --mutants COUNT PATH...     the same of COUNT slightly wrong variants of them
//        onus_tree_sitter --corpus FOLDER             the trees of the grammar's corpus
//        onus_tree_sitter --queries QUERY... PATH...  every query (.scm) is one of this grammar, all of it matches
//                                                     something in the texts, and none has two colours for one node
#include "editors/tree_sitter/query.h"
#include "editors/tree_sitter/texts.h"
#include "editors/tree_sitter/verdict.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace onus;
using namespace onus::tests;

namespace {

struct Tally {
  size_t done = 0, failed = 0;
  int tell(const char *what) const {
    std::printf("%zu %s, %zu failed\n", done, what, failed);
    return failed > 0 || done == 0 ? 1 : 0;
  }
};

std::vector<Text> all(const std::vector<std::string> &paths) {
  std::vector<Text> texts;
  for (const std::string &path : paths)
    for (Text &text : textsBelow(path))
      texts.push_back(std::move(text));
  return texts;
}

void compare(EditorParser &editor, const Text &text, Tally &tally) {
  ++tally.done;
  std::optional<std::string> difference = disagreement(editor, text.text);
  if (!difference)
    return;
  ++tally.failed;
  std::printf("%s\n  %s\n", text.name.c_str(), difference->c_str());
}

int runTexts(const std::vector<std::string> &paths) {
  EditorParser editor;
  Tally tally;
  for (const Text &text : all(paths))
    compare(editor, text, tally);
  return tally.tell("texts");
}

int runMutants(size_t count, const std::vector<std::string> &paths) {
  EditorParser editor;
  Tally tally;
  std::vector<Mutants> texts;
  size_t possible = 0;
  for (Text &text : all(paths))
    possible += texts.emplace_back(std::move(text)).size();
  size_t stride = std::max<size_t>(1, possible / std::max<size_t>(1, count)), next = 0;
  for (const Mutants &mutants : texts) {
    for (; next < mutants.size(); next += stride)
      compare(editor, mutants[next], tally);
    next -= mutants.size();
  }
  return tally.tell("mutants");
}

int runCorpus(const std::string &folder) {
  EditorParser editor;
  Tally tally;
  for (const CorpusCase &one : corpusBelow(folder)) {
    ++tally.done;
    std::string tree = editor.tree(one.source.text);
    if (tree == one.tree)
      continue;
    ++tally.failed;
    std::printf("%s\n  expected %s\n  is       %s\n", one.source.name.c_str(), one.tree.c_str(), tree.c_str());
  }
  return tally.tell("trees");
}

int runQueries(const std::vector<std::string> &paths) {
  std::vector<std::string> queries, folders;
  for (const std::string &path : paths)
    (llvm::StringRef(path).endswith(".scm") ? queries : folders).push_back(path);
  std::vector<Text> texts = all(folders);
  std::vector<std::string> problems = problemsOf(queries, texts);
  for (const std::string &problem : problems)
    std::printf("%s\n", problem.c_str());
  std::printf("%zu queries, %zu problems\n", queries.size(), problems.size());
  return queries.empty() || !problems.empty() ? 1 : 0;
}

} // namespace

int main(int count, char **arguments) {
  std::vector<std::string> rest(arguments + std::min(count, 2), arguments + count);
  std::string mode = count > 1 ? arguments[1] : "";
  if (mode == "--texts")
    return runTexts(rest);
  if (mode == "--mutants" && !rest.empty())
    return runMutants(std::strtoul(rest[0].c_str(), nullptr, 10), {rest.begin() + 1, rest.end()});
  if (mode == "--corpus" && rest.size() == 1)
    return runCorpus(rest[0]);
  if (mode == "--queries")
    return runQueries(rest);
  std::fputs("usage: onus_tree_sitter --texts PATH... | --mutants COUNT PATH... | --corpus FOLDER |\n"
             "                        --queries QUERY... PATH...\n",
             stderr);
  return 2;
}
