// SPDX-License-Identifier: Apache-2.0
#include "resolve/resolver.h"

#include "syntax/comment_lines.h"

#include <algorithm>

/// Which files of the standard library a project reaches: through a `use`, or through a full name anywhere in a text.
/// Only those are checked and counted; the library may grow without slowing down who does not use it.
namespace onus::resolve {
namespace {

using llvm::StringRef;

bool isWord(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

size_t skipBlank(StringRef text, size_t at) {
  size_t next = text.find_first_not_of(" \t\r\n", at);
  return next == StringRef::npos ? text.size() : next;
}

StringRef wordAt(StringRef text, size_t at) { return text.substr(at).take_while(isWord); }

/// The dotted name that begins at an offset, blanks around its dots left out.
std::vector<std::string> dottedAt(StringRef text, size_t at) {
  std::vector<std::string> parts;
  while (at < text.size()) {
    StringRef word = wordAt(text, at);
    if (word.empty())
      break;
    parts.push_back(word.str());
    at = skipBlank(text, at + word.size());
    if (at >= text.size() || text[at] != '.')
      break;
    at = skipBlank(text, at + 1);
  }
  return parts;
}

bool onlyFrameworks(const syntax::File &file) {
  return std::all_of(file.decls.begin(), file.decls.end(),
                     [](const syntax::Decl *decl) { return decl->kind == syntax::Decl::Kind::Framework; });
}

} // namespace

void Resolver::reachFile(const syntax::File *file) {
  std::vector<const syntax::File *> waiting{file};
  while (!waiting.empty()) {
    const syntax::File *next = waiting.back();
    waiting.pop_back();
    if (!names_.reached_.insert(next).second)
      continue;
    reachFrom(*next, waiting);
    reachFullNames(*next, waiting);
    const Package &package = *names_.scopes_[next].package;
    if (package.standard && !onlyFrameworks(*next))
      for (const syntax::File *sibling : package.files)
        if (!onlyFrameworks(*sibling))
          waiting.push_back(sibling);
  }
}

void Resolver::reachFrom(const syntax::File &file, std::vector<const syntax::File *> &waiting) {
  const FileScope &scope = names_.scopes_[&file];
  for (const auto &entry : scope.imports)
    if (entry.second->package->standard)
      waiting.push_back(entry.second->file);
  for (const auto &entry : scope.packages)
    if (entry.second->standard)
      waiting.insert(waiting.end(), entry.second->files.begin(), entry.second->files.end());
}

void Resolver::reachFullNames(const syntax::File &file, std::vector<const syntax::File *> &waiting) {
  StringRef text = sources_.text(file.id);
  for (size_t at = text.find("std"); at != StringRef::npos; at = text.find("std", at + 3)) {
    if ((at > 0 && isWord(text[at - 1])) || (at + 3 < text.size() && isWord(text[at + 3])) ||
        syntax::onCommentLine(text, at))
      continue;
    std::string prefix;
    for (const std::string &part : dottedAt(text, at)) {
      if (const Package *package = prefix.empty() ? nullptr : names_.package(prefix))
        if (const Symbol *symbol = package->scope.lookup(part); symbol && package->standard)
          waiting.push_back(symbol->file);
      prefix += (prefix.empty() ? "" : ".") + part;
    }
  }
}

} // namespace onus::resolve
