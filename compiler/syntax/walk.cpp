// SPDX-License-Identifier: Apache-2.0
#include "syntax/walk.h"

namespace onus::syntax {

namespace {

using llvm::dyn_cast;
using Visit = llvm::function_ref<void(const Expr &)>;

class Walker {
public:
  explicit Walker(Visit visit) : visit_(visit) {}

  void expr(const Expr *expr) {
    if (!expr)
      return;
    visit_(*expr);
    below(*expr);
  }

  void decl(const Decl &decl) {
    if (auto *let = dyn_cast<LetDecl>(&decl)) {
      fields(let->parameters);
      expr(let->value);
    } else if (auto *surface = dyn_cast<SurfaceDecl>(&decl)) {
      for (const ToolDecl *tool : surface->tools)
        for (const DoesClause &does : tool->does)
          for (const Binding &binding : does.bindings)
            expr(binding.value);
    } else if (auto *duties = dyn_cast<DutiesDecl>(&decl)) {
      clauses(duties->clauses);
    } else if (auto *pattern = dyn_cast<PatternDecl>(&decl)) {
      fields(pattern->parameters);
      clauses(pattern->clauses);
    } else if (auto *guardrail = dyn_cast<GuardrailDecl>(&decl)) {
      arguments(guardrail->arguments);
      clauses(guardrail->clauses);
    } else if (auto *exception = dyn_cast<ExceptionDecl>(&decl)) {
      expr(exception->when);
    } else if (auto *standard = dyn_cast<StandardDecl>(&decl)) {
      for (const StandardClause &clause : standard->clauses)
        each({clause.where, clause.requires_});
    } else if (auto *test = dyn_cast<TestDecl>(&decl)) {
      for (const Step *step : test->steps)
        each({step->value, step->args, step->argument});
    }
  }

private:
  void each(std::initializer_list<const Expr *> parts) {
    for (const Expr *part : parts)
      expr(part);
  }

  void fields(llvm::ArrayRef<FieldDecl> fields) {
    for (const FieldDecl &field : fields)
      expr(field.fallback);
  }

  void arguments(llvm::ArrayRef<Argument> arguments) {
    for (const Argument &argument : arguments) {
      each({argument.value, argument.where});
      for (const Expr *key : argument.per)
        expr(key);
    }
  }

  void clauses(const Clauses &clauses) {
    for (const LocalLet &let : clauses.lets)
      expr(let.value);
    for (const Rule *rule : clauses.rules) {
      expr(rule->condition);
      for (const RedactTarget &target : rule->redact)
        each({target.path, target.matching});
    }
    for (const LogClause *log : clauses.logs)
      for (llvm::ArrayRef<Expr *> list : {log->items, log->redact})
        for (const Expr *item : list)
          expr(item);
    for (const ExceptionDecl *exception : clauses.exceptions)
      expr(exception->when);
  }

  void below(const Expr &expr) {
    if (auto *list = dyn_cast<ListExpr>(&expr)) {
      for (const Expr *item : list->items)
        this->expr(item);
    } else if (auto *record = dyn_cast<RecordExpr>(&expr)) {
      for (const MemberInit &member : record->members)
        this->expr(member.value);
    } else if (auto *member = dyn_cast<MemberExpr>(&expr)) {
      this->expr(member->base);
    } else if (auto *index = dyn_cast<IndexExpr>(&expr)) {
      each({index->base, index->index});
    } else if (auto *project = dyn_cast<ProjectExpr>(&expr)) {
      this->expr(project->base);
    } else if (auto *call = dyn_cast<CallExpr>(&expr)) {
      this->expr(call->callee);
      arguments(call->arguments);
    } else if (auto *cast = dyn_cast<CastExpr>(&expr)) {
      this->expr(cast->operand);
    } else if (auto *has = dyn_cast<HasExpr>(&expr)) {
      this->expr(has->operand);
    } else if (auto *unary = dyn_cast<UnaryExpr>(&expr)) {
      this->expr(unary->operand);
    } else if (auto *binary = dyn_cast<BinaryExpr>(&expr)) {
      each({binary->left, binary->right});
    } else if (auto *choice = dyn_cast<IfExpr>(&expr)) {
      each({choice->condition, choice->then, choice->otherwise});
    } else if (auto *quantifier = dyn_cast<QuantifierExpr>(&expr)) {
      each({quantifier->list, quantifier->body});
    }
  }

  Visit visit_;
};

} // namespace

void walk(const Expr &expr, Visit visit) { Walker(visit).expr(&expr); }
void walk(const Decl &decl, Visit visit) { Walker(visit).decl(decl); }

} // namespace onus::syntax
