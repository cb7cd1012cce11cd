// SPDX-License-Identifier: Apache-2.0
#include "lint/hands.h"

#include "check/text.h"

namespace onus::lint {

bool sameHands(const check::Party *left, const check::Party *right) {
  const check::Party *person = check::personBehind(left);
  return left && right && (left == right || (person && person == check::personBehind(right)));
}

bool isOwnersSide(const check::Party &signer, const check::Party &owner) {
  const check::Party *person = check::personBehind(&signer);
  return sameHands(&signer, &owner) ||
         (owner.kind == syntax::Decl::Kind::Team && person && check::belongsTo(*person, owner));
}

std::string samenessOf(const check::Party &signer, const check::Party &owner) {
  if (&signer == &owner)
    return "";
  const check::Party *person = check::personBehind(&signer);
  std::string name = check::quoted(person->symbol->simpleName());
  if (!sameHands(&signer, &owner))
    return name + " belongs to " + check::quoted(owner.symbol->simpleName());
  if (&signer != person && &owner != person)
    return name + " leads both";
  return name + " leads " + check::quoted((&signer == person ? owner : signer).symbol->simpleName());
}

} // namespace onus::lint
