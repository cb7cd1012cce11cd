// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/repeated.h"
#include "resolve/resolver.h"

namespace onus::resolve {

using diagnostics::Kind;
using llvm::StringRef;

void Resolver::importAll(const syntax::File &file) {
  FileScope &scope = names_.scopes_[&file];
  for (const syntax::Use &use : file.uses) {
    if (!use.path)
      continue;
    if (use.braces)
      importItems(scope, use);
    else
      importWhole(scope, use);
  }
}

void Resolver::importItems(FileScope &scope, const syntax::Use &use) {
  std::string from = use.path.text();
  const Package *package = seenPackage(scope, from);
  bool known = package || hasPackageUnder(scope, from);
  if (!known)
    unknownPackage(scope, use.path, from);
  for (const syntax::UseItem &item : use.items) {
    const syntax::Name &as = item.alias ? item.alias : item.name;
    if (const Package *whole = seenPackage(scope, from + "." + item.name.text.str())) {
      bindPackage(scope, as, whole);
      continue;
    }
    const Symbol *symbol = package ? package->scope.lookup(item.name.text) : nullptr;
    if (symbol) {
      bindSymbol(scope, item.name, as, symbol);
      continue;
    }
    scope.failed.insert(as.text);
    if (package)
      unknownImport(*package, item.name);
    else if (known)
      unknownPackage(scope, {llvm::makeArrayRef(item.name), item.name.range}, from + "." + item.name.text.str());
  }
}

void Resolver::importWhole(FileScope &scope, const syntax::Use &use) {
  const syntax::Name &last = use.path.names.back();
  const syntax::Name &as = use.alias ? use.alias : last;
  if (const Package *whole = seenPackage(scope, use.path.text())) {
    bindPackage(scope, as, whole);
    return;
  }
  syntax::Path prefix{use.path.names.drop_back(), use.path.range};
  const Package *package = prefix ? seenPackage(scope, prefix.text()) : nullptr;
  const Symbol *symbol = package ? package->scope.lookup(last.text) : nullptr;
  if (symbol) {
    bindSymbol(scope, last, as, symbol);
    return;
  }
  scope.failed.insert(as.text);
  if (package)
    unknownImport(*package, last);
  else
    unknownPackage(scope, use.path, prefix && names_.package(prefix.text()) ? prefix.text() : use.path.text());
}

void Resolver::bindSymbol(FileScope &scope, const syntax::Name &name, const syntax::Name &as, const Symbol *symbol) {
  if (symbol->testOnly && !scope.test) {
    scope.failed.insert(as.text);
    reporter_.report<Kind::TestOnlyName>(name.range, name.text)
        .label("imported outside the tests")
        .related(symbol->decl->name.range, "declared in a test file")
        .help("move the declaration into a file that is no `.test.onus`");
    return;
  }
  auto [place, fresh] = scope.imports.try_emplace(as.text, symbol);
  if (!fresh && place->second != symbol)
    clash(as, place->second->decl);
  const Symbol *own = scope.package->scope.lookup(as.text);
  bool party = (bit(symbol->kind()) & parties) != 0; // the imported party is the one that is meant
  bool seen = own && (scope.test || !own->testOnly);
  if (fresh && seen && own != symbol && !party)
    clash(as, own->decl);
}

void Resolver::bindPackage(FileScope &scope, const syntax::Name &as, const Package *package) {
  auto [place, fresh] = scope.packages.try_emplace(as.text, package);
  if (!fresh && place->second != package)
    clash(as, nullptr);
}

void Resolver::clash(const syntax::Name &as, const syntax::Decl *with) {
  auto builder = reporter_.report<Kind::ImportClash>(as.range, as.text);
  builder.label("a second meaning").help("import one of them under another name: `name as other`");
  if (with)
    builder.related(with->name.range, "the first meaning is declared here");
}

const Package *Resolver::seenPackage(const FileScope &scope, const std::string &name) const {
  const Package *package = names_.package(name);
  return package && names_.sees(scope, *package) ? package : nullptr;
}

/// `full` is the name of the package that the path means.
void Resolver::unknownPackage(const FileScope &scope, const syntax::Path &path, StringRef full) {
  if (names_.broken_)
    return;
  std::string name = path.text();
  if (diagnostics::saidBefore<Kind::UnknownPackage>(reporter_, name))
    return;
  if (const Package *unlisted = names_.package(full); unlisted && names_.isListable(scope, *unlisted))
    return names_.reportUnlisted(scope, path.range, *unlisted, reporter_);
  auto builder = reporter_.report<Kind::UnknownPackage>(path.range, name);
  std::vector<StringRef> candidates;
  for (const auto &package : names_.packages_)
    if (names_.sees(scope, *package))
      candidates.push_back(package->name);
  std::string guess = closest(name, candidates);
  if (guess.empty())
    builder.label("neither in the project nor in the standard library");
  else
    builder.didYouMean(path.range, guess);
}

void Resolver::unknownImport(const Package &package, const syntax::Name &name) {
  if (names_.broken_ || diagnostics::saidBefore<Kind::UnknownImport>(reporter_, package.name, name.text))
    return;
  auto builder = reporter_.report<Kind::UnknownImport>(name.range, package.name, name.text);
  std::vector<StringRef> candidates;
  for (const auto &entry : package.scope)
    candidates.push_back(entry.first());
  std::string guess = closest(name.text, candidates);
  if (guess.empty())
    builder.label("not declared there");
  else
    builder.didYouMean(name.range, guess);
}

bool Resolver::hasPackageUnder(const FileScope &scope, const std::string &name) const {
  for (const auto &package : names_.packages_)
    if (StringRef(package->name).startswith(name + ".") && names_.sees(scope, *package))
      return true;
  return false;
}

} // namespace onus::resolve
