// SPDX-License-Identifier: Apache-2.0
#include "resolve/resolver.h"

namespace onus::resolve {

using diagnostics::Kind;
using llvm::StringRef;
using syntax::Decl;

Resolver::Resolver(llvm::ArrayRef<const syntax::File *> files, llvm::ArrayRef<const syntax::File *> standard,
                   const source::SourceManager &sources, diagnostics::Reporter &reporter, const source::Layout *layout)
    : files_(files), sources_(sources), reporter_(reporter) {
  names_.layout_ = layout;
  standard_.insert(standard.begin(), standard.end());
}

Names Resolver::run() {
  for (const syntax::File *file : files_)
    openFile(*file);
  for (const auto &entry : split_)
    reportSplit(*entry.first, *entry.second);
  for (const syntax::File *file : files_)
    declare(*file);
  for (const syntax::File *file : files_)
    importAll(*file);
  for (const syntax::File *file : files_)
    if (!standard_.contains(file))
      reachFile(file);
  return std::move(names_);
}

Package &Resolver::packageFor(const syntax::File &file) {
  std::string name = file.package.text();
  Package *&package = names_.byName_[name];
  if (!package) {
    names_.packages_.push_back(std::make_unique<Package>());
    package = names_.packages_.back().get();
    package->name = name;
  }
  package->standard |= standard_.contains(&file);
  return *package;
}

void Resolver::openFile(const syntax::File &file) {
  Package &package = packageFor(file);
  if (file.package && !package.files.empty() && unitOf(*package.files.front()) != unitOf(file))
    split_.insert({&package, &file});
  package.files.push_back(&file);
  package.foreign |= names_.layout_ && names_.layout_->isForeign(file.id);
  names_.files_.push_back(&file);
  names_.broken_ |= file.broken;
  FileScope &scope = names_.scopes_[&file];
  scope.package = &package;
  scope.file = file.id;
  scope.test = isTestFile(sources_.path(file.id));
  if (!file.package && !file.broken) {
    source::Range start{file.id, 0, 0};
    reporter_.report<Kind::PackageMissing>(start)
        .label("the package belongs here")
        .help("the package is how other files and the records name what is declared here")
        .fix("name a package", start, "package my_company.policies\n\n", diagnostics::Applicability::HasPlaceholders);
  } else if (file.package && file.package.names.front().text == "std" && !standard_.contains(&file)) {
    reporter_.report<Kind::ReservedPackage>(file.package.range, package.name)
        .label("not yours to extend")
        .help("begin the package's name with that of your organization");
  }
  if (file.owner)
    checkOwner(package, file);
}

void Resolver::checkOwner(Package &package, const syntax::File &file) {
  const syntax::File *other = package.ownerFile;
  if (!other) {
    package.ownerFile = &file;
    return;
  }
  if (other->owner.text() == file.owner.text() || split_.count(&package))
    return;
  reporter_.report<Kind::PackageOwnerClash>(file.owner.range, package.name, other->owner.text(), file.owner.text())
      .label("a second owner")
      .related(other->owner.range, "the first is named here")
      .help("name the default control owner in one file of the package");
}

const source::Unit *Resolver::unitOf(const syntax::File &file) const {
  return names_.layout_ ? names_.layout_->unitOf(file.id) : nullptr;
}

/// Who answers for the part of a package that lies in the same unit as a file.
std::string Resolver::ownerBeside(const Package &package, const syntax::File &file) const {
  for (const syntax::File *other : package.files)
    if (unitOf(*other) == unitOf(file) && other->owner)
      return "owner `" + other->owner.text() + "`";
  return "no owner";
}

void Resolver::reportSplit(const Package &package, const syntax::File &second) {
  if (package.standard) // reserved, and reported so
    return;
  const syntax::File &first = *package.files.front();
  const source::Unit *one = unitOf(first), *other = unitOf(second);
  reporter_.report<Kind::PackageSplit>(second.package.range, package.name, one->name, other->name)
      .label("here in " + other->name + ", with " + ownerBeside(package, second))
      .related(first.package.range, "here in " + one->name + ", with " + ownerBeside(package, first))
      .help("a package has one place and one owner: give one of the two another name");
}

void Resolver::declare(const syntax::File &file) {
  for (const Decl *decl : file.decls)
    if (decl->name && decl->kind != Decl::Kind::Context && decl->kind != Decl::Kind::Test)
      declare(file, decl);
}

void Resolver::declare(const syntax::File &file, const Decl *decl) {
  const FileScope &scope = names_.scopes_[&file];
  auto &package = const_cast<Package &>(*scope.package);
  auto symbol = std::make_unique<Symbol>();
  symbol->decl = decl;
  symbol->file = &file;
  symbol->package = &package;
  symbol->name = (package.name.empty() ? "" : package.name + ".") + decl->name.text.str();
  symbol->testOnly = scope.test;
  names_.byDecl_[decl] = symbol.get();
  auto [place, fresh] = package.scope.try_emplace(decl->name.text, symbol.get());
  bool split = !fresh && unitOf(*place->second->file) != unitOf(file); // the package itself is there twice
  if (!fresh && !split)
    reporter_.report<Kind::DuplicateDeclaration>(decl->name.range, decl->name.text, package.name)
        .label("declared again")
        .related(place->second->decl->name.range, "first declared here")
        .help("the files of a package share one scope; give one of them another name");
  else if (fresh && (bit(decl->kind) & parties))
    names_.parties_[decl->name.text].push_back(symbol.get());
  names_.symbols_.push_back(std::move(symbol));
}

Names resolve(llvm::ArrayRef<const syntax::File *> files, llvm::ArrayRef<const syntax::File *> standard,
              const source::SourceManager &sources, diagnostics::Reporter &reporter, const source::Layout *layout) {
  return Resolver(files, standard, sources, reporter, layout).run();
}

} // namespace onus::resolve
