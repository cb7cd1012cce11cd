// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "llvm/ADT/StringMap.h"

namespace onus::lint {

namespace {

void check(Pass &pass) {
  llvm::StringMap<std::pair<const check::Party *, source::Range>> first;
  for (const check::Party &party : pass.program.parties) {
    if (party.kind != syntax::Decl::Kind::Team)
      continue;
    for (const syntax::Contact &contact : party.decl->contacts) {
      std::string key = contact.channel.text.lower() + " " + contact.address.value.lower();
      auto [place, added] = first.try_emplace(key, &party, contact.address.range);
      auto [other, range] = place->second;
      if (added || other == &party)
        continue;
      pass.report(contact.address.range, "teams `{}` and `{}` are called at the same place",
                  other->symbol->simpleName(), party.symbol->simpleName())
          .label("each may think that the call is for the other")
          .related(range, "the same address")
          .help("give each team an address of its own, or make one team of them");
    }
  }
}

} // namespace

extern const Rule shared_contact = {
    .name = "shared-contact",
    .category = Category::Suspicious,
    .summary = "two teams are called at the same address",
    .project = check,
};

} // namespace onus::lint
