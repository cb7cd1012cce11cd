// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/ast.h"

#include "llvm/ADT/DenseMap.h"

#include <vector>

namespace onus::lsp {

/// A name that a file declares inside a declaration, and what it is declared as.
struct DeclaredName {
  enum class Kind {
    Parameter, ///< of a function, a pattern, an effect; an input of a detector
    Field,     ///< of a record type
    Argument,  ///< that a tool's line declares or narrows
    Variable,  ///< of `any x in`, `all x in`, `count(x in …)`, `sum(x in …)`
    Let,       ///< of a guardrail or pattern
    Label,     ///< of a rule
    Exception, ///< inside a guardrail
  };
  Kind kind = Kind::Field;
  const syntax::Name *name = nullptr;
  const syntax::Decl *within = nullptr;             ///< the declaration that holds it
  const syntax::FieldDecl *field = nullptr;         ///< Parameter, Field, Argument
  const syntax::ToolDecl *tool = nullptr;           ///< Argument
  const syntax::Expr *list = nullptr;               ///< Variable: what it goes through
  const syntax::LocalLet *let = nullptr;            ///< Let
  const syntax::Rule *rule = nullptr;               ///< Label
  const syntax::ExceptionDecl *exception = nullptr; ///< Exception
};

/// The names that the declarations of a file hold, in the order in which they are written, and the types between them.
class DeclaredNames {
public:
  explicit DeclaredNames(const syntax::File &file);
  /// Null where the name declares nothing inside a declaration of this file.
  const DeclaredName *find(const syntax::Name *name) const;
  const std::vector<DeclaredName> &all() const { return all_; }
  /// Every type that is written in the file, outer before inner.
  const std::vector<const syntax::TypeExpr *> &types() const { return types_; }

private:
  void declaration(const syntax::Decl &decl);
  void clauses(const syntax::Clauses &clauses);
  void tools(const syntax::SurfaceDecl &surface);
  void expressions(const syntax::Decl &decl);
  void type(const syntax::TypeExpr *type);
  void fields(llvm::ArrayRef<syntax::FieldDecl> fields, DeclaredName::Kind kind,
              const syntax::ToolDecl *tool = nullptr);
  DeclaredName &add(DeclaredName::Kind kind, const syntax::Name &name);

  std::vector<DeclaredName> all_;
  std::vector<const syntax::TypeExpr *> types_;
  llvm::DenseMap<const syntax::Name *, size_t> byName_;
  const syntax::Decl *within_ = nullptr;
};

} // namespace onus::lsp
