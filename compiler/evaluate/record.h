// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/decision.h"

/// The decision record: one JSON object a decision, as docs/schemas/decision-record.schema.json describes it. What the
/// policy redacts or a type calls sensitive never stands in it in clear (S46).
namespace onus::evaluate {

/// One line without the line break. `previous` is the digest of the record before it, empty at the start of a stream.
std::string writeRecord(const Decision &decision, const ir::Module &module, const Tables &tables, const Key &key,
                        llvm::StringRef previous);

/// What the next record names in `prev`.
std::string recordDigest(llvm::StringRef record);

} // namespace onus::evaluate
