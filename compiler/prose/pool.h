// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prose/scenario.h"
#include "prose/source_index.h"

/// Values that are worth trying: those that conditions compare with, and those just beside them.
namespace onus::prose {

class Pool {
public:
  /// `index` finds the examples of named patterns.
  explicit Pool(const SourceIndex &index, const ir::Module &module) : index_(index), module_(module) {}

  void add(const ir::Expr *expr);
  void addSlot(const ir::Slot &slot);
  /// The examples of a named pattern, by its text.
  void addPattern(llvm::StringRef pattern) { examples(index_.pattern(pattern)); }
  /// Members that are read anywhere in what was added.
  const std::set<std::string> &names() const { return names_; }
  /// What may stand at a place, in the order in which to try it. `texts` are those of the scenario.
  std::vector<json::Value> candidates(const Place &place, const json::Value *now, const std::set<std::string> &texts,
                                      const Casting &casting) const;
  /// The distance between two neighbours of a number type, in its own unit (ten-thousandths of a decimal).
  int64_t grid(ir::TypeKind kind) const { return kind == ir::TypeKind::Decimal && !fine_ ? 100 : 1; }
  std::vector<json::Value> numbers(ir::TypeKind kind) const;

private:
  void constant(const ir::Expr *expr);
  void examples(const syntax::LetDecl *pattern);
  void text(std::string value);

  const SourceIndex &index_;
  const ir::Module &module_;
  std::set<std::string> names_;
  std::vector<std::string> texts_; ///< in order of first sight
  std::set<int64_t> ints_, decimals_, dates_, instants_;
  bool fine_ = false;    ///< some decimal has more than two fractional digits
  bool domains_ = false; ///< mail addresses are asked for
  bool hosts_ = false;   ///< URLs are asked for
  bool paths_ = false;   ///< file paths are asked for
  bool sizes_ = false;   ///< lengths are asked for
};

} // namespace onus::prose
