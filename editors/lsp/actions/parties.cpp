// SPDX-License-Identifier: Apache-2.0
#include "lsp/actions/parties.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

std::string nameIn(const check::Program &program, const syntax::File &file, const resolve::Symbol &symbol) {
  syntax::Name simple;
  simple.text = symbol.simpleName();
  bool found = program.names->tryFind(file, simple, resolve::bit(symbol.kind())) == &symbol;
  return found ? simple.text.str() : symbol.name;
}

std::vector<const resolve::Symbol *> Tally::byCount() const {
  std::vector<std::pair<const resolve::Symbol *, size_t>> counts;
  for (const auto &[name, count] : counts_)
    counts.push_back(count);
  llvm::stable_sort(counts, [](const auto &left, const auto &right) { return left.second > right.second; });
  std::vector<const resolve::Symbol *> symbols;
  for (const auto &[symbol, count] : counts)
    symbols.push_back(symbol);
  return symbols;
}

std::vector<const check::Party *> internalParties(const View &view) {
  std::vector<const check::Party *> parties;
  for (const check::Party &party : view.program().parties)
    if (party.internal() && party.symbol)
      parties.push_back(&party);
  llvm::stable_sort(parties, [](const check::Party *left, const check::Party *right) {
    return left->kind == syntax::Decl::Kind::Team && right->kind != syntax::Decl::Kind::Team;
  });
  return parties;
}

} // namespace onus::lsp
