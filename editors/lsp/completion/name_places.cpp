// SPDX-License-Identifier: Apache-2.0
#include "lsp/completion/name_places.h"

#include "check/builtins.h"

namespace onus::lsp {

using resolve::bit;
using resolve::Kinds;
using syntax::Decl;
using syntax::RuleKind;
using syntax::TokenKind;

namespace {

constexpr Kinds people = bit(Decl::Kind::Team) | bit(Decl::Kind::Person);

struct NamePlace {
  RuleKind rule;
  TokenKind keyword;
  Kinds kinds;
};

constexpr NamePlace places[] = {
    {RuleKind::PackageClause, TokenKind::Owner, people},
    {RuleKind::PartyClause, TokenKind::Lead, bit(Decl::Kind::Person)},
    {RuleKind::PartyClause, TokenKind::Members, people},
    {RuleKind::PartyClause, TokenKind::AnswersTo, people},
    {RuleKind::PartyClause, TokenKind::Standards, bit(Decl::Kind::Standard)},
    {RuleKind::SinkClause, TokenKind::Owner, people},
    {RuleKind::SurfaceClause, TokenKind::Owner, people},
    {RuleKind::DetectorDecl, TokenKind::Is, bit(Decl::Kind::Detector)},
    {RuleKind::DetectorClause, TokenKind::Vendor, bit(Decl::Kind::Vendor)},
    {RuleKind::DetectorClause, TokenKind::Owner, people},
    {RuleKind::SystemClause, TokenKind::Operator, bit(Decl::Kind::Organization)},
    {RuleKind::SystemClause, TokenKind::Business, people},
    {RuleKind::SystemClause, TokenKind::Engineering, people},
    {RuleKind::SystemClause, TokenKind::Security, people},
    {RuleKind::SystemClause, TokenKind::Model, bit(Decl::Kind::Vendor)},
    {RuleKind::SystemClause, TokenKind::Surfaces, bit(Decl::Kind::Surface)},
    {RuleKind::SystemClause, TokenKind::Enforces, bit(Decl::Kind::Guardrail) | bit(Decl::Kind::Exception)},
    {RuleKind::GuardrailDecl, TokenKind::Is, bit(Decl::Kind::Pattern)},
    {RuleKind::GuardrailDecl, TokenKind::Under, bit(Decl::Kind::Duties)},
    {RuleKind::GuardrailMember, TokenKind::Owner, people},
    {RuleKind::GuardrailMember, TokenKind::Under, bit(Decl::Kind::Duties)},
    {RuleKind::GuardrailMember, TokenKind::To, bit(Decl::Kind::Sink)},
    {RuleKind::GuardrailMember, TokenKind::By, people},
    {RuleKind::GuardrailMember, TokenKind::Maps, bit(Decl::Kind::Framework)},
    {RuleKind::RuleBody, TokenKind::Ask, people},
    {RuleKind::SelectorTarget, TokenKind::That, bit(Decl::Kind::Effect)},
    {RuleKind::SelectorTarget, TokenKind::And, bit(Decl::Kind::Effect)},
    {RuleKind::EscalationStep, TokenKind::End, people},
    {RuleKind::FailMode, TokenKind::Ask, people},
    {RuleKind::RequestedBy, TokenKind::By, people},
    {RuleKind::ApprovedBy, TokenKind::By, people},
    {RuleKind::ReviewedBy, TokenKind::By, people},
    {RuleKind::ExceptionDecl, TokenKind::To, bit(Decl::Kind::Guardrail)},
    {RuleKind::ExceptionClause, TokenKind::Alert, people},
    {RuleKind::StandardClause, TokenKind::Owner, people},
    {RuleKind::TestDecl, TokenKind::Of, bit(Decl::Kind::System)},
    {RuleKind::TestStep, TokenKind::Signal, bit(Decl::Kind::Detector)},
    {RuleKind::TestStep, TokenKind::By, people},
    {RuleKind::Outcome, TokenKind::Failing, bit(Decl::Kind::Guardrail)},
    {RuleKind::Outcome, TokenKind::Ask, people},
    {RuleKind::Origin, TokenKind::By, bit(Decl::Kind::Guardrail)},
    {RuleKind::Origin, TokenKind::Exception, bit(Decl::Kind::Exception)},
    {RuleKind::EffectUse, TokenKind::End, bit(Decl::Kind::Effect)},
    {RuleKind::TypeAtom, TokenKind::End, bit(Decl::Kind::Type)},
};

constexpr llvm::StringLiteral asked[] = {"owner", "user"};
constexpr llvm::StringLiteral user[] = {"user"};
constexpr llvm::StringLiteral nothing[] = {"nothing"};

} // namespace

Kinds kindsWanted(RuleKind rule, TokenKind keyword) {
  for (const NamePlace &each : places)
    if (each.rule == rule && each.keyword == keyword)
      return each.kinds;
  return 0;
}

llvm::ArrayRef<llvm::StringLiteral> wordsWanted(RuleKind rule, TokenKind keyword) {
  switch (rule) {
  case RuleKind::RuleBody:
    return asked;
  case RuleKind::Outcome:
    return keyword == TokenKind::Ask ? llvm::makeArrayRef(user) : llvm::ArrayRef<llvm::StringLiteral>();
  case RuleKind::TestStep:
    return keyword == TokenKind::By ? llvm::makeArrayRef(user) : llvm::ArrayRef<llvm::StringLiteral>();
  case RuleKind::EffectUse:
    return nothing;
  case RuleKind::TypeAtom:
    return check::builtinTypes();
  default:
    return {};
  }
}

} // namespace onus::lsp
