// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/diagnostic.h"
#include "format/edits.h"
#include "format/format.h"
#include "format/mangle.h"
#include "harness/examples.h"
#include "support/split_files.h"
#include "syntax/dump.h"
#include "syntax/parse/parse.h"

#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

/// What formatting promises, tried on every program that there is: the files below the directories that are named, the
/// parts of file tests and the programs on pages. `--style DIR` compares DIR/NAME.onus, formatted, with
/// DIR/NAME.expected; `--update` writes the latter.

namespace {

using namespace onus;
namespace fs = std::filesystem;

struct Text {
  std::string name;
  std::string text;
};

std::string slurp(const fs::path &path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The tree without its places and comments, or nothing where the text has a syntax error.
std::optional<std::string> treeOf(llvm::StringRef text) {
  source::SourceManager sources;
  Arena arena;
  diagnostics::Reporter reporter;
  source::FileId id = sources.add("main.onus", text.str());
  syntax::File *file = syntax::parse(sources, id, arena, reporter);
  if (file->broken)
    return std::nullopt;
  std::string tree;
  llvm::SmallVector<llvm::StringRef, 0> lines;
  std::string dump = syntax::dumpAst(sources, *file);
  llvm::StringRef(dump).split(lines, '\n');
  for (llvm::StringRef line : lines)
    if (!line.startswith("  comment @"))
      tree += (line.take_front(line.rfind(" @")) + "\n").str();
  return tree;
}

/// Of each comment: it stands behind a word on that word's line.
std::vector<bool> trailing(llvm::StringRef text) {
  std::vector<bool> result;
  for (const syntax::Token &comment : syntax::lex(text).comments) {
    size_t line = text.take_front(comment.begin).find_last_of("\r\n");
    llvm::StringRef before = text.slice(line == llvm::StringRef::npos ? 0 : line + 1, comment.begin);
    before.consume_front("\uFEFF");
    result.push_back(!before.trim().empty());
  }
  return result;
}

class Checker {
public:
  void check(const Text &text);
  size_t checked = 0, failed = 0;

private:
  /// The text formatted, after everything that must hold of it was tried; nothing after a complaint.
  std::optional<std::string> formatted(const Text &text, llvm::StringRef what, llvm::StringRef tree);
  void complain(const Text &text, llvm::StringRef what, llvm::StringRef left, llvm::StringRef right);
};

void Checker::complain(const Text &text, llvm::StringRef what, llvm::StringRef left, llvm::StringRef right) {
  if (++failed > 10)
    return;
  std::printf("%s: %s\n%s\n", text.name.c_str(), what.str().c_str(),
              format::unifiedDiff(text.name, left, right, false).substr(0, 3000).c_str());
}

std::optional<std::string> Checker::formatted(const Text &text, llvm::StringRef what, llvm::StringRef tree) {
  std::optional<std::string> once = format::format(text.text);
  if (!once)
    return complain(text, (what + ": does not parse").str(), text.text, ""), std::nullopt;
  std::optional<std::string> twice = format::format(*once);
  if (!twice)
    return complain(text, (what + ": does not parse once formatted").str(), text.text, *once), std::nullopt;
  if (*once != *twice)
    return complain(text, (what + ": formatting it again changes it").str(), *once, *twice), std::nullopt;
  if (!format::sameWords(text.text, *once))
    return complain(text, (what + ": other words or comments").str(), text.text, *once), std::nullopt;
  if (treeOf(*once) != tree.str())
    return complain(text, (what + ": another tree").str(), text.text, *once), std::nullopt;
  if (trailing(text.text) != trailing(*once))
    return complain(text, (what + ": a comment left its line").str(), text.text, *once), std::nullopt;
  for (llvm::StringRef line : format::splitLines(*once))
    if (line.rtrim("\n") != line.rtrim("\n").rtrim())
      return complain(text, (what + ": a line ends in blanks").str(), *once, line), std::nullopt;
  return once;
}

void Checker::check(const Text &text) {
  std::optional<std::string> tree = treeOf(text.text);
  if (!tree)
    return; // it is there to show a syntax error
  ++checked;
  using tests::Mangling;
  if (!formatted(text, "as it is", *tree))
    return;
  Text dense{text.name, tests::withoutEmptyLines(text.text)};
  std::optional<std::string> wanted = formatted(dense, "without empty lines", *tree);
  if (!wanted)
    return;
  auto seed = static_cast<uint32_t>(text.text.size());
  for (auto [how, what] : {std::pair(Mangling::OneLine, "on one line"), std::pair(Mangling::Random, "mangled")}) {
    Text other{text.name, tests::mangled(dense.text, how, seed)};
    std::optional<std::string> got = formatted(other, what, *tree);
    if (!got)
      return;
    if (*got != *wanted)
      return complain(text, (llvm::StringRef(what) + ": another layout").str(), *wanted, *got);
  }
  for (uint32_t round = 0; round < 2; ++round) {
    Text other{text.name, tests::mangled(text.text, Mangling::Comments, seed + round)};
    if (!formatted(other, "with new comments", *tree))
      return;
  }
}

/// The programs of a file: itself, the parts of a file test, or the fences of a page.
std::vector<Text> programsOf(const fs::path &path) {
  std::vector<Text> programs;
  if (path.extension() == ".md") {
    for (const harness::Example &example : harness::examplesOf(slurp(path)))
      for (auto &[name, text] : tests::splitFiles(example.text))
        programs.push_back({path.string() + ":" + std::to_string(example.line) + ":" + name, text});
  } else if (path.extension() == ".onus") {
    programs.push_back({path.string(), slurp(path)});
    if (tests::Files parts = tests::splitFiles(programs.front().text); parts.size() > 1) {
      programs.clear();
      for (auto &[name, text] : parts)
        programs.push_back({path.string() + ":" + name, text});
    }
  }
  llvm::erase_if(programs, [](const Text &program) {
    llvm::StringRef name = program.name;
    return !name.endswith(".onus");
  });
  return programs;
}

std::vector<fs::path> filesBelow(const fs::path &directory) {
  std::vector<fs::path> files;
  if (fs::is_regular_file(directory))
    files.push_back(directory);
  if (fs::is_directory(directory))
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(directory))
      if (entry.is_regular_file())
        files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

int checkStyle(const fs::path &directory, bool update) {
  Checker checker;
  size_t failed = 0;
  for (const fs::path &path : filesBelow(directory)) {
    if (path.extension() != ".onus")
      continue;
    checker.check({path.string(), slurp(path)});
    std::string got = format::format(slurp(path)).value_or("");
    fs::path expected = fs::path(path).replace_extension(".expected");
    if (update) {
      std::ofstream(expected, std::ios::binary) << got;
    } else if (std::string wanted = slurp(expected); wanted != got) {
      ++failed;
      std::printf("%s", format::unifiedDiff(expected.string(), wanted, got, false).c_str());
    }
  }
  std::printf("%zu files, %zu not as expected\n", checker.checked, failed + checker.failed);
  return checker.checked == 0 || failed + checker.failed > 0;
}

} // namespace

int main(int argc, char **argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() >= 2 && arguments[0] == "--style")
    return checkStyle(arguments[1], arguments.size() > 2 && arguments[2] == "--update");
  Checker checker;
  for (const std::string &directory : arguments)
    for (const fs::path &path : filesBelow(directory))
      for (const Text &program : programsOf(path))
        checker.check(program);
  std::printf("%zu programs, %zu not formatted as promised\n", checker.checked, checker.failed);
  return checker.checked == 0 || checker.failed > 0;
}
