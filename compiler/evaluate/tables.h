// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/value.h"
#include "ir/module.h"
#include "ir/regex.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

/// What is worked out once for a module and looked up in every decision: its compile-time data as values and its
/// patterns compiled. Borrows the module.
namespace onus::evaluate {

class Tables {
public:
  explicit Tables(const ir::Module &module);

  /// A compile-time table by its qualified name; null where the module has none or its value does not fit its type.
  const Value *data(llvm::StringRef name) const;
  /// The items of a table of strings, or the keys of a map, for quick membership; null for other tables.
  const llvm::StringSet<> *index(llvm::StringRef name) const;
  /// A pattern, compiled at its first use; null where it is none.
  const ir::Regex *regex(llvm::StringRef pattern);
  const ir::Party *party(llvm::StringRef name) const;
  const ir::Sink *sink(llvm::StringRef name) const;

  /// Counts elementary steps as check/cost.h does: one for each expression that is evaluated, and one for each item or
  /// byte that is gone through. So the worst case that an artifact states can be held against what was done.
  void count(size_t steps) { steps_ += static_cast<int64_t>(steps); }
  int64_t steps() const { return steps_; }

private:
  int64_t steps_ = 0;
  llvm::StringMap<Value> data_;
  llvm::StringMap<llvm::StringSet<>> indexes_;
  llvm::StringMap<std::optional<ir::Regex>> regexes_;
  llvm::StringMap<const ir::Party *> parties_;
  llvm::StringMap<const ir::Sink *> sinks_;
};

} // namespace onus::evaluate
