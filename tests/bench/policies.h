// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/split_files.h"

#include <string>

/// Policies of any size that compile: people, a surface, a system, and as many guardrails as one likes, in five manners
/// that real ones have (a limit, a destination, a budget, a pattern, a required fact).
namespace onus::bench {

struct Size {
  size_t guardrails = 1; ///< each about 14 lines
  size_t tools = 50;     ///< the guardrails go round over them
  size_t perFile = 50;   ///< guardrails in one file
};

/// The files of a project. Without guardrails it would not compile: its tools were uncovered.
tests::Files project(const Size &size);

/// The text of guardrails alone, from number `first` on.
std::string guardrails(size_t first, size_t count, size_t tools);

/// The least number of guardrails whose text has so many bytes.
std::string guardrailsOfBytes(size_t bytes);

/// The project's lines.
size_t lineCount(const tests::Files &files);

/// A call of tool number `tool`, event number `number` of its session, as one line of JSON without its end. No
/// guardrail objects to it.
std::string callEvent(size_t tool, size_t number);

} // namespace onus::bench
