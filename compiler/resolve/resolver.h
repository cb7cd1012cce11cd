// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "resolve/names.h"

#include "llvm/ADT/MapVector.h"

namespace onus::resolve {

/// Makes a `Names`, once: packages, then declarations, then each file's imports, then what the project reaches of the
/// standard library. Only `resolve` uses it.
class Resolver {
public:
  Resolver(llvm::ArrayRef<const syntax::File *> files, llvm::ArrayRef<const syntax::File *> standard,
           const source::SourceManager &sources, diagnostics::Reporter &reporter, const source::Layout *layout);
  Names run();

private:
  using FileScope = Names::FileScope;

  Package &packageFor(const syntax::File &file);
  void openFile(const syntax::File &file);
  void checkOwner(Package &package, const syntax::File &file);
  const source::Unit *unitOf(const syntax::File &file) const;
  std::string ownerBeside(const Package &package, const syntax::File &file) const;
  void reportSplit(const Package &package, const syntax::File &second);
  void declare(const syntax::File &file);
  void declare(const syntax::File &file, const syntax::Decl *decl);

  void importAll(const syntax::File &file);
  void importItems(FileScope &scope, const syntax::Use &use);
  void importWhole(FileScope &scope, const syntax::Use &use);
  void bindSymbol(FileScope &scope, const syntax::Name &name, const syntax::Name &as, const Symbol *symbol);
  void bindPackage(FileScope &scope, const syntax::Name &as, const Package *package);
  void clash(const syntax::Name &as, const syntax::Decl *with);
  void unknownPackage(const FileScope &scope, const syntax::Path &path, llvm::StringRef name);
  const Package *seenPackage(const FileScope &scope, const std::string &name) const;
  void unknownImport(const Package &package, const syntax::Name &name);
  bool hasPackageUnder(const FileScope &scope, const std::string &name) const;

  void reachFile(const syntax::File *file);
  void reachFrom(const syntax::File &file, std::vector<const syntax::File *> &waiting);
  void reachFullNames(const syntax::File &file, std::vector<const syntax::File *> &waiting);

  Names names_;
  llvm::ArrayRef<const syntax::File *> files_;
  llvm::DenseSet<const syntax::File *> standard_;
  const source::SourceManager &sources_;
  diagnostics::Reporter &reporter_;
  llvm::MapVector<Package *, const syntax::File *> split_; ///< a package of two units, with a file of the second
};

} // namespace onus::resolve
