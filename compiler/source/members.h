// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/settings.h"

#include <string>
#include <variant>
#include <vector>

namespace onus::source {

/// Why one of [project] members names no member: lower case, no full stop.
struct MemberError {
  std::string message;
  std::string help;
};

/// The folders, absolute and sorted, that one of a project's members stands for. A pattern leaves out what
/// `exclude` does, and folders whose name begins with a dot.
std::variant<std::vector<std::string>, MemberError> findMembers(llvm::StringRef root, const Settings &settings,
                                                                const MemberSetting &member);

/// True where a member is written with wildcards: `teams/*`.
bool isPattern(llvm::StringRef member);

/// True where a project takes a folder in, whether or not it exists. Both paths absolute.
bool hasMember(llvm::StringRef root, const Settings &settings, llvm::StringRef folder);

} // namespace onus::source
