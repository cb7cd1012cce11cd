// SPDX-License-Identifier: Apache-2.0
#include "lsp/completion/library_names.h"

#include "stdlib/stdlib.h"
#include "syntax/parse/parse.h"

namespace onus::lsp {

namespace {

void read(const stdlib::File &file, std::vector<LibraryName> &names) {
  source::SourceManager sources;
  Arena arena;
  diagnostics::Reporter reporter;
  syntax::Limits limits;
  limits.bytes = SIZE_MAX;
  source::FileId id = sources.add(std::string(file.path), std::string(file.text));
  const syntax::File *tree = syntax::parse(sources, id, arena, reporter, limits);
  for (const syntax::Decl *decl : tree->decls)
    if (decl->name)
      names.push_back({tree->package.text(), decl->name.text.str(), decl->title.value.str(), decl->kind});
}

} // namespace

const std::vector<LibraryName> &libraryNames() {
  static const std::vector<LibraryName> names = [] {
    std::vector<LibraryName> all;
    for (const stdlib::File &file : stdlib::files())
      read(file, all);
    return all;
  }();
  return names;
}

} // namespace onus::lsp
