// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/view.h"

#include <map>

/// Whom an action may propose for a duty, and how a file names them.
namespace onus::lsp {

/// The shortest name by which a file finds a declaration.
std::string nameIn(const check::Program &program, const syntax::File &file, const resolve::Symbol &symbol);

/// Who is named most often for something, most often first; those named equally often in the order of their names.
class Tally {
public:
  void add(const resolve::Symbol *symbol) { ++counts_.try_emplace(symbol->name, symbol, 0).first->second.second; }
  std::vector<const resolve::Symbol *> byCount() const;

private:
  std::map<std::string, std::pair<const resolve::Symbol *, size_t>> counts_;
};

/// The teams and persons of the project, teams first.
std::vector<const check::Party *> internalParties(const View &view);

} // namespace onus::lsp
