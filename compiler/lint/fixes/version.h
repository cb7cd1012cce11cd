// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"
#include "ir/module.h"

#include <memory>

/// Fixes that are called safe are compared before they are made: the program as it is with the program as it would be.
namespace onus::lint::fixes {

/// A program that was checked without an error, and what it lowers to: with the guardrails that no system enforces, so
/// that a fix in a library is compared as well. Borrows the program.
struct Version {
  const check::Program &program;
  ir::Module module;
};

/// `program` was checked without an error.
std::unique_ptr<Version> versionOf(const check::Program &program);

} // namespace onus::lint::fixes
