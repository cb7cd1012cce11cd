// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/view.h"

#include <map>

namespace onus::lsp {

/// The types of the expressions and names in one file, as the checker found them. Where an expression has several (its
/// guardrail acts in several systems) it is one of them. What could not be typed has none.
class WrittenTypes {
public:
  WrittenTypes(const View &view, source::FileId file);

  /// Of the expression that covers just this range; null where there is none.
  const ir::Type *of(source::Range range) const;
  /// Of the shortest expression that ends with this name: of `a.b.c` where it is `c`; null where there is none.
  const ir::Type *endingWith(source::Range name) const;
  /// Of what is declared without a type of its own: a `let`, a guardrail's `let`, a variable of a quantifier.
  const ir::Type *declaredBy(const syntax::Name &name) const;

private:
  void guardrail(const check::System &system, const check::TypedGuardrail &typed);
  void lets(const check::TypedGuardrail &typed);
  void add(const ir::Expr *expr);
  void declarations(const syntax::File &tree);
  void variable(const syntax::Name &name, source::Range whole, source::Range list);
  bool concerns(const check::Guardrail &guardrail) const;

  const check::Program &program_;
  source::FileId file_;
  std::map<std::pair<uint32_t, uint32_t>, const ir::Type *> byPlace_; ///< (end, begin)
  std::map<std::pair<uint32_t, uint32_t>, const ir::Type *> lists_;   ///< what the quantifier at a place runs over
  std::map<uint32_t, const ir::Type *> declared_;                     ///< by the name's begin
};

} // namespace onus::lsp
