// SPDX-License-Identifier: Apache-2.0
#include "lsp/package_graph.h"

#include "syntax/lexer.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

using syntax::TokenKind;

PackageGraph::Word PackageGraph::intern(llvm::StringRef word) {
  return words_.try_emplace(word, static_cast<Word>(words_.size() + 1)).first->second;
}

namespace {

bool declaresParty(TokenKind kind) {
  return kind == TokenKind::Team || kind == TokenKind::Person || kind == TokenKind::Vendor ||
         kind == TokenKind::Organization;
}

template <typename T>
void sortUnique(std::vector<T> &values) {
  llvm::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

} // namespace

PackageGraph::File PackageGraph::read(llvm::StringRef text) {
  File file;
  std::vector<syntax::Token> words = syntax::lex(text).words;
  auto spelt = [&](size_t from, size_t to) { return text.slice(words[from].begin, words[to].end); };
  for (size_t at = 0; at < words.size(); ++at) {
    if (!syntax::isWord(words[at].kind))
      continue;
    if (at > 0 && declaresParty(words[at - 1].kind))
      file.parties.push_back(intern(spelt(at, at)));
    size_t last = at;
    file.mentions.push_back(intern(spelt(at, at)));
    // The word with dots as it stands, without blanks: who writes `a . b` is told of it when all is compiled.
    while (last + 2 < words.size() && words[last + 1].kind == TokenKind::Dot && syntax::isWord(words[last + 2].kind)) {
      last += 2;
      file.mentions.push_back(intern(spelt(at, last)));
      file.mentions.push_back(intern(spelt(last, last)));
    }
    if (at > 0 && words[at - 1].kind == TokenKind::Package && file.package == 0)
      file.package = intern(spelt(at, last));
    at = last;
  }
  sortUnique(file.parties);
  sortUnique(file.mentions);
  return file;
}

void PackageGraph::define(const File &file) {
  definers_[file.package].insert(file.package);
  for (Word party : file.parties)
    definers_[party].insert(file.package);
}

void PackageGraph::set(source::FileId id, llvm::StringRef text) {
  File next = read(text);
  auto known = files_.find(id.index);
  bool same = known != files_.end() && known->second.package == next.package && known->second.parties == next.parties;
  if (known != files_.end() && !same)
    packages_[known->second.package].files.erase(id.index);
  packages_[next.package].files.insert(id.index);
  packages_[next.package].known = false;
  if (!same) {
    define(next);
    structureChanged_ = true;
    for (auto &each : packages_)
      each.second.known = false;
  }
  files_[id.index] = std::move(next);
}

const PackageGraph::Words &PackageGraph::needsOf(Word name) const {
  const Package &package = packages_.find(name)->second;
  if (package.known)
    return package.needs;
  package.known = true;
  package.needs.clear();
  for (uint32_t file : package.files)
    for (Word word : files_.find(file)->second.mentions)
      if (auto found = definers_.find(word); found != definers_.end())
        package.needs.insert(found->second.begin(), found->second.end());
  return package.needs;
}

std::optional<PackageGraph::Slice> PackageGraph::slice(const llvm::DenseSet<uint32_t> &files) const {
  if (structureChanged_)
    return std::nullopt;
  Words affected, needed;
  std::vector<Word> todo;
  for (uint32_t file : files)
    if (auto known = files_.find(file); known != files_.end() && affected.insert(known->second.package).second)
      todo.push_back(known->second.package);
  while (!todo.empty()) {
    Word changed = todo.back();
    todo.pop_back();
    for (const auto &[name, package] : packages_)
      if (!package.files.empty() && needsOf(name).count(changed) && affected.insert(name).second)
        todo.push_back(name);
  }
  todo.assign(affected.begin(), affected.end());
  needed = affected;
  while (!todo.empty()) {
    Word name = todo.back();
    todo.pop_back();
    for (Word other : needsOf(name))
      if (packages_.count(other) && needed.insert(other).second)
        todo.push_back(other);
  }
  Slice slice;
  for (Word name : affected)
    slice.affected.insert(packages_.find(name)->second.files.begin(), packages_.find(name)->second.files.end());
  for (Word name : needed)
    slice.needed.insert(packages_.find(name)->second.files.begin(), packages_.find(name)->second.files.end());
  return slice;
}

} // namespace onus::lsp
