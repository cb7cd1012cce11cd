// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/value.h"
#include "ir/type.h"

#include <variant>

/// From the event's JSON to values of a type (S10, S27, S28, S32, S35, S38). Nothing is rounded, coerced or dropped:
/// what does not fit exactly is a misfit.
namespace onus::evaluate {

struct Misfit {
  std::string path; ///< `args.lines[2].price`
  std::string why;  ///< `is a string, not a decimal`; holds no value of the event
  std::string text() const { return path + " " + why; }
};

struct FitOptions {
  /// The default limits of S38. Compile-time data has none.
  bool limited = true;
};

/// Fits a JSON value to a type. `path` is what the value is called in messages. JSON null fits an optional only where
/// the schema names null, and is then absent.
std::variant<Value, Misfit> fit(const json::Value &value, const ir::Type &type, llvm::StringRef path,
                                FitOptions options = {});

/// A detector's answer: as `fit`, but a decimal is rounded to four fractional digits, half to even (S27).
std::variant<Value, Misfit> fitRounded(const json::Value &value, const ir::Type &type, llvm::StringRef path);

} // namespace onus::evaluate
