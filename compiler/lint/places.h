// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

/// Texts and names that say where something goes: hosts, addresses, paths. What is meant here is how they look, never
/// whether they are well formed: a rule asks so that it speaks only of texts that somebody wrote as a place.
namespace onus::lint {

enum class Place {
  None,
  Host, ///< `desk.example`, `.desk.example`
  Mail, ///< `crew@desk.example`, `@desk.example`
  Url,  ///< `https://desk.example/start`, `https://`
  Path, ///< `/srv/desk`, `~/notes`
};
/// What a text looks like; `*` may stand in it as in the globs of `like`.
Place placeOf(llvm::StringRef text);
/// The text holds the name of a host somewhere: `desk.example` in `go to desk.example now`.
bool holdsHost(llvm::StringRef text);

/// A member that would hold a URL: `url`, `webhook_url`, `links`.
bool namesUrl(llvm::StringRef member);
/// A member that would say to whom or where something goes: `to`, `recipients`, `iban`, `url`, `path`.
bool namesDestination(llvm::StringRef member);
/// A member that would name what a call acts on, a destination or not: `attendees`, `files`, `item_ids`.
bool namesTarget(llvm::StringRef member);

} // namespace onus::lint
