// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

#include <map>
#include <string>
#include <variant>

/// `onus.lock`: which tools were approved, each with the digest it had then (S13). `onus lock` writes it after a person
/// looked; `check` compares, and a tool that is not the approved one is an error until it is approved again.
namespace onus::check {

inline constexpr const char *lockFileName = "onus.lock";

/// By the surface's qualified name, then by the tool's name: the digest, `sha256:…`.
using Lock = std::map<std::string, std::map<std::string, std::string>>;

/// Why a lock cannot be used: lower case, no full stop.
struct LockError {
  std::string message;
};

std::variant<Lock, LockError> readLock(llvm::StringRef text);
/// The lock of a program's surfaces as they are now.
Lock lockOf(const Program &program);
/// The file's text: sorted, the same for the same lock.
std::string writeLock(const Lock &lock);

/// Compares the project's tools with its lock. Part of `checkSurfaces`.
void checkLock(Context &context);

} // namespace onus::check
