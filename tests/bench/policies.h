// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/split_files.h"

#include <string>

/// Policies of any size that compile: people, a surface, a system, and as many guardrails as one likes, in five manners
/// that real ones have (a limit, a destination, a budget, a pattern, a required fact).
namespace onus::bench {

/// Which of the manners the guardrails have.
enum class Manner { All, Limits };

struct Size {
  size_t guardrails = 1;       ///< each about ten lines
  size_t perFile = 50;         ///< guardrails in one file
  size_t tools = 50;           ///< the guardrails go round over them
  size_t onFirst = 0;          ///< so many of the guardrails stand on the first tool, the others on the others
  Manner manner = Manner::All; ///< Limits: only comparisons of numbers, strings and members of unions
};

/// The files of a project. Without guardrails it would not compile: its tools were uncovered.
tests::Files project(const Size &size);

/// A package of the least number of guardrails that has so many bytes; it parses, but does not compile alone.
std::string guardrailsOfBytes(size_t bytes);

/// The project's lines.
size_t lineCount(const tests::Files &files);

/// A call of tool number `tool`, event number `number` of its session, as one line of JSON without its end. No
/// guardrail objects to it.
std::string callEvent(size_t tool, size_t number);

} // namespace onus::bench
