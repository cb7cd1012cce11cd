// SPDX-License-Identifier: Apache-2.0
#include "prose/speaker.h"

#include "analysis/canonical.h"
#include "prose/lexicon.h"
#include "prose/words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

/// Conditions. Values are in nouns.cpp, history in history.cpp.
namespace onus::prose {

using ir::Expr;
using ir::ExprKind;
using ir::TypeKind;

Speaker::Speaker(const check::Program &program, const check::System &system, const SourceIndex &index)
    : program_(program), system_(system), index_(index) {}

void Speaker::let(const check::TypedLocal &local) {
  if (local.value)
    named_[local.local] = local.value;
}

bool Speaker::define(const void *what) { return defined_.insert(what).second; }

Claim Speaker::atom(std::string text, bool negative) const {
  return {Claim::Kind::Atom, std::move(text), {}, negative};
}

Claim Speaker::claim(const Expr *expr, bool negated) {
  switch (expr->kind) {
  case ExprKind::Bool:
    return atom((expr->number != 0) != negated ? "in every case" : "in no case", false);
  case ExprKind::Not:
    return claim(expr->operand(0), !negated);
  case ExprKind::And:
  case ExprKind::Or:
    return junction(expr, negated);
  case ExprKind::If:
    return choice(expr, negated);
  case ExprKind::Equal:
  case ExprKind::NotEqual:
  case ExprKind::Less:
  case ExprKind::LessEqual:
  case ExprKind::Greater:
  case ExprKind::GreaterEqual:
    return comparison(expr, negated);
  case ExprKind::Has:
    return presence(expr, negated);
  case ExprKind::In:
    return membership(expr, negated);
  case ExprKind::Like:
    return atom(noun(expr->operand(0)) + (negated ? " does not have" : " has") + " the form " + quote(expr->text) +
                    " (`*` stands for anything)",
                negated);
  case ExprKind::Matches:
    return atom(noun(expr->operand(0)) + (negated ? " as a whole does not match " : " as a whole matches ") +
                    noun(expr->operand(1)),
                negated);
  case ExprKind::Any:
  case ExprKind::All:
    return quantifier(expr, negated);
  case ExprKind::Call:
    return builtin(expr, negated);
  case ExprKind::History:
    return history(expr, negated);
  case ExprKind::Let:
    return letClaim(expr, negated);
  case ExprKind::Root:
    if (expr->text == "error")
      return atom(negated ? "the tool did not report an error" : "the tool reported an error", negated);
    return truth(expr, negated);
  case ExprKind::Local:
    if (auto found = values_.find(expr->number); found != values_.end())
      return claim(found->second, negated);
    return truth(expr, negated);
  case ExprKind::Int:
  case ExprKind::Decimal:
  case ExprKind::String:
  case ExprKind::Duration:
  case ExprKind::Date:
  case ExprKind::Instant:
  case ExprKind::Ip:
  case ExprKind::Cidr:
  case ExprKind::Pattern:
  case ExprKind::List:
  case ExprKind::Record:
  case ExprKind::Absent:
  case ExprKind::EffectParameter:
  case ExprKind::Data:
  case ExprKind::Member:
  case ExprKind::Index:
  case ExprKind::Project:
  case ExprKind::Coalesce:
  case ExprKind::Negate:
  case ExprKind::Add:
  case ExprKind::Subtract:
  case ExprKind::Multiply:
  case ExprKind::CountOf:
  case ExprKind::SumOf:
  case ExprKind::Cast:
  case ExprKind::Signal:
    return truth(expr, negated);
  }
  return truth(expr, negated);
}

/// A value that is true or false by itself.
Claim Speaker::truth(const Expr *expr, bool negated) {
  return atom(noun(expr) + (negated ? " is false" : " is true"), negated);
}

Claim Speaker::junction(const Expr *expr, bool negated) {
  bool isAll = (expr->kind == ExprKind::And) != negated;
  Claim out;
  out.kind = isAll ? Claim::Kind::All : Claim::Kind::Some;
  for (const Expr *operand : expr->operands) {
    Claim part = claim(operand, negated);
    if (part.kind == out.kind)
      llvm::append_range(out.parts, part.parts);
    else
      out.parts.push_back(std::move(part));
  }
  return out;
}

Claim Speaker::choice(const Expr *expr, bool negated) {
  Claim then{Claim::Kind::All, {}, {claim(expr->operand(0)), claim(expr->operand(1), negated)}, false};
  Claim otherwise{Claim::Kind::All, {}, {claim(expr->operand(0), true), claim(expr->operand(2), negated)}, false};
  return {Claim::Kind::Some, {}, {std::move(then), std::move(otherwise)}, false};
}

namespace {

ExprKind mirrored(ExprKind kind) {
  switch (kind) {
  case ExprKind::Less:
    return ExprKind::Greater;
  case ExprKind::LessEqual:
    return ExprKind::GreaterEqual;
  case ExprKind::Greater:
    return ExprKind::Less;
  case ExprKind::GreaterEqual:
    return ExprKind::LessEqual;
  default:
    return kind;
  }
}

bool isTime(const ir::Type *type) {
  TypeKind kind = type->isOptional() ? type->element->kind : type->kind;
  return kind == TypeKind::Date || kind == TypeKind::Instant;
}

} // namespace

Claim Speaker::comparison(const Expr *expr, bool negated) {
  const Expr *left = expr->operand(0), *right = expr->operand(1);
  ExprKind kind = expr->kind;
  if (analysis::isConstant(left) && !analysis::isConstant(right)) {
    std::swap(left, right);
    kind = mirrored(kind);
  }
  bool equality = kind == ExprKind::Equal || kind == ExprKind::NotEqual;
  if (equality && right->kind == ExprKind::Bool)
    return claim(left, (negated != (kind == ExprKind::NotEqual)) != (right->number == 0));
  bool saysNot = equality && (negated != (kind == ExprKind::NotEqual));
  return atom(noun(left) + " " + relation(kind, negated, isTime(left->type)).value_or("?") + " " + noun(right),
              saysNot);
}

Claim Speaker::presence(const Expr *expr, bool negated) {
  const Expr *what = unwrapped(expr->operand(0));
  if (what->kind == ExprKind::Index)
    return atom((negated ? "there is no " : "there is an ") + std::string("entry for ") + noun(what->operand(1)) +
                    " in " + noun(what->operand(0)),
                negated);
  if (what->kind == ExprKind::Cast)
    return atom(noun(what->operand(0)) + (negated ? " is not of the form " : " is of the form ") +
                    code(ir::print(what->type->isOptional() ? what->type->element : what->type)),
                negated);
  return atom(noun(what) + (negated ? " is missing" : " is present"), negated);
}

Claim Speaker::membership(const Expr *expr, bool negated) {
  const Expr *in = expr->operand(1);
  std::string value = noun(expr->operand(0));
  TypeKind kind = in->type->isOptional() ? in->type->element->kind : in->type->kind;
  if (kind == TypeKind::Cidr)
    return atom(value + (negated ? " is not an address in " : " is an address in ") + noun(in), negated);
  if (kind == TypeKind::Map)
    return atom((negated ? "there is no entry for " : "there is an entry for ") + value + " in " + noun(in), negated);
  if (in->kind == ExprKind::List && !in->operands.empty()) {
    std::string items = listNoun(in, negated ? "nor" : "or");
    return atom(value +
                    (negated                    ? " is neither "
                     : in->operands.size() == 1 ? " is "
                                                : " is one of ") +
                    items,
                negated);
  }
  return atom(value + (negated ? " is none of " : " is one of ") + noun(in), negated);
}

/// "For at least one" or "for every", whichever leaves the body to say what is so.
Claim Speaker::quantifier(const Expr *expr, bool negated) {
  bool isAny = (expr->kind == ExprKind::Any) != negated;
  std::string item = code(expr->text), list = noun(expr->operand(0));
  Claim positive = claim(expr->operand(1), negated), other = claim(expr->operand(1), !negated);
  if (isAny || positive.negatives() <= other.negatives())
    return {Claim::Kind::Each,
            (isAny ? "for at least one " : "for every ") + item + " of " + list,
            {std::move(positive)},
            false};
  return {Claim::Kind::Each, "for no " + item + " of " + list + " it is true that", {std::move(other)}, true};
}

Claim Speaker::builtin(const Expr *expr, bool negated) {
  auto phrase = builtinPhrase(expr->text);
  if (!phrase || phrase->negated.empty())
    return truth(expr, negated);
  std::vector<std::string> arguments;
  for (const Expr *operand : expr->operands)
    arguments.push_back(noun(operand));
  if (expr->operands.back()->type->kind == TypeKind::Pattern)
    arguments.back() = "a part that matches " + arguments.back();
  return atom(filled(negated ? phrase->negated : phrase->plain, arguments), negated);
}

/// What a chain of bindings is about.
const Expr *Speaker::unwrapped(const Expr *expr) {
  while (expr->kind == ExprKind::Let || expr->kind == ExprKind::Local) {
    if (expr->kind == ExprKind::Let) {
      values_[expr->number] = expr->operand(0);
      expr = expr->operand(1);
      continue;
    }
    auto found = values_.find(expr->number);
    if (found == values_.end())
      return expr;
    expr = found->second;
  }
  return expr;
}

/// A function of one statement is said in place, so that nothing hides behind its name; a longer one is called by its
/// name and explained below.
Claim Speaker::letClaim(const Expr *expr, bool negated) {
  const syntax::LetDecl *function = index_.function(expr);
  if (!function) {
    values_[expr->number] = expr->operand(0);
    return claim(expr->operand(1), negated);
  }
  const Expr *body = expr;
  auto saved = values_;
  for (; body->kind == ExprKind::Let && body->range == expr->range; body = body->operand(1))
    values_[body->number] = body->operand(0);
  size_t definitions = definitions_.size();
  auto defined = defined_;
  Claim said = claim(body, negated);
  if (said.atoms() <= 1) {
    values_ = saved;
    return said;
  }
  definitions_.resize(definitions); // what only the body names is explained where the function is
  defined_ = defined;
  values_ = saved;
  return atom(functionCall(expr, function) + (negated ? " is false" : " is true"), negated);
}

std::string Speaker::functionCall(const Expr *expr, const syntax::LetDecl *function) {
  std::vector<std::string> arguments, values;
  const Expr *body = expr;
  for (; body->kind == ExprKind::Let && body->range == expr->range; body = body->operand(1)) {
    arguments.push_back(code(body->text) + " being " + noun(body->operand(0)));
    values.push_back(noun(body->operand(0)));
  }
  std::string name = function->name.text.str();
  if (define(function)) {
    size_t place = definitions_.size();
    definitions_.emplace_back();
    auto saved = std::move(values_);
    values_.clear(); // parameters are called by their names
    std::vector<std::string> names;
    for (const syntax::FieldDecl &parameter : function->parameters)
      names.push_back(parameter.name.text.str());
    std::string head = code(name + "(" + llvm::join(names, ", ") + ")");
    Item item;
    if (body->type->kind == TypeKind::Bool) {
      Claim meaning = claim(body);
      std::string which = meaning.kind == Claim::Kind::Some ? " is true where at least one of these is true:"
                                                            : " is true where all of these are true:";
      item =
          isDeep(meaning) ? Item{head + which, listed(meaning)} : Item{head + " is true where " + inlined(meaning), {}};
    } else {
      item = {head + " is " + noun(body), {}};
    }
    if (!function->doc.empty())
      item.text = head + ": " + documentation(function->doc) + " It" + item.text.substr(head.size());
    values_ = std::move(saved);
    definitions_[place] = std::move(item);
  }
  if (function->parameters.size() == 1 && values.size() == 1)
    return code(name) + " of " + values.front();
  return code(name) + (arguments.empty() ? "" : " (with " + enumerate(arguments) + ")");
}

} // namespace onus::prose
