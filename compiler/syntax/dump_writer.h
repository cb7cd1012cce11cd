// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/source_manager.h"
#include "syntax/ast.h"

#include <string>

namespace onus::syntax {

/// Writes the lines of a dumped tree.
class TreeWriter {
public:
  explicit TreeWriter(const source::SourceManager &sources) : sources_(sources) {}

  void file(const File &file);
  std::string take() { return std::move(out_); }

private:
  /// Goes one level in for as long as it lives.
  struct Indent {
    explicit Indent(TreeWriter &theWriter) : writer(theWriter) { ++writer.depth_; }
    ~Indent() { --writer.depth_; }
    TreeWriter &writer;
  };

  void line(const std::string &text, Range range = {});
  std::string place(Range range) const;
  static std::string quoted(llvm::StringRef text);

  // What may be missing is left out.
  void text(const char *word, const Text &value);
  void path(const char *word, const Path &value);
  void paths(const char *word, llvm::ArrayRef<Path> values);
  void name(const char *word, const Name &value);
  void names(const char *word, llvm::ArrayRef<Name> values);
  void texts(const char *word, llvm::ArrayRef<Text> values);
  void date(const char *word, const DateLit &value);
  void duration(const char *word, const DurationLit &value);
  void expr(const char *word, const Expr *value);
  void type(const char *word, const TypeExpr *value);
  void doc(llvm::StringRef value);

  // dump_ast.cpp
  void use(const Use &use);
  void decl(const Decl &decl);
  void body(const Decl &decl);
  void party(const PartyDecl &decl);
  void let(const LetDecl &decl);
  void effect(const EffectDecl &decl);
  void detector(const DetectorDecl &decl);
  void system(const SystemDecl &decl);
  void standard(const StandardDecl &decl);
  void framework(const FrameworkDecl &decl);
  void control(const ControlDecl &control);
  void surface(const SurfaceDecl &decl);
  void tool(const ToolDecl &tool);
  void does(const DoesClause &clause);
  void unguarded(const UnguardedClause &clause, llvm::ArrayRef<Name> tools);

  // dump_policy.cpp
  void guardrail(const GuardrailDecl &decl);
  void clauses(const Clauses &clauses);
  void accountability(const Clauses &clauses);
  void rule(const Rule &rule);
  void rollback(const RollbackClause &clause);
  void waiver(const Waiver &waiver);
  void approval(const char *word, const Approval &approval);
  void threshold(const char *word, const Threshold &threshold);
  void exception(const ExceptionDecl &decl);
  void test(const TestDecl &decl);
  void step(const Step &step);
  void expectation(const Step &step);

  // dump_exprs.cpp
  void node(const Expr &expr, const std::string &before);
  void children(const Expr &expr);
  void call(const CallExpr &call);
  void argument(const Argument &argument);
  void selector(const Selector &selector);
  void fields(const char *word, llvm::ArrayRef<FieldDecl> fields);

  const source::SourceManager &sources_;
  unsigned depth_ = 0;
  std::string out_;
};

} // namespace onus::syntax
