// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/expressions.h"
#include "lsp/view.h"

namespace onus::lsp {

/// What an expression can read at a place, besides declarations.
struct ReadScope {
  struct Local {
    std::string name;
    const ir::Type *type = nullptr; ///< null where it is not known
  };
  const syntax::File *file = nullptr;     ///< of the view: whose names are seen
  const check::System *system = nullptr;  ///< whose context is read; may be null
  std::vector<ir::EventKind> events;      ///< that may be current; empty where none is
  std::vector<const check::Tool *> tools; ///< that may be current
  bool allTools = false;
  std::vector<const check::Effect *> effects; ///< that every one of the tools has
  bool bindings = false;                      ///< names are arguments of the tools
  std::vector<Local> locals;                  ///< the innermost last
};

/// The types of expressions that are being written: the checker reads them, against a program that was checked before.
class ExpressionTypes {
public:
  explicit ExpressionTypes(const View &view);

  /// The type of an expression, optional or not; null where it cannot be read or has none.
  const ir::Type *of(llvm::StringRef text, const ReadScope &scope);
  /// What a type that is written so means; null where it cannot be read.
  const ir::Type *written(llvm::StringRef text, const syntax::File &file);
  /// The declaration that a text is; null where it is none.
  const syntax::Decl *parse(std::string text);
  const ir::Type *typeOf(const syntax::TypeExpr *type, const syntax::File &file);
  const ir::Type *listOf(const ir::Type *item) { return program_.types->list(item); }

private:
  const ir::Type *of(const syntax::Expr *expr, const check::Scope &scope);
  const ir::Type *member(const ir::Type *base, llvm::StringRef name) const;

  const View &view_;
  source::SourceManager sources_;
  Arena trees_;
  check::Program program_;
};

/// The type without `?` and `sensitive`; null stays null.
const ir::Type *plain(const ir::Type *type);

} // namespace onus::lsp
