// SPDX-License-Identifier: Apache-2.0
#include "check/expressions.h"

#include "check/elaborator.h"
#include "check/frame.h"
#include "ir/address.h"

namespace onus::check {

using diagnostics::Kind;
using ir::ExprKind;
using ir::TypeKind;

Elaborator::Elaborator(Context &context, const Scope &scope)
    : context_(context), types_(*context.program.types), arena_(*context.program.arena) {
  frame_.scope = &scope;
  frame_.file = scope.file;
  if (scope.lets)
    for (const TypedLocal &let : *scope.lets) {
      locals_.push_back({arena_.text(let.name), let.local, let.value->type, let.value});
      meanings_[let.local] = let.value;
    }
  for (const ir::Expr *known : scope.known)
    assume(known, true);
}

const ir::Expr *Elaborator::value(const syntax::Expr *expr, const ir::Type *wanted) {
  return coerce(read(expr, wanted), wanted, expr->range);
}

const ir::Expr *Elaborator::condition(const syntax::Expr *expr) { return value(expr, simple(TypeKind::Bool)); }

/// The expression with what flow typing knows of it.
const ir::Expr *Elaborator::read(const syntax::Expr *expr, const ir::Type *wanted) {
  return narrowed(raw(expr, wanted));
}

/// The expression where it must be there.
const ir::Expr *Elaborator::present(const syntax::Expr *expr, const ir::Type *wanted) {
  return proved(read(expr, wanted), expr->range);
}

const ir::Expr *Elaborator::raw(const syntax::Expr *expr, const ir::Type *wanted) {
  using K = syntax::Expr::Kind;
  switch (expr->kind) {
  case K::Bool:
    return make(ExprKind::Bool, simple(TypeKind::Bool), expr->range, {}, {}, llvm::cast<syntax::BoolExpr>(expr)->value);
  case K::Int:
    return make(ExprKind::Int, simple(TypeKind::Int), expr->range, {}, {}, llvm::cast<syntax::IntExpr>(expr)->value);
  case K::Decimal:
    return make(ExprKind::Decimal, simple(TypeKind::Decimal), expr->range, {}, {},
                llvm::cast<syntax::DecimalExpr>(expr)->value.scaled);
  case K::String: {
    llvm::StringRef text = llvm::cast<syntax::StringExpr>(expr)->value;
    return make(ExprKind::String, simple(TypeKind::String), expr->range, {}, text);
  }
  case K::Pattern:
    return pattern(llvm::cast<syntax::PatternExpr>(expr));
  case K::Duration:
    return make(ExprKind::Duration, simple(TypeKind::Duration), expr->range, {}, {},
                llvm::cast<syntax::DurationExpr>(expr)->value);
  case K::Date:
    return make(ExprKind::Date, simple(TypeKind::Date), expr->range, {}, {}, llvm::cast<syntax::DateExpr>(expr)->value);
  case K::Instant:
    return make(ExprKind::Instant, simple(TypeKind::Instant), expr->range, {}, {},
                llvm::cast<syntax::InstantExpr>(expr)->value);
  case K::List:
    return list(llvm::cast<syntax::ListExpr>(expr), wanted);
  case K::Record:
    return record(llvm::cast<syntax::RecordExpr>(expr), wanted);
  case K::Name:
    return name(llvm::cast<syntax::NameExpr>(expr), wanted);
  case K::Member:
    return member(llvm::cast<syntax::MemberExpr>(expr), wanted);
  case K::Index:
    return index(llvm::cast<syntax::IndexExpr>(expr));
  case K::Project:
    return project(llvm::cast<syntax::ProjectExpr>(expr));
  case K::Call:
    return call(llvm::cast<syntax::CallExpr>(expr), wanted);
  case K::Cast:
    return cast(llvm::cast<syntax::CastExpr>(expr));
  case K::Has:
    return has(llvm::cast<syntax::HasExpr>(expr));
  case K::Unary:
    return unary(llvm::cast<syntax::UnaryExpr>(expr), wanted);
  case K::Binary:
    return binary(llvm::cast<syntax::BinaryExpr>(expr), wanted);
  case K::If:
    return conditional(llvm::cast<syntax::IfExpr>(expr), wanted);
  case K::Quantifier:
    return quantifier(llvm::cast<syntax::QuantifierExpr>(expr));
  case K::Error:
    return bad(expr->range);
  }
  return bad(expr->range);
}

// ---- Presence

const ir::Expr *Elaborator::narrowed(const ir::Expr *node) {
  if (!node->type->isOptional() || facts_.empty() || (!facts_.count(anything) && !facts_.count(key(node))))
    return node;
  return retyped(node, node->type->element);
}

const ir::Expr *Elaborator::proved(const ir::Expr *node, Range range) {
  if (!node->type->isOptional())
    return node;
  std::string text = written(range);
  report<Kind::OptionalUnproved>(range, text)
      .label("its type is `" + ir::print(node->type) + "`")
      .help("test it first with `has(" + text + ")`, or say what stands in for it with `??`");
  return bad(range);
}

// ---- Conversion

const ir::Expr *Elaborator::coerce(const ir::Expr *node, const ir::Type *wanted, Range range) {
  if (!wanted || wanted->isError() || node->type->isError())
    return node;
  if (wanted->isOptional()) {
    if (!node->type->isOptional())
      return coerce(node, wanted->element, range);
    return ir::assignable(node->type, wanted) ? node : mismatch(node, wanted, range);
  }
  if (node->type->isOptional())
    return proved(node, range);
  if (const ir::Expr *literal = coerceLiteral(node, wanted, range))
    return literal;
  return ir::assignable(node->type, wanted) ? node : mismatch(node, wanted, range);
}

/// What a literal may become besides its own type; null where it stays what it is.
const ir::Expr *Elaborator::coerceLiteral(const ir::Expr *node, const ir::Type *wanted, Range range) {
  if (node->kind == ExprKind::Int && wanted->kind == TypeKind::Decimal) {
    if (auto decimal = Decimal::fromInt(node->number))
      return make(ExprKind::Decimal, simple(TypeKind::Decimal), range, {}, {}, decimal->scaled);
    report<Kind::ConstantOverflow>(range, "decimal");
    return bad(range);
  }
  if (node->kind != ExprKind::String)
    return nullptr;
  if (wanted->kind == TypeKind::Union)
    return insideUnion(node, wanted) ? retyped(node, types_.withoutSensitive(wanted)) : bad(range);
  if (wanted->kind == TypeKind::Ip)
    return ir::IpAddress::parse(node->text) ? make(ExprKind::Ip, simple(TypeKind::Ip), range, {}, node->text)
                                            : badAddress(node->text, false, range);
  if (wanted->kind == TypeKind::Cidr)
    return ir::CidrBlock::parse(node->text) ? make(ExprKind::Cidr, simple(TypeKind::Cidr), range, {}, node->text)
                                            : badAddress(node->text, true, range);
  return nullptr;
}

const ir::Expr *Elaborator::mismatch(const ir::Expr *node, const ir::Type *wanted, Range range) {
  std::string text = written(range);
  if (node->type->kind == TypeKind::Content) {
    report<Kind::ContentRead>(range, text)
        .fix("read its text", range, "text(" + text + ")", diagnostics::Applicability::MachineApplicable);
    return bad(range);
  }
  if (node->type->kind == TypeKind::Json) {
    std::string type = ir::print(wanted);
    report<Kind::JsonRead>(range, text)
        .help("`" + text + " as " + type + "` gives a `" + type + "?`, absent where the value is something else");
    return bad(range);
  }
  auto builder = report<Kind::TypeMismatch>(range, ir::print(types_.withoutSensitive(node->type)), ir::print(wanted));
  if (node->type->kind == TypeKind::Int && wanted->kind == TypeKind::Decimal)
    builder.help("only a literal turns into a decimal by itself").fix("convert it", range, "decimal(" + text + ")");
  return bad(range);
}

// ---- Small things

const ir::Expr *Elaborator::make(ExprKind kind, const ir::Type *type, Range range,
                                 llvm::ArrayRef<const ir::Expr *> operands, llvm::StringRef text, int64_t number,
                                 llvm::ArrayRef<llvm::StringRef> names) {
  auto *node = arena_.make<ir::Expr>();
  node->kind = kind;
  node->type = type;
  node->range = range;
  node->operands = arena_.copy(operands);
  node->text = arena_.text(text);
  node->number = number;
  std::vector<llvm::StringRef> kept;
  for (llvm::StringRef each : names)
    kept.push_back(arena_.text(each));
  node->names = arena_.copy(kept);
  return node;
}

const ir::Expr *Elaborator::bad(Range range) { return make(ExprKind::Absent, types_.error(), range); }

const ir::Expr *Elaborator::retyped(const ir::Expr *node, const ir::Type *type) {
  if (node->type == type)
    return node;
  auto *copy = arena_.make<ir::Expr>(*node);
  copy->type = type;
  return copy;
}

const ir::Type *Elaborator::flowing(const ir::Type *type, llvm::ArrayRef<const ir::Expr *> from) {
  if (type->kind == TypeKind::Bool)
    return type;
  // A type that marks its own parts says precisely what is sensitive; one that does not takes the mark as a whole.
  bool precise = ir::holdsSensitive(type);
  for (const ir::Expr *node : from) {
    bool whole = types_.withoutOptional(node->type)->sensitive;
    if (precise ? whole : ir::holdsSensitive(node->type))
      return types_.sensitive(type);
  }
  return type;
}

/// The source text on one line.
std::string Elaborator::written(Range range) const {
  if (!range.valid())
    return {};
  std::string out;
  bool space = false;
  for (char letter : context_.program.sources->text(range)) {
    bool blank = letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r';
    if (!blank && space && !out.empty())
      out += ' ';
    space = blank;
    if (!blank)
      out += letter;
  }
  return out;
}

std::string Elaborator::written(const syntax::Expr *expr) const { return written(expr->range); }

diagnostics::Builder Elaborator::traced(diagnostics::Builder builder) {
  if (useSite_.valid()) {
    if (!entered_.empty())
      builder.related(entered_.back().decl->name.range, "what the name stands for");
    return builder;
  }
  for (const Entered &entered : entered_)
    if (entered.call.valid() && entered.call != entered.decl->name.range) // not a constant that is checked on its own
      builder.related(entered.call, "read by this call of `" + entered.decl->name.text.str() + "`");
  return builder;
}

// ---- What other passes call

const ir::Expr *elaborate(Context &context, const Scope &scope, const syntax::Expr *expr, const ir::Type *wanted) {
  Elaborator elaborator(context, scope);
  if (scope.bindings && wanted)
    return elaborator.binding(expr, wanted);
  return elaborator.value(expr, wanted);
}

const ir::Expr *elaborateCondition(Context &context, const Scope &scope, const syntax::Expr *expr) {
  return Elaborator(context, scope).condition(expr);
}

} // namespace onus::check
