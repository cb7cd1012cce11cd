// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

/// The helpers with strict grammars (S30): each gives nothing on a text that it does not know, so that the evaluator
/// can fail rather than guess what some other reader would make of it.
namespace onus::ir {

/// The host of a URL with or without a scheme, lower case. A URL with user information, a backslash, a percent sign or
/// a character outside ASCII in its authority has no host that all readers agree on; neither has a number that is no
/// strict dotted quad.
std::optional<std::string> hostOf(llvm::StringRef url);

/// The domain of a plain mail address, lower case: no display name, no quoted local part, no address literal.
std::optional<std::string> domainOf(llvm::StringRef address);

/// True where a path is at or below another, `.` and `..` resolved. Nothing where one of them is no plain POSIX path,
/// where one is absolute and the other is not, or where `..` leaves what is known.
std::optional<bool> isUnder(llvm::StringRef path, llvm::StringRef above);

} // namespace onus::ir
