// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backends/bytecode/parts.h"

#include "llvm/ADT/DenseSet.h"

#include <map>

namespace onus::backends::bytecode {

/// The expressions of one guardrail, slot or binding: what its names stand for, and what no record shows.
struct Scope {
  std::map<int64_t, uint16_t> depths;                       ///< of the values that locals stand for
  const llvm::DenseSet<const ir::Expr *> *masked = nullptr; ///< null: nothing is
};

/// Makes instructions of expressions. Expressions that nothing tells apart become one instruction.
class Codes {
public:
  Codes(Rows &rows, Types &types, Patterns &patterns, const source::SourceManager *sources)
      : rows_(rows), types_(types), patterns_(patterns), sources_(sources) {}

  /// The tables that `data` may name, by their qualified names.
  llvm::StringMap<uint32_t> data;

  /// The instruction of an expression; `none` for null.
  uint32_t write(const ir::Expr *expr, Scope &scope);
  uint16_t depth(uint32_t code) const {
    return code == rt::none ? uint16_t{0} : rows_.get<rt::Section::Codes>(code).depth;
  }

private:
  uint32_t write(const ir::Expr &expr, Scope &scope, rt::TextRef print);
  int64_t numberOf(rt::Opcode op, const ir::Expr &expr);
  rt::TextRef textOf(rt::Opcode op, const ir::Expr &expr);
  uint16_t depthOf(const ir::Expr &expr, llvm::ArrayRef<uint32_t> operands, const Scope &scope);
  bool readsSensitive(const ir::Expr &expr, llvm::ArrayRef<uint32_t> operands) const;
  int64_t rootOf(llvm::StringRef name);
  int64_t builtinOf(llvm::StringRef name);
  int64_t dataOf(llvm::StringRef name);
  int64_t namesOf(const ir::Expr &expr);
  template <typename Address>
  int64_t addressOf(llvm::StringRef text, evaluate::Value (*make)(const Address &));
  static PatternNeeds patternNeeds(const ir::Expr &expr);
  uint32_t share(rt::Code code, llvm::ArrayRef<uint32_t> operands, rt::TextRef print, source::Range range);
  rt::SpanRow span(source::Range range);

  Rows &rows_;
  Types &types_;
  Patterns &patterns_;
  const source::SourceManager *sources_;
  PatternNeeds needs_; ///< of the pattern that is written next
  llvm::StringMap<uint32_t> known_;
};

} // namespace onus::backends::bytecode
