// SPDX-License-Identifier: Apache-2.0
#include "check/paths.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

namespace onus::check {

using ir::ExprKind;

bool isPath(const ir::Expr *expr) {
  if (expr->kind == ExprKind::Root || expr->kind == ExprKind::EffectParameter)
    return true;
  if (expr->kind == ExprKind::Member)
    return isPath(expr->operand(0));
  if (expr->kind != ExprKind::Index)
    return false;
  const ir::Expr *key = expr->operand(1);
  bool literal = key->kind == ExprKind::String || key->kind == ExprKind::Int;
  return isPath(expr->operand(0)) && (literal || isPath(key));
}

bool bindsToNone(const Tool &tool, const ir::Expr *expr) {
  bool found = false;
  ir::walk(expr, [&](const ir::Expr *part) {
    if (part->kind != ExprKind::EffectParameter || part->type->kind == ir::TypeKind::List)
      return;
    for (const ToolEffect &effect : tool.effects)
      for (const EffectBinding &binding : effect.bindings)
        found |= binding.none && effect.effect && effect.effect->symbol->name == part->text && binding.parameter &&
                 binding.parameter->name == part->names[0];
  });
  return found;
}

bool records(const ir::Expr *whole, const ir::Expr *part) {
  std::string outer = ir::print(whole), inner = ir::print(part);
  if (outer == inner)
    return true;
  if (!isPath(whole))
    return false;
  bool wrapped = part->kind == ExprKind::Has || (part->kind == ExprKind::Call && part->text == "text");
  if (wrapped)
    return records(whole, part->operand(0));
  llvm::StringRef rest = inner;
  return rest.consume_front(outer) && (rest.startswith(".") || rest.startswith("["));
}

namespace {

class Reader {
public:
  explicit Reader(Arena &arena) : arena_(arena) {}
  void name(int64_t local, const ir::Expr *value) { values_[local] = value; }
  void read(const ir::Expr *expr);
  std::vector<const ir::Expr *> take();

private:
  const ir::Expr *path(const ir::Expr *expr);
  const ir::Expr *followed(const ir::Expr *expr);
  const ir::Expr *rebuilt(const ir::Expr *expr, llvm::ArrayRef<const ir::Expr *> operands);
  void readKeys(const ir::Expr *path);

  Arena &arena_;
  llvm::DenseMap<int64_t, const ir::Expr *> values_;
  llvm::DenseSet<int64_t> read_; ///< names whose values were read
  unsigned visited_ = 0;
  std::vector<const ir::Expr *> found_;
};

const ir::Expr *Reader::rebuilt(const ir::Expr *expr, llvm::ArrayRef<const ir::Expr *> operands) {
  if (operands == expr->operands)
    return expr;
  auto *copy = arena_.make<ir::Expr>(*expr);
  copy->operands = arena_.copy(operands);
  return copy;
}

/// The path that an expression is once names are followed; null where it is none, or hangs on an item that is gone
/// through.
const ir::Expr *Reader::path(const ir::Expr *expr) {
  visited_ = 0;
  return followed(expr);
}

/// Names that are read twice by names that are read twice would double with each level; what becomes too large counts
/// as computed, and its parts are read instead.
const ir::Expr *Reader::followed(const ir::Expr *expr) {
  constexpr unsigned limit = 1'000;
  ExprKind kind = expr->kind;
  if (++visited_ > limit)
    return nullptr;
  if (kind == ExprKind::Root || kind == ExprKind::EffectParameter || kind == ExprKind::String || kind == ExprKind::Int)
    return expr;
  if (kind == ExprKind::Local) {
    const ir::Expr *value = values_.lookup(expr->number);
    return value ? followed(value) : nullptr;
  }
  if (kind == ExprKind::Let) {
    name(expr->number, expr->operand(0));
    return followed(expr->operand(1));
  }
  if (kind != ExprKind::Member && kind != ExprKind::Index)
    return nullptr;
  std::vector<const ir::Expr *> operands;
  for (const ir::Expr *operand : expr->operands) {
    operands.push_back(followed(operand));
    if (!operands.back())
      return nullptr;
  }
  const ir::Expr *made = rebuilt(expr, operands);
  return isPath(made) ? made : nullptr;
}

void Reader::readKeys(const ir::Expr *path) {
  for (const ir::Expr *at = path; at->kind == ExprKind::Member || at->kind == ExprKind::Index; at = at->operand(0))
    if (at->kind == ExprKind::Index)
      read(at->operand(1));
}

void Reader::read(const ir::Expr *expr) {
  if (const ir::Expr *whole = path(expr)) {
    if (isPath(whole)) {
      found_.push_back(whole);
      readKeys(whole);
    }
    return;
  }
  bool wraps = expr->kind == ExprKind::Has || (expr->kind == ExprKind::Call && expr->text == "text");
  if (wraps) {
    const ir::Expr *inner = path(expr->operand(0));
    if (inner && isPath(inner)) {
      found_.push_back(rebuilt(expr, {inner}));
      readKeys(inner);
      return;
    }
  }
  if (expr->kind == ExprKind::Local) {
    const ir::Expr *value = values_.lookup(expr->number);
    if (value && read_.insert(expr->number).second)
      read(value);
    return;
  }
  if (expr->kind == ExprKind::Let) {
    name(expr->number, expr->operand(0));
    read(expr->operand(1));
    return;
  }
  for (const ir::Expr *operand : expr->operands)
    read(operand);
}

std::vector<const ir::Expr *> Reader::take() {
  std::vector<const ir::Expr *> kept;
  for (const ir::Expr *each : found_) {
    bool repeated = llvm::any_of(kept, [&](const ir::Expr *other) { return ir::sameText(other, each); });
    bool inside =
        llvm::any_of(found_, [&](const ir::Expr *other) { return !ir::sameText(other, each) && records(other, each); });
    if (!repeated && !inside)
      kept.push_back(each);
  }
  return kept;
}

} // namespace

std::vector<const ir::Expr *> readPaths(Context &context, const TypedGuardrail &guardrail) {
  Reader reader(*context.program.arena);
  for (const TypedLocal &local : guardrail.lets)
    reader.name(local.local, local.value);
  for (const TypedRule &rule : guardrail.rules) {
    if (rule.condition)
      reader.read(rule.condition);
    for (const ir::RedactTarget &target : rule.redact)
      reader.read(target.path);
  }
  for (const TypedException &exception : guardrail.exceptions)
    if (exception.when)
      reader.read(exception.when);
  return reader.take();
}

bool namesOf(const syntax::Expr *expr, std::vector<syntax::Name> &names) {
  if (auto *word = llvm::dyn_cast<syntax::NameExpr>(expr)) {
    names.push_back({word->name, word->range});
    return true;
  }
  auto *member = llvm::dyn_cast<syntax::MemberExpr>(expr);
  if (!member || !namesOf(member->base, names))
    return false;
  names.push_back(member->member);
  return true;
}

} // namespace onus::check
