// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

#include <map>
#include <tuple>

/// From typed expressions back to the names that were written: functions and constants are read in place, so that a
/// typed condition holds their bodies; whoever explains it wants to say what they are called.
namespace onus::prose {

class SourceIndex {
public:
  explicit SourceIndex(const check::Program &program);

  /// The function whose call was written at the expression's place; null where none was.
  const syntax::LetDecl *function(const ir::Expr *expr) const { return find(calls_, expr->range); }
  /// The constant or named pattern whose value stands at the expression's place; null where it is no such value.
  const syntax::LetDecl *constant(const ir::Expr *expr) const { return find(constants_, expr->range); }
  /// The named pattern that is written so; null where none is.
  const syntax::LetDecl *pattern(llvm::StringRef text) const;
  /// The declaration of a compile-time table by its qualified name.
  const check::Data *data(llvm::StringRef name) const;

private:
  using Key = std::tuple<uint32_t, uint32_t, uint32_t>;
  using Map = std::map<Key, const syntax::LetDecl *>;
  static Key key(source::Range range) { return {range.file.index, range.begin, range.end}; }
  static const syntax::LetDecl *find(const Map &map, source::Range range);
  void clauses(const syntax::File &file, const syntax::Clauses &clauses);
  void decl(const syntax::File &file, const syntax::Decl *decl);
  void expr(const syntax::File &file, const syntax::Expr *expr);
  void call(const syntax::File &file, const syntax::CallExpr *expr);

  const check::Program &program_;
  Map calls_, constants_;
};

} // namespace onus::prose
