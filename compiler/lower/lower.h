// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

#include <optional>
#include <string>

/// From the checked program to the typed policy IR: every system with the tools, guardrails, exceptions, history and
/// accountability that act in it, under qualified names and without anything that the as-of date decided.
namespace onus::lower {

/// A program in which no error was reported: the only thing that can be lowered.
class LowerableProgram {
public:
  /// Nothing where the reporter holds an error.
  static std::optional<LowerableProgram> from(const check::Program &program, const diagnostics::Reporter &reporter) {
    if (reporter.hasErrors())
      return std::nullopt;
    return LowerableProgram(program);
  }
  const check::Program &program() const { return *program_; }

private:
  explicit LowerableProgram(const check::Program &program) : program_(&program) {}
  const check::Program *program_;
};

struct Options {
  std::string onusVersion; ///< of the compiler, as `onus --version` says it
  std::string system;      ///< the qualified name of the one system to lower; empty: all of them
  /// The stand-ins for guardrails that no system enforces are lowered, too, named after their packages: to compare two
  /// versions of a program, not for engines.
  bool standIns = false;
  /// Engines and records name a module and its sources by their digests. Without them the module names no sources and
  /// has no digest of its own: it is for those who only look at what it decides.
  bool digests = true;
};

/// The module shares the program's types and expressions, whose texts belong to the sources: it lives as long as they.
/// It has no systems where the program has none (or not the one that was asked for).
ir::Module lower(const LowerableProgram &program, const Options &options);

} // namespace onus::lower
