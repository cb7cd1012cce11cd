// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"
#include "evaluate/decision.h"

#include <optional>
#include <string>
#include <vector>

/// What a test's `expect` asks of a decision (S49).
namespace onus::trial {

/// Nothing where the decision is as expected; else what was expected and what came.
std::optional<std::string> judge(const check::TypedStep &expect, const evaluate::Decision &decision);

/// What was decided and why, for people: a line each.
std::vector<std::string> explain(const evaluate::Decision &decision);

} // namespace onus::trial
