// SPDX-License-Identifier: Apache-2.0
#include "check/lets.h"

namespace onus::check {

const ir::Expr *valueOf(const Program &program, const syntax::LetDecl &let) {
  return let.from ? nullptr : static_cast<const ir::Expr *>(program.byDecl.lookup(&let));
}

const ir::Type *typeOf(const Program &program, const syntax::LetDecl &let) {
  if (!let.from) {
    const ir::Expr *value = valueOf(program, let);
    return value ? value->type : nullptr;
  }
  const auto *table = static_cast<const Data *>(program.byDecl.lookup(&let));
  return table ? table->type : nullptr;
}

} // namespace onus::check
