// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backends/bytecode/bytecode.h"
#include "evaluate/engine.h"
#include "lower/lower.h"
#include "runtime/decide/engine.h"
#include "runtime/verify/verify.h"
#include "support/catch.h"
#include "support/checked_text.h"
#include "unit/runtime/support.h"

namespace onus::tests {

/// A program as a module and as a bundle.
class BundleText {
public:
  explicit BundleText(llvm::StringRef text);

  const void *bytes() const { return words_.data(); }
  size_t size() const { return size_; }
  const rt::Bundle &bundle() const { return bundle_; }
  const ir::Module &module() const { return module_; }

private:
  std::unique_ptr<CheckedText> checked_;
  ir::Module module_;
  std::vector<uint64_t> words_;
  size_t size_ = 0;
  rt::Bundle bundle_;
};

/// What an engine of either kind is made with.
struct BothSettings {
  std::string keyId, key, stop;
  evaluate::Limits limits;
  const onus_store *store = nullptr; ///< of the runtime
};

/// The plain evaluator's engine and the runtime's beside each other: each event goes through both, and their records
/// must be the same bytes.
class BothEngines {
public:
  explicit BothEngines(const BundleText &text, const BothSettings &settings = {});

  /// The record that both write.
  std::string decide(llvm::StringRef event);
  /// Both save their state and go on from it in new engines, of another program where one is given.
  void restart(const BundleText *text = nullptr);
  std::string saved();
  const rt::Decision &last() const { return worker_.decision; }

private:
  void begin();

  const BundleText *text_;
  BothSettings settings_;
  ir::Module module_; ///< as it reads back from its artifact
  std::unique_ptr<evaluate::Engine> plain_;
  std::unique_ptr<rt::Engine> runtime_;
  rt::Worker worker_;
};

/// The settings of a runtime's engine.
rt::EngineSettings runtimeSettings(const BothSettings &settings);
/// The state of a runtime's engine as bytes.
std::string savedState(rt::Engine &engine);

} // namespace onus::tests
