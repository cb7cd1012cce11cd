// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/source_manager.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"

#include <optional>
#include <vector>

namespace onus::lsp {

/// Which packages mention which, read from the words of their texts: what an edit can affect, without asking what any
/// word means. It errs on the side of too many. Parties are seen everywhere by their simple names, so a package that
/// mentions the name of a party depends on the one that declares it.
class PackageGraph {
public:
  /// Takes the text of a file in place of what it had before.
  void set(source::FileId file, llvm::StringRef text);
  bool isEmpty() const { return files_.empty(); }

  struct Slice {
    llvm::DenseSet<uint32_t> affected; ///< files whose findings may be others
    llvm::DenseSet<uint32_t> needed;   ///< those, and all that they depend on
  };
  /// What an edit of files concerns, whatever it was; nothing where it may concern everything: a package or a party
  /// came, went or got another name.
  std::optional<Slice> slice(const llvm::DenseSet<uint32_t> &files) const;
  /// From here on, `slice` is about edits made after this.
  void settle() { structureChanged_ = false; }

private:
  using Word = uint32_t; ///< by number, from 1; 0 is no word
  using Words = llvm::DenseSet<Word>;
  struct File {
    Word package = 0;
    std::vector<Word> parties;  ///< sorted
    std::vector<Word> mentions; ///< words, and names with dots with each of their beginnings; sorted
  };
  struct Package {
    llvm::DenseSet<uint32_t> files;
    mutable Words needs; ///< packages
    mutable bool known = false;
  };
  Word intern(llvm::StringRef word);
  File read(llvm::StringRef text);
  void define(const File &file);
  const Words &needsOf(Word package) const;

  llvm::StringMap<Word> words_;
  llvm::DenseMap<uint32_t, File> files_;
  llvm::DenseMap<Word, Package> packages_;
  llvm::DenseMap<Word, Words> definers_; ///< the packages that a word is the name of, or that declare a party so named
  bool structureChanged_ = false;
};

} // namespace onus::lsp
