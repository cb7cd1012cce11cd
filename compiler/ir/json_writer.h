// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"

#include <string>

namespace onus::ir {

/// The JSON form of a module: one line, members in a fixed order, the same bytes for the same module. `readModule`
/// takes it back. The member `digest` is written as the module holds it.
std::string writeModule(const Module &module);

/// The module as a JSON value; what `writeModule` prints.
json::Value toJson(const Module &module);
json::Value toJson(const Expr *expr);
json::Value toJson(const Type *type);

/// `sha256:…` of the RFC 8785 form of a module's JSON value without its member `digest`.
std::string digestOf(const json::Value &module);

} // namespace onus::ir
