// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backends/bytecode/bytecode.h"
#include "evaluate/guardrail.h"
#include "evaluate/redaction.h"
#include "evaluate/system_index.h"
#include "lower/lower.h"
#include "runtime/interpret/guardrail.h"
#include "runtime/verify/verify.h"
#include "support/catch.h"
#include "support/checked_text.h"
#include "unit/runtime/support.h"

/// One program and one event before the plain evaluator and before the runtime. Whatever a guardrail gives is written
/// down as text on either side, so that a test compares all of it at once.
namespace onus::tests {

/// A program for both engines, and memory for one decision after the other.
class BothJudges {
public:
  explicit BothJudges(llvm::StringRef text);

  /// What each guardrail that selects the event comes to, and the event with what they redact.
  std::string plain(llvm::StringRef event);
  std::string runtime(llvm::StringRef event, bool record = true);

  const rt::Bundle &bundle() const { return bundle_; }
  rt::Arena arena;
  size_t past = 0;           ///< what both are told of the past depends on it, on the slot and on its keys
  size_t memory = SIZE_MAX;  ///< bytes that the runtime has for the event once it is read
  int64_t fuel = INT64_MAX;  ///< of the runtime, for each event
  int64_t steps = 0;         ///< that the runtime took for the last event
  bool wasSpent = false;     ///< it wanted more of them than it had
  bool wasExhausted = false; ///< the runtime's memory did not do for the last event

private:
  void leave(size_t bytes, llvm::StringRef line, rt::Cell &document);
  const rt::ToolRow *tool(const rt::Event &event) const;

  std::unique_ptr<CheckedText> checked_;
  ir::Module module_;
  std::vector<uint64_t> words_; ///< the bundle
  rt::Bundle bundle_;
  std::unique_ptr<evaluate::Tables> tables_;
  std::unique_ptr<evaluate::SystemIndex> index_;
};

} // namespace onus::tests
