// SPDX-License-Identifier: Apache-2.0
#include "prose/speaker.h"
#include "prose/words.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::prose {

size_t Claim::negatives() const {
  size_t count = negative;
  for (const Claim &part : parts)
    count += part.negatives();
  return count;
}

size_t Claim::atoms() const {
  size_t count = kind == Kind::Atom;
  for (const Claim &part : parts)
    count += part.atoms();
  return count;
}

std::string inlined(const Claim &claim) {
  std::vector<std::string> parts;
  for (const Claim &part : claim.parts) {
    bool mixed = part.kind == Claim::Kind::All || part.kind == Claim::Kind::Some;
    parts.push_back(mixed ? "(" + inlined(part) + ")" : inlined(part));
  }
  switch (claim.kind) {
  case Claim::Kind::Atom:
    return claim.text;
  case Claim::Kind::All:
    return parts.empty()       ? "always"
           : parts.size() == 2 ? "both " + parts[0] + " and " + parts[1]
                               : enumerate(parts, "and");
  case Claim::Kind::Some:
    return parts.empty()       ? "never"
           : parts.size() == 2 ? "either " + parts[0] + " or " + parts[1] + " (or both)"
                               : "at least one of these is true: " + enumerate(parts, "or");
  case Claim::Kind::Each:
    return claim.text + (claim.negative ? " " : ", ") + parts.front();
  }
  return {};
}

bool isDeep(const Claim &claim) {
  if (claim.kind == Claim::Kind::Each)
    return isDeep(claim.parts.front()) || claim.atoms() > 1;
  return claim.atoms() > 1;
}

std::vector<Item> listed(const Claim &claim) {
  switch (claim.kind) {
  case Claim::Kind::Atom:
    return {{claim.text, {}}};
  case Claim::Kind::Each: {
    const Claim &part = claim.parts.front();
    if (!isDeep(part))
      return {{inlined(claim), {}}};
    std::string which =
        claim.negative ? (part.kind == Claim::Kind::Some ? " at least one of these is so:" : " all of these are so:")
        : part.kind == Claim::Kind::Some ? ", at least one of these is true:"
        : part.kind == Claim::Kind::All  ? ", all of these are true:"
                                         : ":";
    return {{claim.text + which, listed(part)}};
  }
  case Claim::Kind::All:
  case Claim::Kind::Some: {
    std::vector<Item> items;
    for (const Claim &part : claim.parts) {
      if (part.kind == Claim::Kind::All)
        items.push_back({"all of the following:", listed(part)});
      else if (part.kind == Claim::Kind::Some)
        items.push_back({"at least one of the following:", listed(part)});
      else
        llvm::append_range(items, listed(part));
    }
    return items;
  }
  }
  return {};
}

} // namespace onus::prose
