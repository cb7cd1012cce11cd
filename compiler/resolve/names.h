// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/diagnostic.h"
#include "source/layout.h"
#include "syntax/ast.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <memory>
#include <string>
#include <vector>

/// Packages, scopes and names. `resolve` makes a `Names` from the parsed files of one project and the standard library;
/// it never changes afterwards. Rules are those of S48: files of a package share one scope, parties are seen in the
/// whole project, every other name is imported explicitly or fully qualified; what a `.test.onus` file declares is
/// seen by tests only. In a build of several projects a file sees those that its onus.toml lists.
namespace onus::resolve {

struct Package;

/// A declaration with its place in the project.
struct Symbol {
  const syntax::Decl *decl = nullptr;
  const syntax::File *file = nullptr;
  const Package *package = nullptr;
  std::string name;      ///< qualified: `acme.refunds.large_refund`
  bool testOnly = false; ///< declared in a `.test.onus` file
  llvm::StringRef simpleName() const { return decl->name.text; }
  syntax::Decl::Kind kind() const { return decl->kind; }
};

struct Package {
  std::string name;
  std::vector<const syntax::File *> files;
  llvm::StringMap<const Symbol *> scope;
  const syntax::File *ownerFile = nullptr; ///< whose header names the default control owner; null where none does
  bool standard = false;                   ///< of the standard library
  bool foreign = false;                    ///< of a dependency
};

/// Which declarations a place takes: a bit for each `Decl::Kind`.
using Kinds = uint32_t;
constexpr Kinds bit(syntax::Decl::Kind kind) { return 1u << static_cast<unsigned>(kind); }
inline constexpr Kinds parties = bit(syntax::Decl::Kind::Organization) | bit(syntax::Decl::Kind::Person) |
                                 bit(syntax::Decl::Kind::Team) | bit(syntax::Decl::Kind::Vendor);

class Names {
public:
  /// Finds what a path means in a file. Reports E02 where nothing, several things or a thing of another kind is
  /// found, and returns null; `what` is the reader's word for what is wanted ("a team or person", "an effect").
  const Symbol *find(const syntax::File &file, const syntax::Path &path, Kinds wanted, llvm::StringRef what,
                     diagnostics::Reporter &reporter) const;
  /// The same without a report; null where there is not exactly one.
  const Symbol *tryFind(const syntax::File &file, llvm::ArrayRef<syntax::Name> names, Kinds wanted) const;
  /// A whole package by its full name, or null; whether or not anybody sees it.
  const Package *package(llvm::StringRef name) const;
  /// The same where a file sees it.
  const Package *package(const syntax::File &file, llvm::StringRef name) const;
  /// The package that a path means in a file: by its full name, else as bound by a `use`. Null where there is none.
  const Package *findPackage(const syntax::File &file, llvm::ArrayRef<syntax::Name> names) const;
  /// Every declaration of a kind outside tests, in order of file and place (the standard library's only where the
  /// project reaches it through a `use` or a full name).
  std::vector<const Symbol *> all(syntax::Decl::Kind kind) const;
  /// The symbol of a declaration; every declaration but contexts, tests and nested exceptions has one.
  const Symbol *symbolOf(const syntax::Decl *decl) const;
  const std::vector<std::unique_ptr<Package>> &packages() const { return packages_; }
  const Package &packageOf(const syntax::File &file) const;
  /// Which file belongs to which unit; null where nobody said.
  const source::Layout *layout() const { return layout_; }
  /// The names closest to a misspelt one, for "did you mean"; empty where none is close.
  std::string suggest(const syntax::File &file, llvm::StringRef word, Kinds wanted) const;

private:
  friend class Resolver;
  struct FileScope {
    const Package *package = nullptr;
    llvm::StringMap<const Symbol *> imports;
    llvm::StringMap<const Package *> packages; ///< `use a.b` binds `b`
    llvm::StringSet<> failed;                  ///< bound by an import that was reported; silences what follows
    bool test = false;
    source::FileId file;
  };
  /// What a look-up came across.
  struct Found {
    std::vector<const Symbol *> matches;
    const Symbol *hidden = nullptr; ///< declared for tests only
    const Symbol *wrong = nullptr;  ///< of another kind
    bool silent = false;            ///< an import that failed stands for it
  };
  Found lookUp(const syntax::File &file, llvm::ArrayRef<syntax::Name> names, Kinds wanted) const;
  void lookUpSimple(const FileScope &scope, llvm::StringRef name, Kinds wanted, Found &found) const;
  std::vector<const Package *> prefixes(const FileScope &scope, llvm::ArrayRef<syntax::Name> names) const;
  const FileScope &scopeOf(const syntax::File &file) const;
  void reportMissing(const syntax::File &file, const syntax::Path &path, Kinds wanted, llvm::StringRef what,
                     diagnostics::Reporter &reporter) const;
  const Symbol *elsewhere(const FileScope &scope, llvm::StringRef name, Kinds wanted, bool seen) const;
  bool sees(const FileScope &scope, const Package &package) const;
  void reportUnlisted(const FileScope &scope, source::Range range, const Package &package,
                      diagnostics::Reporter &reporter) const;
  const Package *unlistedIn(const FileScope &scope, const syntax::Path &path, Kinds wanted) const;
  bool isListable(const FileScope &scope, const Package &package) const;

  std::vector<std::unique_ptr<Package>> packages_;
  std::vector<std::unique_ptr<Symbol>> symbols_;
  llvm::StringMap<Package *> byName_;
  llvm::DenseMap<const syntax::Decl *, const Symbol *> byDecl_;
  llvm::DenseMap<const syntax::File *, FileScope> scopes_;
  llvm::StringMap<std::vector<const Symbol *>> parties_; ///< by simple name
  std::vector<const syntax::File *> files_;              ///< in the order given
  llvm::DenseSet<const syntax::File *> reached_;         ///< the project's, and those of the library that it uses
  const source::Layout *layout_ = nullptr;
  bool broken_ = false; ///< a file lost declarations to a syntax error, so a missing name proves nothing
};

/// `files` are the project's with those of its dependencies, and the standard library's; those of the standard library
/// are named in `standard`. The layout, which must outlive the names, says who sees whose packages.
Names resolve(llvm::ArrayRef<const syntax::File *> files, llvm::ArrayRef<const syntax::File *> standard,
              const source::SourceManager &sources, diagnostics::Reporter &reporter,
              const source::Layout *layout = nullptr);

/// `a.test.onus`
bool isTestFile(llvm::StringRef path);
/// The kind with its article: `an effect`.
std::string describe(syntax::Decl::Kind kind);
/// The candidate closest to a misspelt word, or nothing where none is close.
std::string closest(llvm::StringRef word, llvm::ArrayRef<llvm::StringRef> candidates);

} // namespace onus::resolve
