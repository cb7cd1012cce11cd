// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/type.h"

#include "base/json.h"

#include <optional>
#include <string>

namespace onus::ir {

/// Why a JSON value is no value of a type, and where (`.lines[3].price`, empty for the whole).
struct Misfit {
  std::string path;
  std::string message; ///< lower case, no full stop
};

/// Checks a value against a type whole (S10, S27, S32, S35, S38): members that are missing, ill-typed, outside a union,
/// unknown in a closed record, or larger than the type's limits. Nothing means that it fits.
std::optional<Misfit> misfit(const json::Value &value, const Type *type);

} // namespace onus::ir
