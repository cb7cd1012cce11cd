// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

#include "base/time.h"

#include <map>
#include <string>
#include <variant>

/// `onus.lock`: which tools were approved, by whom and when, each with the digest it had then (S13). `onus lock` writes
/// it after a person looked; `check` compares, and a tool that is not the approved one is an error until it is approved
/// again.
namespace onus::check {

inline constexpr const char *lockFileName = "onus.lock";

/// A tool as it was when somebody approved it.
struct LockedTool {
  std::string digest; ///< `sha256:…`
  Day approved = 0;
  std::string by; ///< the qualified name of who approved it
  bool operator==(const LockedTool &other) const {
    return digest == other.digest && approved == other.approved && by == other.by;
  }
};

/// By the surface's qualified name, then by the tool's name.
using Lock = std::map<std::string, std::map<std::string, LockedTool>>;

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

void reportInvalidLock(const LockError &error, diagnostics::Reporter &reporter);

/// Before a lock is renewed: reports every tool that changed and has still the approval it was locked with. Whoever
/// approved the old one did not see the new one.
void checkRenewal(const Program &program, const Lock &old, diagnostics::Reporter &reporter);

} // namespace onus::check
