// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

/// Where a file names what is declared somewhere: what "find references" and "rename" list, and what tells the used
/// from the unused. The walk follows the text as it stands and decides names as the checker does (what an expression
/// declares itself comes first, then what the event brings, then declarations), so a pattern that nobody uses and a
/// function that nobody calls are read too. It stands here and not in resolve, because which word is an argument of a
/// tool and which a constant is known only where manifests were read.
namespace onus::check {

/// One name in a file that means something declared. Exactly one of `symbol`, `package` and `local` is set.
struct Reference {
  Range range;                             ///< the name itself: of `a.b.limit` only `limit`; of a package all of `a.b`
  const resolve::Symbol *symbol = nullptr; ///< a declaration
  const resolve::Package *package = nullptr;
  /// The name at which a parameter (of a function, a pattern or an effect), a variable of a quantifier or a guardrail's
  /// own `let` is declared; perhaps in another file.
  const syntax::Name *local = nullptr;
  /// The name that a `use` of this file binds, by way of which the file knows it; null where it knows it anyway.
  const syntax::Name *import = nullptr;
  bool inUse = false;           ///< in a `use`: it brings the name here, and is no use of it yet
  const Decl *within = nullptr; ///< the declaration of this file that holds it; null in the file's head
};

/// Every reference of a file that was resolved, in order of place. Names that mean nothing are left out.
std::vector<Reference> references(const Program &program, const syntax::File &file);

} // namespace onus::check
