// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/expressions.h"

namespace onus::check {

/// Types one guardrail in one system: what its selectors mean there, its named values, rules, exceptions and log.
class GuardrailTyper {
public:
  GuardrailTyper(Context &context, System &system, const Guardrail &guardrail);
  TypedGuardrail run();

private:
  void selectors();
  bool surfacesWhole() const;
  void reportNothing(const syntax::Selector &selector);
  void severity();
  void openScope();
  void missingArguments();
  void lets();
  void labels();
  void rules();
  void condition(TypedRule &typed);
  void asked(TypedRule &typed);
  void redactions(TypedRule &typed);
  void redaction(TypedRule &typed, const syntax::RedactTarget &target);
  bool redactable(const ir::Expr *path, Range range);
  void notFor(TypedRule &typed);
  void exceptions();
  void exception(const Exception &exception);
  void log();
  std::string where() const;
  Range patternUse() const;

  Context &context_;
  System &system_;
  const Guardrail &guardrail_;
  TypedGuardrail typed_;
  Scope scope_;
  bool failed_ = false;                                  ///< a selector was reported
  std::vector<const ir::Expr *> required_;               ///< what the `require`s so far demand
  llvm::DenseMap<const syntax::Rule *, size_t> assumed_; ///< how many of them stand before a rule
};

} // namespace onus::check
