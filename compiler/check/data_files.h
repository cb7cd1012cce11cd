// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "ir/type.h"

#include <string>
#include <variant>

/// What `from json`, `from csv` and `from text` make of a file's bytes.
namespace onus::check {

/// Why a file's content is not of the type: where in it, and what is wrong there.
struct DataProblem {
  std::string message; ///< lower case, no full stop: "`$.banking[3]` is a number, and `string` is wanted"
};
using DataResult = std::variant<json::Value, DataProblem>;

/// Reads JSON and checks it against the type. Sets are sorted and hold each value once.
DataResult readJsonData(llvm::StringRef bytes, const ir::Type *type);
/// Reads RFC 4180 text. A list of records takes its members' names from the first line; a list or set of plain values
/// has one value a line and no heading. An empty cell of an optional member is absent.
DataResult readCsvData(llvm::StringRef bytes, const ir::Type *type);
/// The whole text for `string`; the lines that are not empty for a list or set of texts.
DataResult readTextData(llvm::StringRef bytes, const ir::Type *type);
/// True where the format can give the type at all.
bool formatGives(llvm::StringRef format, const ir::Type *type);

} // namespace onus::check
