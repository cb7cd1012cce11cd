// SPDX-License-Identifier: Apache-2.0
#include "lsp/imports.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

namespace {

std::string packageOf(const syntax::Use &use) {
  syntax::Path path = use.path;
  if (!use.braces)
    path.names = path.names.drop_back();
  return path.text();
}

/// Into `use p.{a, c}`.
TextChange intoGroup(const syntax::Use &use, llvm::StringRef name) {
  for (const syntax::UseItem &item : use.items)
    if (item.name.text > name)
      return {item.name.range.begin, item.name.range.begin, name.str() + ", "};
  const syntax::UseItem &last = use.items.back();
  uint32_t end = last.alias ? last.alias.range.end : last.name.range.end;
  return {end, end, ", " + name.str()};
}

/// `use p.a` becomes `use p.{a, b}`.
TextChange intoSingle(const syntax::Use &use, llvm::StringRef text, llvm::StringRef name) {
  const syntax::Name &first = use.path.names.back();
  std::string old = text.slice(first.range.begin, use.range.end).str();
  std::string group = first.text < name ? old + ", " + name.str() : name.str() + ", " + old;
  return {first.range.begin, use.range.end, "{" + group + "}"};
}

/// A line of its own.
TextChange newLine(const Document &document, llvm::StringRef package, llvm::StringRef name) {
  const syntax::File &file = document.syntax().head();
  std::string line = "use " + package.str() + ".{" + name.str() + "}";
  for (const syntax::Use &use : file.uses)
    if (packageOf(use) > package)
      return {use.range.begin, use.range.begin, line + "\n"};
  if (!file.uses.empty())
    return {file.uses.back().range.end, file.uses.back().range.end, "\n" + line};
  if (!file.package) {
    uint32_t begin = llvm::StringRef(document.text).startswith("\uFEFF") ? 3 : 0;
    return {begin, begin, line + "\n\n"};
  }
  uint32_t end = file.owner ? file.owner.range.end : file.package.range.end;
  return {end, end, "\n\n" + line};
}

} // namespace

std::optional<TextChange> importOf(const Document &document, llvm::StringRef package, llvm::StringRef name) {
  for (const syntax::Use &use : document.syntax().head().uses) {
    if (packageOf(use) != package)
      continue;
    auto binds = [&](const syntax::UseItem &item) { return item.name.text == name && !item.alias; };
    bool single = !use.braces && use.path.names.back().text == name && !use.alias;
    if (single || llvm::any_of(use.items, binds))
      return std::nullopt;
    if (use.braces && !use.items.empty())
      return intoGroup(use, name);
    if (!use.braces)
      return intoSingle(use, document.text, name);
  }
  return newLine(document, package, name);
}

} // namespace onus::lsp
