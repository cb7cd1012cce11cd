// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/meaning.h"
#include "lsp/session.h"

#include <set>

/// Every name of a thing: in a file, or in all projects that are open.
namespace onus::lsp {

/// A thing said in places and names, so that it can be recognised in another view.
std::string keyOf(const View &view, const Meaning &meaning);

std::set<std::string> keysOf(const View &view, llvm::ArrayRef<Meaning> things);

/// The names in one file of what the keys say, in order, each place once. `word` is the name of all of it.
std::vector<Meaning> occurrencesIn(const View &view, source::FileId file, const std::set<std::string> &keys,
                                   llvm::StringRef word);

struct Occurrence {
  ViewPtr view;
  Meaning meaning;
};

/// The same in every project that is open, and of the standard library what is declared there. `word` stands in every
/// file that is looked at. Throws RequestCancelled where the client wants no answer any more.
std::vector<Occurrence> occurrences(const Session &session, const std::set<std::string> &keys, llvm::StringRef word);

/// The word that files hold which name a thing: the last one of a dotted name.
llvm::StringRef wordOf(const Meaning &meaning);
/// `c` of `a.b.c`
llvm::StringRef lastPart(llvm::StringRef dotted);

} // namespace onus::lsp
