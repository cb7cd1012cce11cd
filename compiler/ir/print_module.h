// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"

#include <string>

namespace onus::ir {

/// The module as readable text, for `onus dump ir`: no form that anything reads back. Ends in a newline.
std::string printModule(const Module &module);

/// `deny over_limit when args.amount > 500.0 because "…"`: one line without its break.
std::string printRule(const Rule &rule);
/// `total(call stripe.create_refund …): call of stripe.create_refund, per context.user.id, last 24h`.
std::string printSlot(const Slot &slot);

} // namespace onus::ir
