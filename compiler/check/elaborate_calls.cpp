// SPDX-License-Identifier: Apache-2.0
#include "check/elaborator.h"

#include "check/builtins.h"

/// Calls: history, functions, detectors, and the built-ins of ir/builtins.def.

#include <cassert>

namespace onus::check {

using diagnostics::Kind;
using ir::ExprKind;
using ir::TypeKind;
using resolve::bit;

std::optional<Builtin> findBuiltin(llvm::StringRef name) {
#define ONUS_BUILTIN(NAME, SIGNATURE, DOC)                                                                             \
  if (name == #NAME)                                                                                                   \
    return Builtin::NAME##_;
#include "ir/builtins.def"
  return std::nullopt;
}

std::vector<llvm::StringRef> builtinNames() {
  return {
#define ONUS_BUILTIN(NAME, SIGNATURE, DOC) #NAME,
#include "ir/builtins.def"
  };
}

std::optional<ir::HistoryOp> findHistoryOp(llvm::StringRef name) {
  for (ir::HistoryOp op : {ir::HistoryOp::Seen, ir::HistoryOp::Count, ir::HistoryOp::Total, ir::HistoryOp::Latest,
                           ir::HistoryOp::Mentioned})
    if (name == ir::word(op))
      return op;
  return std::nullopt;
}

bool isReservedFunction(llvm::StringRef name) { return findBuiltin(name) || findHistoryOp(name) || name == "sum"; }

const ir::Expr *Elaborator::call(const syntax::CallExpr *expr, const ir::Type *wanted) {
  std::vector<syntax::Name> names;
  bool path = dotted(expr->callee, names);
  if (path && names.size() == 1) {
    llvm::StringRef name = names.front().text;
    bool goesThrough =
        !expr->arguments.empty() && expr->arguments.front().kind == syntax::Argument::Kind::Comprehension;
    if (goesThrough && (name == "count" || name == "sum"))
      return comprehension(expr, name == "sum", wanted);
    if (auto op = findHistoryOp(name))
      return history(*op, expr);
  }
  bool handled = false;
  if (path && !meansValue(names.front().text)) {
    const ir::Expr *node = namedCall(expr, names, wanted, handled);
    if (handled)
      return node;
  }
  auto *method = llvm::dyn_cast<syntax::MemberExpr>(expr->callee);
  if (method) {
    std::vector<const syntax::Expr *> arguments = plainArguments(expr);
    arguments.insert(arguments.begin(), method->base);
    if (findBuiltin(method->member.text))
      return builtin(method->member.text, expr, arguments);
    if (const resolve::Symbol *symbol =
            context_.program.names->tryFind(*frame_.file, method->member, bit(Decl::Kind::Let)))
      return inlined(*symbol, expr, arguments);
    if (const resolve::Symbol *symbol =
            context_.program.names->tryFind(*frame_.file, method->member, bit(Decl::Kind::Detector)))
      return detectorCall(*symbol, expr, arguments);
  }
  const std::string text = method ? method->member.text.str() : path ? names.front().text.str() : written(expr->callee);
  const syntax::Name missing = {text, method ? method->member.range : path ? names.front().range : expr->callee->range};
  std::string guess = resolve::closest(missing.text, builtinNames());
  auto builder = report<Kind::NotAFunction>(missing.range, missing.text);
  if (!guess.empty())
    builder.didYouMean(missing.range, guess);
  return bad(expr->range);
}

/// A call of something that has a name of its own: a built-in, a function, a detector.
const ir::Expr *Elaborator::namedCall(const syntax::CallExpr *expr, llvm::ArrayRef<syntax::Name> names,
                                      const ir::Type *, bool &handled) {
  const syntax::Name &last = names.back();
  handled = true;
  if (names.size() == 1 && findBuiltin(last.text))
    return builtin(last.text, expr, plainArguments(expr));
  const resolve::Symbol *symbol = context_.program.names->tryFind(*frame_.file, names, ~resolve::Kinds(0));
  if (symbol && symbol->kind() == Decl::Kind::Let)
    return inlined(*symbol, expr, plainArguments(expr));
  if (symbol && symbol->kind() == Decl::Kind::Detector)
    return detectorCall(*symbol, expr, plainArguments(expr));
  if (names.size() > 1) {
    handled = false; // `a.b.f(x)`: perhaps `a.b` is a value.
    return nullptr;
  }
  if (symbol) {
    report<Kind::NotAFunction>(last.range, last.text)
        .label("`" + last.text.str() + "` is " + resolve::describe(symbol->kind()));
    return bad(expr->range);
  }
  std::string guess = resolve::closest(last.text, builtinNames());
  if (guess.empty()) {
    std::vector<syntax::Name> kept(names.begin(), names.end());
    syntax::Path callee{arena_.copy(kept), last.range};
    context_.program.names->find(*frame_.file, callee, bit(Decl::Kind::Let) | bit(Decl::Kind::Detector),
                                 "a function or a detector", context_.reporter);
  } else {
    report<Kind::NotAFunction>(last.range, last.text).didYouMean(last.range, guess);
  }
  return bad(expr->range);
}

/// The values between the parentheses. The grammar gives events and `x in xs where C` to the terms that read them only.
std::vector<const syntax::Expr *> Elaborator::plainArguments(const syntax::CallExpr *expr) {
  std::vector<const syntax::Expr *> arguments;
  for (const syntax::Argument &argument : expr->arguments) {
    assert(argument.kind == syntax::Argument::Kind::Value && !argument.label);
    arguments.push_back(argument.value);
  }
  return arguments;
}

bool Elaborator::countIs(llvm::StringRef name, const syntax::CallExpr *expr, size_t wanted, size_t given) {
  if (wanted == given)
    return true;
  auto arguments = [](size_t count) { return std::to_string(count) + (count == 1 ? " argument" : " arguments"); };
  auto builder = report<Kind::ArgumentCount>(expr->range, name, arguments(wanted),
                                             std::to_string(given) + (given == 1 ? " is" : " are"));
  if (llvm::isa<syntax::MemberExpr>(expr->callee))
    builder.note("what stands before the dot is the first");
  return false;
}

// ---- Built-ins

namespace {
size_t arity(Builtin name) {
  switch (name) {
  case Builtin::size_:
  case Builtin::lower_:
  case Builtin::host_:
  case Builtin::domain_:
  case Builtin::text_:
  case Builtin::date_:
  case Builtin::instant_:
  case Builtin::decimal_:
  case Builtin::int_:
  case Builtin::ip_:
    return 1;
  case Builtin::starts_with_:
  case Builtin::ends_with_:
  case Builtin::contains_:
  case Builtin::mentions_:
  case Builtin::find_:
  case Builtin::under_:
  case Builtin::zip_:
    return 2;
  }
  return 0;
}
} // namespace

const ir::Expr *Elaborator::stringArgument(const syntax::Expr *expr) { return value(expr, simple(TypeKind::String)); }

const ir::Expr *Elaborator::patternArgument(const syntax::Expr *expr, bool whole) {
  const ir::Expr *node = substituted(present(expr), false);
  if (node->type->isError() || node->kind == ExprKind::Pattern) {
    notePatternUse(expr, whole);
    return node;
  }
  if (node->type->kind == TypeKind::Pattern) {
    report<Kind::PatternNotConstant>(expr->range)
        .note("a pattern is written out or named by a `let`, so that its cost is known and every engine can take it")
        .help("choose between tests instead: `if C then x matches r\"…\" else x matches r\"…\"`");
    return bad(expr->range);
  }
  auto builder = report<Kind::PatternWanted>(expr->range, ir::print(types_.withoutSensitive(node->type)));
  if (llvm::isa<syntax::StringExpr>(expr))
    builder.fix("make it a pattern", {expr->range.file, expr->range.begin, expr->range.begin}, "r");
  return bad(expr->range);
}

/// Remembers how a named pattern is used, for its examples.
void Elaborator::notePatternUse(const syntax::Expr *expr, bool whole) {
  std::vector<syntax::Name> names;
  if (!dotted(expr, names) || resolve::isTestFile(context_.program.sources->path(frame_.file->id)))
    return;
  const resolve::Symbol *symbol = context_.program.names->tryFind(*frame_.file, names, bit(Decl::Kind::Let));
  if (!symbol)
    return;
  PatternUse &use = context_.program.patternUses[symbol->decl];
  (whole ? use.whole : use.anywhere) = true;
}

const ir::Expr *Elaborator::builtin(llvm::StringRef name, const syntax::CallExpr *expr,
                                    llvm::ArrayRef<const syntax::Expr *> arguments) {
  Builtin which = *findBuiltin(name);
  if (!countIs(name, expr, arity(which), arguments.size()))
    return bad(expr->range);
  std::vector<const ir::Expr *> operands;
  const ir::Type *type = nullptr;
  switch (which) {
  case Builtin::size_:
    return sizeCall(expr, arguments[0]);
  case Builtin::contains_:
    return containsCall(expr, arguments);
  case Builtin::text_:
    return textCall(expr, arguments[0]);
  case Builtin::zip_:
    return zipCall(expr, arguments);
  case Builtin::date_:
  case Builtin::instant_:
  case Builtin::decimal_:
  case Builtin::int_:
  case Builtin::ip_:
    return conversion(name, expr, arguments[0]);
  case Builtin::find_:
    operands = {stringArgument(arguments[0]), patternArgument(arguments[1], false)};
    type = types_.list(operands[0]->type->isError() ? operands[0]->type : types_.string(operands[0]->type->max));
    break;
  case Builtin::lower_:
  case Builtin::host_:
  case Builtin::domain_:
    operands = {stringArgument(arguments[0])};
    type = types_.string(operands[0]->type->kind == TypeKind::String ? operands[0]->type->max : 0);
    break;
  case Builtin::starts_with_:
  case Builtin::ends_with_:
  case Builtin::mentions_:
  case Builtin::under_:
    operands = {stringArgument(arguments[0]), stringArgument(arguments[1])};
    type = simple(TypeKind::Bool);
    break;
  }
  for (const ir::Expr *operand : operands)
    if (operand->type->isError())
      return bad(expr->range);
  const syntax::Expr *last = arguments.back();
  bool search = which == Builtin::starts_with_ || which == Builtin::ends_with_ || which == Builtin::mentions_;
  if (search ? !searches(name, operands[0], operands[1], last->range) : !mayWork(name, operands.back(), last->range))
    return bad(expr->range);
  return make(ExprKind::Call, flowing(type, operands), expr->range, operands, name);
}

const ir::Expr *Elaborator::sizeCall(const syntax::CallExpr *expr, const syntax::Expr *argument) {
  const ir::Expr *operand = present(argument);
  TypeKind kind = operand->type->kind;
  bool sized =
      operand->type->isStringLike() || kind == TypeKind::List || kind == TypeKind::Map || kind == TypeKind::Set;
  if (operand->type->isError())
    return bad(expr->range);
  if (!sized)
    return mismatch(operand, simple(TypeKind::String), argument->range);
  return make(ExprKind::Call, flowing(simple(TypeKind::Int), {operand}), expr->range, {operand}, "size");
}

/// In a text: a text or a pattern. In a list: an item.
const ir::Expr *Elaborator::containsCall(const syntax::CallExpr *expr, llvm::ArrayRef<const syntax::Expr *> arguments) {
  const ir::Expr *where = present(arguments[0]);
  if (where->type->isError())
    return bad(expr->range);
  const ir::Expr *what = nullptr;
  if (where->type->kind == TypeKind::List || where->type->kind == TypeKind::Set) {
    what = value(arguments[1], types_.withoutSensitive(where->type->element));
  } else {
    where = coerce(where, simple(TypeKind::String), arguments[0]->range);
    what = present(arguments[1]);
    if (what->kind == ExprKind::Pattern || what->type->kind == TypeKind::Pattern)
      what = patternArgument(arguments[1], false);
    else
      what = coerce(what, simple(TypeKind::String), arguments[1]->range);
  }
  if (where->type->isError() || what->type->isError())
    return bad(expr->range);
  bool text = where->type->isStringLike();
  bool good = what->kind == ExprKind::Pattern ? tells(where, what, arguments[1], false)
                                              : !text || searches("contains", where, what, arguments[1]->range);
  if (!good)
    return bad(expr->range);
  return make(ExprKind::Call, simple(TypeKind::Bool), expr->range, {where, what}, "contains");
}

const ir::Expr *Elaborator::zipCall(const syntax::CallExpr *expr, llvm::ArrayRef<const syntax::Expr *> arguments) {
  const ir::Type *first = nullptr, *second = nullptr;
  const ir::Expr *left = iterable(arguments[0], first);
  const ir::Expr *right = iterable(arguments[1], second);
  if (!left || !right)
    return bad(expr->range);
  const ir::Type *pair = types_.record({{"first", first}, {"second", second}});
  int64_t max = left->type->max && right->type->max ? std::min(left->type->max, right->type->max) : 0;
  return make(ExprKind::Call, flowing(types_.list(pair, max), {left, right}), expr->range, {left, right}, "zip");
}

const ir::Expr *Elaborator::textCall(const syntax::CallExpr *expr, const syntax::Expr *argument) {
  const ir::Expr *operand = read(argument);
  // What is absent has no text; S34 says so for null, and a missing json member is no more than that.
  bool json = operand->type->isOptional() && operand->type->element->kind == TypeKind::Json;
  if (!json)
    operand = proved(operand, argument->range);
  if (operand->type->isError())
    return bad(expr->range);
  if (operand->type->kind == TypeKind::Pattern)
    return mismatch(operand, simple(TypeKind::String), argument->range);
  bool plain = operand->type->kind == TypeKind::String;
  return make(ExprKind::Call, flowing(types_.string(plain ? operand->type->max : 0), {operand}), expr->range, {operand},
              "text");
}

const ir::Expr *Elaborator::conversion(llvm::StringRef name, const syntax::CallExpr *expr,
                                       const syntax::Expr *argument) {
  const ir::Expr *operand = present(argument);
  if (operand->type->isError())
    return bad(expr->range);
  TypeKind result = name == "date"      ? TypeKind::Date
                    : name == "instant" ? TypeKind::Instant
                    : name == "decimal" ? TypeKind::Decimal
                    : name == "int"     ? TypeKind::Int
                                        : TypeKind::Ip;
  bool also = (name == "decimal" && operand->type->kind == TypeKind::Int) ||
              (name == "date" && operand->type->kind == TypeKind::Instant);
  if (!operand->type->isStringLike() && !also) {
    mismatch(operand, simple(TypeKind::String), argument->range);
    return bad(expr->range);
  }
  if (name == "decimal" && operand->kind == ExprKind::Int)
    return coerceLiteral(operand, simple(TypeKind::Decimal), expr->range);
  if (!mayWork(name, operand, argument->range))
    return bad(expr->range);
  return make(ExprKind::Call, flowing(simple(result), {operand}), expr->range, {operand}, name);
}

} // namespace onus::check
