// SPDX-License-Identifier: Apache-2.0
#include "ir/module.h"

namespace onus::ir {

llvm::StringRef word(HistoryOp op) {
  switch (op) {
  case HistoryOp::Seen:
    return "seen";
  case HistoryOp::Count:
    return "count";
  case HistoryOp::Total:
    return "total";
  case HistoryOp::Latest:
    return "latest";
  case HistoryOp::Mentioned:
    return "mentioned";
  }
  return {};
}

llvm::StringRef word(FailsMode mode) {
  switch (mode) {
  case FailsMode::Closed:
    return "closed";
  case FailsMode::Open:
    return "open";
  case FailsMode::Ask:
    return "ask";
  }
  return {};
}

} // namespace onus::ir
