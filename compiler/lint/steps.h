// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/limits.h"

/// Steps of tests that a finding proposes, and what tests have already.
namespace onus::lint {

/// A step of the project's tests with one number of it changed, so that the limit meets the value: ready to be written.
/// Empty where no test has such a step with the number written in it, or where it would be long.
std::string stepWith(const Limit &limit, const check::Guardrail &guardrail, const std::string &value,
                     const check::Program &program, const source::SourceManager &sources);

/// The values nearest to the limit on both sides that tests have: `20.00 and 600.00`.
std::string nearest(const Limit &limit);

} // namespace onus::lint
