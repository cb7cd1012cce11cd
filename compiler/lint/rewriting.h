// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/source_manager.h"
#include "syntax/ast.h"

#include "llvm/ADT/STLExtras.h"

/// Expressions as they are written, for rules that rewrite them. A tree's ranges leave out the parentheses around an
/// expression; the ranges here have them.
namespace onus::lint {

/// The expression stands in a standard. There what is missing makes each comparison false, so that `not (a == b)` is
/// not `a != b`.
bool isInStandard(const syntax::File &file, const syntax::Expr &expr);

/// The operands of an operator with their parentheses.
source::Range leftOf(const source::SourceManager &sources, const syntax::BinaryExpr &expr);
source::Range rightOf(const source::SourceManager &sources, const syntax::BinaryExpr &expr);
source::Range operandOf(const source::SourceManager &sources, const syntax::UnaryExpr &expr);
/// What `any x in xs: C` goes through.
source::Range listOf(const source::SourceManager &sources, const syntax::QuantifierExpr &expr);

/// A range without the blanks at its ends.
source::Range trimmed(const source::SourceManager &sources, source::Range range);

/// Both are the same words, however they are laid out.
bool sameWords(const source::SourceManager &sources, source::Range left, source::Range right);
/// A comment stands in the range: who rewrites it would lose it.
bool holdsComment(const syntax::File &file, source::Range range);

/// A literal that is one word: a number, a text, a date, a duration, `true`.
bool isLiteral(const syntax::Expr *expr);
/// `==`, `<` and the like, but not `in`, `like` and `matches`.
bool isComparison(syntax::BinaryOp op);
/// The comparison that holds when both sides change places: `>` for `<`.
syntax::BinaryOp mirrored(syntax::BinaryOp op);
/// The comparison that holds where this one does not: `>=` for `<`.
syntax::BinaryOp opposite(syntax::BinaryOp op);
/// `a and b`, `if a then b else c`: what stands in parentheses behind `not` and as the body of a quantifier.
bool isLoose(const syntax::Expr *expr);

} // namespace onus::lint
