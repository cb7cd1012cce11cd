// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/declared_names.h"
#include "lsp/view.h"

#include <map>

/// Where the members of values are declared. The checker's types are structural and no longer know; this follows what
/// is written instead, from a name to its declaration and from there to the type's text or the tool's manifest.
namespace onus::lsp {

/// A place where the type of a value is written.
struct Shape {
  // In Onus
  const syntax::TypeExpr *type = nullptr;
  llvm::ArrayRef<syntax::FieldDecl> fields; ///< in place of a type: the parameters of a tool
  const syntax::File *file = nullptr;       ///< whose names the type uses
  bool preferred = false;                   ///< of several that have a member, those count alone
  // In a manifest
  const check::Tool *tool = nullptr;
  const ir::Type *read = nullptr; ///< what the manifest was read as
  // In a manifest, or of what the language itself brings
  std::string path; ///< `args.amount`, `session.id`

  bool inLanguage() const { return !path.empty() && !tool; }
};
using Shapes = std::vector<Shape>;
/// A type that is written in a file; where there is none, a shape that nothing is known of.
Shape shapeOf(const syntax::TypeExpr *type, const syntax::File *file);

/// A member of a value.
struct MemberShape {
  const syntax::FieldDecl *field = nullptr; ///< null in a manifest, and where the language brings it
  Shape shape;                              ///< of the member's value
};

/// What the names in an expression can see besides declarations.
struct ShapeScope {
  const syntax::File *file = nullptr;
  std::vector<const check::Tool *> tools; ///< that may be current
  bool binding = false;                   ///< a tool's line: names are arguments
};

class ShapeFinder {
public:
  explicit ShapeFinder(const View &view) : view_(view) {}

  Shapes of(const syntax::Expr *expr, const ShapeScope &scope, unsigned depth = 0);
  /// Of the value that a name stands for which a declaration holds.
  Shapes ofLocal(const syntax::Name &declared, const ShapeScope &scope, unsigned depth = 0);
  /// What the rules of a declaration can see: the tools that it selects, or its pattern, or what it is an exception to.
  ShapeScope scopeOf(const syntax::Decl &decl, const syntax::File &file) const;
  /// The members of that name. What the language itself brings has the members that are asked for.
  std::vector<MemberShape> members(const Shapes &shapes, llvm::StringRef name);
  Shapes elements(const Shapes &shapes);
  /// A type's name followed to the type that it stands for.
  Shape followed(Shape shape) const;

  /// The arguments and the result of tools.
  Shapes arguments(llvm::ArrayRef<const check::Tool *> tools) const;
  Shapes results(llvm::ArrayRef<const check::Tool *> tools) const;
  /// What packages declare of the context, those of the file's own package preferred where it is given.
  Shapes context(const syntax::File *file);
  /// The tools that a selector may select in some system.
  std::vector<const check::Tool *> tools(const syntax::Selector &selector, const syntax::File &file) const;
  /// The tool that a path names.
  const check::Tool *tool(const syntax::Path &path, const syntax::File &file) const;
  /// What check::references says of the name that stands exactly there; null where it says nothing.
  const check::Reference *reference(source::Range name) const;
  const DeclaredNames &declaredIn(const syntax::File &file);

private:
  Shapes name(const syntax::NameExpr &expr, const ShapeScope &scope, unsigned depth);
  Shapes member(const syntax::MemberExpr &expr, const ShapeScope &scope, unsigned depth);
  Shapes call(const syntax::CallExpr &expr, const ShapeScope &scope, unsigned depth);
  Shapes root(llvm::StringRef name, const ShapeScope &scope);
  Shapes referred(const check::Reference &reference, const ShapeScope &scope, unsigned depth);
  ShapeScope scopeOf(const syntax::Clauses &clauses, const syntax::File &file) const;
  Shapes latest(const syntax::CallExpr &expr, const ShapeScope &scope, unsigned depth);

  const View &view_;
  std::map<const syntax::File *, DeclaredNames> declared_;
  /// What the view declares of the context; looked for when it is first asked for.
  std::optional<std::vector<std::pair<const resolve::Package *, Shape>>> contexts_;
  unsigned steps_ = 0; ///< of the expression that is being followed
};

} // namespace onus::lsp
