// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "ir/module.h"

#include <functional>
#include <optional>
#include <string>

/// Events as steps of a policy test.
namespace onus::lsp {

/// A value as an expression of the language; nothing where it has a `null`. The type says what is written without
/// quotes (dates, durations); it may be null.
std::optional<std::string> writtenValue(const json::Value &value, const ir::Type *type);

/// What a test shows, and how its file names things.
struct TestText {
  const ir::System *system = nullptr;
  std::string name;        ///< of the test
  std::string systemName;  ///< as the file names it
  std::string expected;    ///< `deny by large_refund.over_limit`
  std::string approvedBy;  ///< who approves the events before; empty where nobody has to
  bool answersAll = false; ///< every detector answers after every event, as it does where it found nothing
  bool tellsAgent = false; ///< the agent is written, too
  std::function<std::string(llvm::StringRef qualified)> detectorName;
  std::function<std::string(const ir::Tool &tool)> toolName;
};

/// The declaration, for a scenario (prose/scenario.h); nothing where a test cannot say it, or only at great length.
std::optional<std::string> writtenTest(const json::Value &scenario, const TestText &text);

} // namespace onus::lsp
