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

std::string samenessOf(const check::Party &left, const check::Party &right) {
  if (&left == &right || !sameHands(&left, &right))
    return "";
  const check::Party *person = check::personBehind(&left);
  std::string leads = check::quoted(person->symbol->simpleName()) + " leads ";
  if (&left != person && &right != person)
    return leads + "both";
  return leads + check::quoted((&left == person ? right : left).symbol->simpleName());
}

} // namespace onus::lint
