// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backends/bytecode/automaton/automaton.h"
#include "backends/bytecode/rows.h"
#include "evaluate/value.h"
#include "ir/module.h"

#include "llvm/ADT/DenseMap.h"

/// What a bundle's rows refer to: types, values and sets. Each is written once.
namespace onus::backends::bytecode {

class Types {
public:
  explicit Types(Rows &rows) : rows_(rows) {}
  /// The row of a type; its parts come before it. `none` for no type.
  uint32_t row(const ir::Type *type);

private:
  rt::Range fields(const ir::Type &type);
  Rows &rows_;
  llvm::DenseMap<const ir::Type *, uint32_t> known_;
};

/// A value as a cell that lies in the bundle; its parts go to Constants.
rt::Cell storedCell(Rows &rows, const evaluate::Value &value);
/// The place in Constants of a value.
uint32_t constant(Rows &rows, const evaluate::Value &value);

/// A row of Sets for texts that are all different, with what each stands for (`values` is empty for a plain set).
uint32_t addSet(Rows &rows, llvm::ArrayRef<llvm::StringRef> keys, llvm::ArrayRef<uint32_t> values);

/// The patterns of a module and what each is used for.
class Patterns {
public:
  explicit Patterns(Rows &rows) : rows_(rows) {}
  /// The row of a pattern, which is used in this way, too.
  uint32_t row(llvm::StringRef source, PatternNeeds needs);
  /// Writes the automata, once all uses are known.
  void finish();

private:
  uint32_t automaton(llvm::ArrayRef<uint8_t> tables);
  Rows &rows_;
  std::vector<PatternNeeds> needs_;
  llvm::StringMap<uint32_t> known_;
};

} // namespace onus::backends::bytecode
