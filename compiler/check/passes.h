// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

/// The checker's passes in the order in which `check` runs them. Each is one free function in a file of its own name;
/// each fills its part of the `Program` and reports what is wrong with it.
namespace onus::check {

struct Context {
  Program &program;
  FileReader &files;
  diagnostics::Reporter &reporter;
};

void checkReservedNames(Context &context); ///< declarations that would hide a built-in: E02 (reserved_names.cpp)
void checkParties(Context &context);       ///< parties, sinks: E04 (parties.cpp)
void checkEmptyClauses(Context &context);  ///< clauses that say nothing: E04 (empty_clauses.cpp)
void checkFrameworks(Context &context);    ///< catalogues: E06 (frameworks.cpp)
void checkEffects(Context &context);       ///< effects and their parameters: E07 (effects.cpp)
void checkDetectors(Context &context);     ///< detectors: E04, E07 (detectors.cpp)
void checkData(Context &context);     ///< lets: constant tables, named patterns and their examples: E03, E12 (data.cpp)
void checkSurfaces(Context &context); ///< manifests, tools, bindings, onus.lock: E07 (surfaces.cpp)
void checkGuardrails(Context &context); ///< duties, patterns, what each guardrail inherits: E04 (guardrails.cpp)
void checkExceptions(Context &context); ///< exceptions and all waivers: E05 (exceptions.cpp)
void checkSystems(Context &context);    ///< systems, their context, what they enforce: E04, E07 (systems.cpp)
void checkRollbacks(Context &context);  ///< switches that stop something in each system: E04 (rollbacks.cpp)
void typeGuardrails(Context &context);  ///< rules of each guardrail in each system: E03, E12 (typed_guardrails.cpp)
void checkCoverage(Context &context);   ///< every tool covered or signed for: E07 (coverage.cpp)
void checkLogging(Context &context);    ///< log sufficiency and sensitive flow: E08 (logging.cpp)
void checkStandards(Context &context);  ///< an organisation's own bar: E11 (standards.cpp)
void typeTests(Context &context);       ///< tests: E09 (typed_tests.cpp)

} // namespace onus::check
