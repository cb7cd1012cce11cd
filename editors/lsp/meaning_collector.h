// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/meaning.h"
#include "lsp/shapes.h"

namespace onus::lsp {

/// The worker behind `meanings`; one lives as long as one file is read. meaning_collector.cpp reads declarations,
/// meaning_expressions.cpp what they hold.
class MeaningCollector {
public:
  MeaningCollector(const View &view, const syntax::File &file) : view_(view), file_(file), shapes_(view) {}
  std::vector<Meaning> run();

private:
  using Kind = Meaning::Kind;
  using Role = Meaning::Role;

  // meaning_collector.cpp
  void references();
  void aliases();
  void declaredNames();
  void declaredName(const DeclaredName &each);
  void argument(const DeclaredName &each);
  void types();
  void declaration(const syntax::Decl &decl);
  void surface(const syntax::SurfaceDecl &decl);
  void tool(const syntax::SurfaceDecl &decl, const syntax::ToolDecl &line);
  void guardrail(const syntax::GuardrailDecl &decl);
  void pattern(const syntax::PatternDecl &decl);
  void clauses(const syntax::Clauses &clauses, const ShapeScope &scope);
  void rollback(const syntax::RollbackClause &clause);
  void mapped(const syntax::MapsClause &clause);
  void exception(const syntax::ExceptionDecl &decl, const ShapeScope &scope, const check::Guardrail *guardrail);
  void exceptionElsewhere(const syntax::ExceptionDecl &decl);
  void framework(const syntax::FrameworkDecl &decl);
  void standard(const syntax::StandardDecl &decl);
  void attributes(check::standards::SubjectKind subject, const syntax::Expr *expr);
  void test(const syntax::TestDecl &decl);
  void step(const syntax::TestDecl &test, const syntax::Step &step);
  void outcome(const syntax::TestDecl &test, const syntax::Step &step);
  const syntax::Rule *ruleOf(const check::Guardrail &guardrail, llvm::StringRef label) const;

  // meaning_expressions.cpp
  void expr(const syntax::Expr *expr, const ShapeScope &scope, const Shapes &wanted = {});
  void name(const syntax::NameExpr &expr, const ShapeScope &scope);
  void member(const syntax::MemberExpr &expr, const ShapeScope &scope);
  void members(const syntax::Name &name, const std::vector<MemberShape> &found, Role role);
  void call(const syntax::CallExpr &expr, const ShapeScope &scope);
  llvm::ArrayRef<syntax::FieldDecl> parametersOf(const syntax::CallExpr &expr, const syntax::File *&file);
  void arguments(const syntax::CallExpr &expr, const ShapeScope &scope, bool method);
  void history(const syntax::Argument &events, llvm::ArrayRef<syntax::Argument> others, const ShapeScope &scope);
  void binary(const syntax::BinaryExpr &expr, const ShapeScope &scope, const Shapes &wanted);
  void record(const syntax::RecordExpr &expr, const ShapeScope &scope, const Shapes &wanted);
  void text(const syntax::StringExpr &expr, const Shapes &wanted);
  void choice(const syntax::StringExpr &expr, const Shape &shape);
  void toolText(const syntax::StringExpr &expr);

  Meaning &add(Kind kind, source::Range range, Role role = Role::Reads);
  void addDeclared(Kind kind, source::Range range, const syntax::Name &declared, Role role = Role::Reads);
  void addTool(const syntax::Path &path);
  void addControl(const check::Framework &framework, const syntax::Text &id, Role role = Role::Reads);
  void sets(source::Range name);
  source::Range inside(source::Range text) const;
  const check::Surface *surfaceOf(const syntax::Decl &decl) const;

  const View &view_;
  const syntax::File &file_;
  ShapeFinder shapes_;
  std::vector<Meaning> found_;
  llvm::DenseMap<uint32_t, size_t> references_; ///< where each of check::references went, by its place
  const syntax::Decl *within_ = nullptr;
};

} // namespace onus::lsp
