// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/text.h"

/// The helpers with strict grammars (S30): each gives nothing on a text that it does not know, so that the decision
/// fails rather than guesses what some other reader would make of it.
namespace onus::rt {

/// A host or a domain, lower case: at most 253 bytes.
struct HostName {
  char bytes[256];
  size_t size = 0;
  Text text() const { return {bytes, size}; }
};

/// The host of a URL with or without a scheme. A URL with user information, a backslash, a percent sign or a character
/// outside ASCII in its authority has no host that all readers agree on; neither has a number that is no strict dotted
/// quad. False where there is none.
bool hostOf(Text url, HostName &host);
/// The domain of a plain mail address: no display name, no quoted local part, no address literal.
bool domainOf(Text address, HostName &domain);

enum class Under { No, Yes, Unknown };
/// Yes where a path is at or below another, `.` and `..` resolved. Unknown where one of them is no plain POSIX path,
/// where one is absolute and the other is not, or where `..` leaves what is known.
Under isUnder(Text path, Text above);

} // namespace onus::rt
