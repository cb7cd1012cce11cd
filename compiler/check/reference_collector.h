// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/references.h"

namespace onus::check {

/// The worker behind references.h; one lives as long as one file is read. reference_collector.cpp reads declarations,
/// reference_expressions.cpp what they hold.
class ReferenceCollector {
public:
  ReferenceCollector(const Program &program, const syntax::File &file);
  std::vector<Reference> run();

private:
  using Names = llvm::ArrayRef<syntax::Name>;
  struct Local {
    llvm::StringRef name;
    const syntax::Name *declared = nullptr;
  };
  /// What a `use` binds.
  struct Import {
    const syntax::Name *name = nullptr;
    const resolve::Symbol *symbol = nullptr;
    const resolve::Package *package = nullptr;
  };

  // reference_collector.cpp
  void use(const syntax::Use &use);
  void imported(const syntax::Name &name, const syntax::Name &as, const syntax::Path &prefix);
  void declaration(const Decl &decl);
  void party(const syntax::PartyDecl &decl);
  void let(const syntax::LetDecl &decl);
  void surface(const syntax::SurfaceDecl &decl);
  void tool(const syntax::SurfaceDecl &decl, const syntax::ToolDecl &tool);
  void detector(const syntax::DetectorDecl &decl);
  void system(const syntax::SystemDecl &decl);
  void guardrail(const syntax::GuardrailDecl &decl);
  void patternArguments(const syntax::GuardrailDecl &decl);
  void pattern(const syntax::PatternDecl &decl);
  void clauses(const syntax::Clauses &clauses);
  void rule(const syntax::Rule &rule);
  void log(const syntax::LogClause &clause);
  void exception(const syntax::ExceptionDecl &decl);
  void waiver(const syntax::Waiver &waiver);
  void standard(const syntax::StandardDecl &decl);
  void test(const syntax::TestDecl &decl);
  void step(const syntax::TestDecl &test, const syntax::Step &step);
  void outcome(const syntax::TestDecl &test, const syntax::Step &step);

  // reference_expressions.cpp
  void type(const syntax::TypeExpr *type);
  void fields(llvm::ArrayRef<syntax::FieldDecl> fields);
  void selector(const syntax::Selector &selector);
  void expr(const syntax::Expr *expr);
  void closed(const syntax::Expr *expr);
  void name(const syntax::NameExpr &expr);
  void member(const syntax::MemberExpr &expr);
  void call(const syntax::CallExpr &expr);
  bool called(Names names);
  void comprehension(const syntax::CallExpr &expr);
  void history(const syntax::CallExpr &expr);
  void values(llvm::ArrayRef<syntax::Argument> arguments);
  void quantifier(const syntax::QuantifierExpr &expr);
  void qualified(Names names);
  void standardTerm(llvm::StringRef subject, const syntax::Expr *expr);
  const Local *localOf(llvm::StringRef name) const;
  bool meansValue(llvm::StringRef name) const;
  bool isArgument(llvm::StringRef name) const;

  // Both
  void path(const syntax::Path &path, resolve::Kinds wanted);
  void surfaceOf(const syntax::Path &tool);
  void parties(std::initializer_list<const syntax::Path *> paths);
  const resolve::Symbol *find(Names names, resolve::Kinds wanted) const;
  void add(Names names, const resolve::Symbol *symbol);
  void addPackage(Names names, const resolve::Package *package, bool inUse = false);
  void addLocal(Range range, const syntax::Name *declared);
  void addParameter(llvm::ArrayRef<syntax::FieldDecl> parameters, const syntax::Name &name);
  void push(const syntax::Name &name) { locals_.push_back({name.text, &name}); }
  void pushGuardrail(const syntax::File &file, const syntax::GuardrailDecl &decl);
  const syntax::Name *importOf(Names names, const resolve::Package &package, const resolve::Symbol *symbol) const;

  const Program &program_;
  const resolve::Names &names_;
  const syntax::File &file_;
  std::vector<Import> imports_;
  std::vector<Reference> found_;
  std::vector<Local> locals_;
  const Decl *within_ = nullptr;
  std::vector<const Tool *> tools_; ///< whose arguments names mean, where a tool fills an effect's parameter
  bool binding_ = false;            ///< there
  bool closed_ = false;             ///< nothing of an event can be read: constants, tests
};

} // namespace onus::check
