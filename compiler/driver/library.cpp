// SPDX-License-Identifier: Apache-2.0
#include "driver/library.h"

#include "stdlib/stdlib.h"
#include "syntax/comment_lines.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

#include <set>

namespace onus::driver {

namespace {

bool isWordChar(char c) { return llvm::isAlnum(c) || c == '_'; }

/// `std.frameworks` of a file that begins, after comments, with `package std.frameworks`.
llvm::StringRef packageOf(llvm::StringRef text) {
  while (!text.empty()) {
    auto [line, rest] = text.split('\n');
    if (line.consume_front("package "))
      return line.trim().take_while([](char c) { return isWordChar(c) || c == '.'; });
    text = rest;
  }
  return {};
}

llvm::StringRef stemOf(llvm::StringRef path) {
  path = path.substr(path.rfind('/') + 1);
  path.consume_back(".onus");
  return path;
}

/// True where a line begins a declaration of that name: `pattern large_payment(…`.
bool declares(llvm::StringRef text, llvm::StringRef name) {
  for (size_t at = text.find(name); at != llvm::StringRef::npos; at = text.find(name, at + name.size())) {
    llvm::StringRef before = text.take_front(at), after = text.drop_front(at + name.size());
    llvm::StringRef line = before.substr(before.rfind('\n') + 1);
    bool whole = after.empty() || !isWordChar(after.front());
    if (whole && line.consume_back(" ") && !line.empty() && llvm::all_of(line, isWordChar))
      return true;
  }
  return false;
}

/// True for the name after `package`, which says what a file is and not what it needs.
bool isPackageClause(llvm::StringRef before) {
  before = before.rtrim(" \t");
  return before.consume_back("package") && (before.empty() || !isWordChar(before.back()));
}

/// A name in `std` as a text mentions it: `std.effects.moves_money`, or `std.frameworks` with the words in braces.
struct Mention {
  std::vector<llvm::StringRef> parts;
  std::vector<llvm::StringRef> items;
};

llvm::StringRef takeWord(llvm::StringRef &text) {
  text = text.ltrim();
  llvm::StringRef word = text.take_while(isWordChar);
  text = text.drop_front(word.size());
  return word;
}

Mention readMention(llvm::StringRef text) {
  Mention mention;
  mention.parts.push_back(takeWord(text));
  while (text.ltrim().startswith(".")) {
    text = text.ltrim().drop_front();
    if (text.ltrim().startswith("{"))
      break;
    llvm::StringRef part = takeWord(text);
    if (part.empty())
      return mention;
    mention.parts.push_back(part);
  }
  llvm::StringRef list = text.ltrim();
  if (!list.consume_front("{"))
    return mention;
  list = list.take_until([](char c) { return c == '}'; });
  bool alias = false;
  while (!list.ltrim(" \t\r\n,").empty()) {
    list = list.ltrim(" \t\r\n,");
    llvm::StringRef word = takeWord(list);
    if (word.empty()) {
      list = list.drop_front();
      continue;
    }
    if (!alias && word != "as")
      mention.items.push_back(word);
    alias = word == "as";
  }
  return mention;
}

class Reach {
public:
  Reach() {
    for (size_t i = 0; i < stdlib::files().size(); ++i)
      packages_[packageOf(textOf(i))].push_back(i);
  }

  void scan(llvm::StringRef text) {
    for (size_t at = text.find("std"); at != llvm::StringRef::npos; at = text.find("std", at + 3))
      if ((at == 0 || !isWordChar(text[at - 1])) && text.substr(at + 3).ltrim().startswith(".") &&
          !isPackageClause(text.take_front(at)) && !syntax::onCommentLine(text, at))
        add(readMention(text.substr(at)));
  }

  std::vector<size_t> run() {
    while (!waiting_.empty()) {
      size_t next = waiting_.back();
      waiting_.pop_back();
      scan(textOf(next));
    }
    return {reached_.begin(), reached_.end()};
  }

private:
  static llvm::StringRef textOf(size_t index) { return stdlib::files()[index].text; }
  static llvm::StringRef pathOf(size_t index) { return stdlib::files()[index].path; }

  void addFile(size_t index) {
    if (reached_.insert(index).second)
      waiting_.push_back(index);
  }

  void add(const Mention &mention) {
    std::string package;
    const std::vector<size_t> *files = nullptr;
    std::vector<llvm::StringRef> items = mention.items;
    for (size_t i = 0; i < mention.parts.size(); ++i) {
      package += (package.empty() ? "" : ".") + mention.parts[i].str();
      auto found = packages_.find(package);
      if (found == packages_.end())
        continue;
      files = &found->second;
      if (i + 1 < mention.parts.size())
        items = {mention.parts[i + 1]};
      else
        items = mention.items;
    }
    if (!files)
      for (size_t i = 0; i < stdlib::files().size(); ++i)
        addFile(i);
    else
      addItems(*files, items);
  }

  /// The files named after the items or declaring them; where there is none for one of them, the whole package.
  void addItems(const std::vector<size_t> &files, llvm::ArrayRef<llvm::StringRef> items) {
    bool all = items.empty();
    for (llvm::StringRef item : items) {
      auto named = llvm::find_if(files, [&](size_t index) { return stemOf(pathOf(index)) == item; });
      if (named == files.end())
        named = llvm::find_if(files, [&](size_t index) { return declares(textOf(index), item); });
      if (named == files.end())
        all = true;
      else
        addFile(*named);
    }
    if (all)
      for (size_t index : files)
        addFile(index);
  }

  llvm::StringMap<std::vector<size_t>> packages_;
  std::set<size_t> reached_;
  std::vector<size_t> waiting_;
};

} // namespace

std::vector<size_t> reachedLibraryFiles(llvm::ArrayRef<llvm::StringRef> texts) {
  Reach reach;
  for (llvm::StringRef text : texts)
    reach.scan(text);
  return reach.run();
}

} // namespace onus::driver
