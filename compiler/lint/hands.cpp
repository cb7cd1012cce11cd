// SPDX-License-Identifier: Apache-2.0
#include "lint/hands.h"

#include "check/text.h"

namespace onus::lint {

bool sameHands(const check::Party *left, const check::Party *right) {
  const check::Party *person = check::personBehind(left);
  return left && right && (left == right || (person && person == check::personBehind(right)));
}

std::string samenessOf(const check::Party &left, const check::Party &right) {
  if (&left == &right)
    return "";
  const check::Party *person = check::personBehind(&left);
  std::string leads = check::quoted(person->symbol->simpleName()) + " leads ";
  if (&left != person && &right != person)
    return leads + "both";
  return leads + check::quoted((&left == person ? right : left).symbol->simpleName());
}

} // namespace onus::lint
