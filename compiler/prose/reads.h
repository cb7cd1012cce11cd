// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

#include <set>
#include <string>

/// What the rules of a guardrail look at when one tool is called, and what they do not: the forgotten argument.
namespace onus::prose {

/// Members of `args` or `result`, as dotted paths: `recipients`, `address.city`. "" is the whole.
struct Reads {
  std::set<std::string> args, result;
  /// True where the path, something above it or something below it is read.
  static bool touches(const std::set<std::string> &paths, llvm::StringRef path);
};

/// What rules, redactions and exceptions read of an event of this tool: directly, through effect parameters, through
/// names and functions, and through history that the event itself enters.
Reads readsOf(const check::System &system, const check::TypedGuardrail &guardrail, const check::Tool &tool,
              ir::EventKind kind);

/// The members of a record type that are not read, as dotted paths; a record of which something is read is looked into.
std::vector<std::string> unread(const ir::Type *type, const std::set<std::string> &paths);

/// What an expression over `args` reads of it: of a tool's binding.
std::set<std::string> argumentsOf(const ir::Expr *expr);

} // namespace onus::prose
