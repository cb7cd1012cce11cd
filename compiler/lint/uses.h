// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/references.h"

namespace onus::lint {

/// Which names of the project and its dependencies somebody uses; a fact of the whole program, made when it is first
/// asked for. A `use` alone is no use.
class Uses {
public:
  /// Of the project and its dependencies; with `library`, of the standard library too.
  Uses(const check::Program &program, bool library);

  /// Something names the declaration.
  bool has(const resolve::Symbol &symbol) const { return used_.contains(&symbol); }
  /// Something names the parameter, variable or guardrail's own `let` that is declared there.
  bool hasLocal(const syntax::Name &declared) const { return used_.contains(&declared); }
  /// The file of the `use` knows something by this name, and by no other way.
  bool hasImport(const syntax::Name &bound) const { return used_.contains(&bound); }
  /// Every reference of a file, in order; empty for the standard library's.
  llvm::ArrayRef<check::Reference> in(const syntax::File &file) const;

private:
  llvm::DenseMap<const syntax::File *, std::vector<check::Reference>> byFile_;
  llvm::DenseSet<const void *> used_; ///< symbols, and names where something local or imported is declared
};

} // namespace onus::lint
