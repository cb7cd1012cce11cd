// SPDX-License-Identifier: Apache-2.0
#include "ir/verify_expr.h"

#include "ir/address.h"
#include "ir/depth.h"
#include "ir/json_form.h"
#include "ir/regex.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace onus::ir {

const Type *present(const Type *type) { return type->isOptional() ? type->element : type; }

bool readableAs(const Type *type, const Type *as) { return assignable(type, as) || assignable(present(type), as); }

namespace {

bool isKind(const Expr *expr, TypeKind kind) { return present(expr->type)->kind == kind; }
bool isText(const Expr *expr) { return present(expr->type)->isStringLike(); }
bool isBool(const Expr *expr) { return expr->type->kind == TypeKind::Bool; }
bool isItems(const Type *type) { return type->kind == TypeKind::List || type->kind == TypeKind::Set; }

/// Values of the two may be compared for equality.
bool comparable(const Type *left, const Type *right) {
  left = present(left);
  right = present(right);
  return (left->isStringLike() && right->isStringLike()) || assignable(left, right) || assignable(right, left);
}

bool isOrdered(const Type *type) {
  switch (present(type)->kind) {
  case TypeKind::Int:
  case TypeKind::Decimal:
  case TypeKind::Duration:
  case TypeKind::Date:
  case TypeKind::Instant:
    return true;
  default:
    return false;
  }
}

class Verifier {
public:
  Verifier(Trail &trail, VerifyScope &scope) : trail_(trail), scope_(scope) {}

  void check(const Expr *expr) {
    if (trail_.failed())
      return;
    if (++depth_ > form::maxDepth)
      trail_.fail("nested too deeply");
    if (binds(expr->kind))
      checkBinding(expr);
    else
      checkOperands(expr);
    if (!trail_.failed())
      checkNode(expr);
    --depth_;
  }

private:
  static bool binds(ExprKind kind) {
    switch (kind) {
    case ExprKind::Let:
    case ExprKind::Project:
    case ExprKind::Any:
    case ExprKind::All:
    case ExprKind::CountOf:
    case ExprKind::SumOf:
      return true;
    default:
      return false;
    }
  }

  void checkOperand(const Expr *expr, size_t index) {
    form::Shape shape = form::shape(expr->kind);
    if (index < shape.fixed()) {
      Step step(trail_, shape.operands[index]);
      return check(expr->operand(index));
    }
    Step rest(trail_, shape.rest ? shape.rest : "?");
    Step step(trail_, index - shape.fixed());
    check(expr->operand(index));
  }

  void checkOperands(const Expr *expr) {
    for (size_t index = 0; index < expr->operands.size(); ++index)
      checkOperand(expr, index);
  }

  /// The first operand stands outside the local's scope, the others inside.
  void checkBinding(const Expr *expr) {
    checkOperand(expr, 0);
    if (trail_.failed())
      return;
    const Type *given = expr->operand(0)->type;
    if (expr->kind != ExprKind::Let && !isItems(present(given)))
      return trail_.fail("the list is no list");
    if (expr->number < 0 || expr->number > maxLocal)
      return trail_.fail("the local's number is out of range");
    const Type *local = expr->kind == ExprKind::Let ? given : present(given)->element;
    auto found = scope_.locals.find(expr->number);
    const Type *outer = found == scope_.locals.end() ? nullptr : found->second;
    scope_.locals[expr->number] = local;
    for (size_t index = 1; index < expr->operands.size(); ++index)
      checkOperand(expr, index);
    if (outer)
      scope_.locals[expr->number] = outer;
    else
      scope_.locals.erase(expr->number);
  }

  void require(bool holds, const char *message) {
    if (!holds)
      trail_.fail(message);
  }
  void requireResult(const Expr *expr, TypeKind kind) {
    require(expr->type->kind == kind, "the type is not that of the operation's result");
  }
  void requireReadable(const Type *type, const Expr *expr) {
    require(type && readableAs(type, expr->type), "the type is not that of what is read");
  }

  void checkNode(const Expr *expr);
  void checkRecord(const Expr *expr);
  void checkArgs(const Type *type);
  void checkResult(const Type *type);
  void checkRoot(const Expr *expr);
  void checkParameter(const Expr *expr);
  void checkMember(const Expr *expr);
  void checkIndex(const Expr *expr);
  void checkIn(const Expr *expr);
  void checkArithmetic(const Expr *expr);
  void checkHistory(const Expr *expr);
  void checkSignal(const Expr *expr);
  const Type *contextMember(llvm::StringRef name) const;

  Trail &trail_;
  VerifyScope &scope_;
  unsigned depth_ = 0;
};

void Verifier::checkRecord(const Expr *expr) {
  const Type *type = expr->type;
  bool record = type->kind == TypeKind::Record;
  if ((!record && type->kind != TypeKind::Map) || expr->names.size() != expr->operands.size())
    return trail_.fail("the type is not that of the operation's result");
  for (size_t index = 0; index < expr->names.size(); ++index) {
    const Field *field = record ? type->field(expr->names[index]) : nullptr;
    const Type *wanted = record ? (field ? field->type : nullptr) : type->element;
    if (wanted ? !assignable(expr->operand(index)->type, wanted) : !type->open)
      return trail_.fail("member `" + expr->names[index].str() + "` does not fit the type");
    if (llvm::is_contained(expr->names.drop_front(index + 1), expr->names[index]))
      return trail_.fail("member `" + expr->names[index].str() + "` is there twice");
  }
  for (const Field &field : type->fields)
    if (!field.type->isOptional() && !llvm::is_contained(expr->names, field.name))
      return trail_.fail("member `" + field.name.str() + "` is missing");
}

const Type *Verifier::contextMember(llvm::StringRef name) const {
  for (const ContextMember &member : scope_.system->context)
    if (member.name == name)
      return member.type;
  return nullptr;
}

/// Every tool's arguments can be read as the type: json as anything that says nothing, a record member by member.
void Verifier::checkArgs(const Type *type) {
  require(type->kind == TypeKind::Record || type->kind == TypeKind::Json, "arguments are a record or json");
  for (const Tool *tool : scope_.tools)
    for (const Field &field : type->fields) {
      const Field *given = tool->args->field(field.name);
      bool fits = given ? readableAs(given->type, field.type) : field.type->isOptional();
      if (tool->args->kind != TypeKind::Record || !fits)
        return trail_.fail("`" + field.name.str() + "` is no argument of `" + tool->name + "` of this type");
    }
}

void Verifier::checkResult(const Type *type) {
  if (type->kind == TypeKind::Json || type->kind == TypeKind::Content || type->kind == TypeKind::String)
    return;
  for (const Tool *tool : scope_.tools)
    if (!readableAs(tool->result, type))
      return trail_.fail("the result of `" + tool->name + "` is not of this type");
}

/// The members of a root that every event has (S16 names those of the agent).
std::optional<TypeKind> sharedMember(llvm::StringRef root, llvm::StringRef member) {
  if (root == "session")
    return member == "id"     ? std::optional(TypeKind::String)
           : member == "turn" ? std::optional(TypeKind::Int)
                              : std::nullopt;
  if (root == "tool")
    return member == "name" || member == "surface" ? std::optional(TypeKind::String) : std::nullopt;
  return llvm::StringSwitch<std::optional<TypeKind>>(member)
      .Cases("id", "on_behalf_of", TypeKind::String)
      .Case("credential", TypeKind::Record)
      .Case("address", TypeKind::Ip)
      .Case("auto_approve", TypeKind::Bool)
      .Default(std::nullopt);
}

void Verifier::checkRoot(const Expr *expr) {
  llvm::StringRef name = expr->text;
  if (name == "args")
    return checkArgs(expr->type);
  if (!scope_.system)
    return trail_.fail("a binding reads the arguments only");
  if (name == "result")
    return checkResult(expr->type);
  if (name == "error")
    return requireResult(expr, TypeKind::Bool);
  if (name == "time")
    return requireResult(expr, TypeKind::Instant);
  if (name != "context" && name != "session" && name != "agent" && name != "tool")
    return require(eventKind(name).has_value() && (expr->type->kind == TypeKind::Content || isText(expr)),
                   "no such root");
  requireResult(expr, TypeKind::Record);
  for (const Field &field : expr->type->fields) {
    const Type *declared = name == "context" ? contextMember(field.name) : nullptr;
    bool fits = name == "context" ? declared && readableAs(declared, field.type)
                                  : sharedMember(name, field.name) == present(field.type)->kind;
    require(fits, "the root has no such member of this type");
  }
}

void Verifier::checkParameter(const Expr *expr) {
  if (!scope_.system)
    return trail_.fail("a binding reads the arguments only");
  for (const Tool *tool : scope_.tools) {
    const Binding *found = nullptr;
    for (const ToolEffect &effect : tool->effects)
      for (const Binding &binding : effect.bindings)
        if (effect.effect == expr->text && binding.parameter == expr->names[0])
          found = &binding;
    if (!found || !readableAs(found->type, expr->type))
      return trail_.fail("`" + tool->name + "` does not bind this parameter with this type");
  }
}

void Verifier::checkMember(const Expr *expr) {
  const Type *base = present(expr->operand(0)->type);
  if (base->kind == TypeKind::Record) {
    const Field *field = base->field(expr->text);
    if (!field && base->open)
      return require(present(expr->type)->kind == TypeKind::Json, "an undeclared member is json");
    return requireReadable(field ? field->type : nullptr, expr);
  }
  if (base->kind == TypeKind::Map)
    return requireReadable(base->element, expr);
  require(base->kind == TypeKind::Json && present(expr->type)->kind == TypeKind::Json, "the base has no members");
}

void Verifier::checkIndex(const Expr *expr) {
  const Type *base = present(expr->operand(0)->type);
  const Expr *key = expr->operand(1);
  if (base->kind == TypeKind::Json)
    return require((isText(key) || isKind(key, TypeKind::Int)) && isKind(expr, TypeKind::Json), "an item is json");
  bool fits = base->kind == TypeKind::Map ? isText(key) : base->kind == TypeKind::List && isKind(key, TypeKind::Int);
  require(fits, "the base has no such items");
  if (fits)
    requireReadable(base->element, expr);
}

void Verifier::checkIn(const Expr *expr) {
  const Type *value = expr->operand(0)->type;
  const Type *within = present(expr->operand(1)->type);
  switch (within->kind) {
  case TypeKind::List:
  case TypeKind::Set:
    return require(comparable(value, within->element), "the value is not of the items' type");
  case TypeKind::Map:
    return require(isText(expr->operand(0)), "the value is not of the keys' type");
  case TypeKind::Cidr:
    return require(isKind(expr->operand(0), TypeKind::Ip), "the value is no address");
  default:
    return trail_.fail("nothing is in a value of this type");
  }
}

/// The result of `+`, `-` and `*`; the error kind where there is none.
TypeKind arithmeticKind(ExprKind op, TypeKind left, TypeKind right) {
  using K = TypeKind;
  if (op == ExprKind::Multiply)
    return (left == K::Int || left == K::Decimal) && right == K::Int ? left : K::Error;
  if (left == right && (left == K::Int || left == K::Decimal || left == K::Duration))
    return left;
  if (left == K::Instant && right == K::Duration)
    return K::Instant;
  if (op == ExprKind::Subtract)
    return left == K::Instant && right == K::Instant ? K::Duration : K::Error;
  if (left == K::Duration && right == K::Instant)
    return K::Instant;
  return left == K::List && right == K::List ? K::List : K::Error;
}

void Verifier::checkArithmetic(const Expr *expr) {
  const Type *left = present(expr->operand(0)->type);
  const Type *right = present(expr->operand(1)->type);
  if (expr->kind == ExprKind::Add && left->isStringLike() && right->isStringLike())
    return requireResult(expr, TypeKind::String);
  TypeKind result = arithmeticKind(expr->kind, left->kind, right->kind);
  require(result != TypeKind::Error, "the operands do not go with the operation");
  requireResult(expr, result);
  if (result == TypeKind::List && !trail_.failed())
    require(assignable(left->element, expr->type->element) && assignable(right->element, expr->type->element),
            "the items are not of the result's type");
}

void Verifier::checkHistory(const Expr *expr) {
  if (!scope_.system || !scope_.history)
    return trail_.fail("history cannot be read here");
  if (expr->number < 0 || static_cast<size_t>(expr->number) >= scope_.system->slots.size())
    return trail_.fail("no such slot");
  const Slot &slot = scope_.system->slots[static_cast<size_t>(expr->number)];
  bool mentioned = slot.op == HistoryOp::Mentioned;
  if (expr->operands.size() != slot.per.size() + (mentioned ? 1 : 0))
    return trail_.fail("the keys are not those of the slot");
  for (size_t index = 0; index < slot.per.size(); ++index)
    if (!comparable(slot.per[index]->type, expr->operand(index)->type))
      return trail_.fail("key " + std::to_string(index + 1) + " is not of the slot's type");
  switch (slot.op) {
  case HistoryOp::Seen:
    return requireResult(expr, TypeKind::Bool);
  case HistoryOp::Count:
    return requireResult(expr, TypeKind::Int);
  case HistoryOp::Total:
    return requireResult(expr, present(slot.path->type)->kind);
  case HistoryOp::Latest:
    return require(comparable(slot.path->type, expr->type), "the type is not that of what is read");
  case HistoryOp::Mentioned:
    requireResult(expr, TypeKind::Bool);
    return require(isText(expr->operands.back()), "what was mentioned is a string");
  }
}

void Verifier::checkSignal(const Expr *expr) {
  if (!scope_.system)
    return trail_.fail("a binding reads the arguments only");
  auto found = scope_.names->detectors.find(expr->text);
  if (found == scope_.names->detectors.end())
    return trail_.fail("no such detector");
  require(found->second.terms.contains(expr->names[0]), "the detector does not list this term");
  requireReadable(found->second.detector->output, expr);
}

// One case for each kind, in the order of exprs.def.
void Verifier::checkNode(const Expr *expr) {
  auto operand = [&](size_t index) { return expr->operand(index); };
  switch (expr->kind) {
  case ExprKind::Bool:
    return requireResult(expr, TypeKind::Bool);
  case ExprKind::Int:
    return requireResult(expr, TypeKind::Int);
  case ExprKind::Decimal:
    return requireResult(expr, TypeKind::Decimal);
  case ExprKind::String:
    return require(expr->type->isStringLike(), "a string's type is string or a union");
  case ExprKind::Duration:
    return requireResult(expr, TypeKind::Duration);
  case ExprKind::Date:
    return requireResult(expr, TypeKind::Date);
  case ExprKind::Instant:
    return requireResult(expr, TypeKind::Instant);
  case ExprKind::Ip:
    require(IpAddress::parse(expr->text).has_value(), "no address");
    return requireResult(expr, TypeKind::Ip);
  case ExprKind::Cidr:
    require(CidrBlock::parse(expr->text).has_value(), "no block of addresses");
    return requireResult(expr, TypeKind::Cidr);
  case ExprKind::Pattern:
    if (auto problem = badPattern(expr->text))
      trail_.fail(*problem);
    return requireResult(expr, TypeKind::Pattern);
  case ExprKind::List:
    require(isItems(expr->type), "the type is not that of the operation's result");
    for (const Expr *item : expr->operands)
      require(trail_.failed() || assignable(item->type, expr->type->element), "an item does not fit the type");
    return;
  case ExprKind::Record:
    return checkRecord(expr);
  case ExprKind::Absent:
    return requireResult(expr, TypeKind::Optional);
  case ExprKind::Root:
    return checkRoot(expr);
  case ExprKind::EffectParameter:
    return checkParameter(expr);
  case ExprKind::Local: {
    auto found = scope_.locals.find(expr->number);
    require(found != scope_.locals.end(), "the local is not in scope");
    return requireReadable(found == scope_.locals.end() ? nullptr : found->second, expr);
  }
  case ExprKind::Data:
    if (const Data *data = scope_.names->data.lookup(expr->text))
      return requireReadable(data->type, expr);
    return trail_.fail("no such data");
  case ExprKind::Let:
    return requireReadable(operand(1)->type, expr);
  case ExprKind::Member:
    return checkMember(expr);
  case ExprKind::Index:
    return checkIndex(expr);
  case ExprKind::Project:
    requireResult(expr, TypeKind::List);
    return require(trail_.failed() || assignable(operand(1)->type, expr->type->element) ||
                       (isItems(operand(1)->type) && assignable(operand(1)->type->element, expr->type->element)),
                   "the items are not of the result's type");
  case ExprKind::Has:
    return requireResult(expr, TypeKind::Bool);
  case ExprKind::Coalesce:
    return require(assignable(present(operand(0)->type), expr->type) && assignable(operand(1)->type, expr->type),
                   "the type is not that of both sides");
  case ExprKind::Not:
    require(isBool(operand(0)), "the operand is no condition");
    return requireResult(expr, TypeKind::Bool);
  case ExprKind::Negate:
    require(isKind(operand(0), TypeKind::Int) || isKind(operand(0), TypeKind::Decimal) ||
                isKind(operand(0), TypeKind::Duration),
            "the operand is no number");
    return requireResult(expr, present(operand(0)->type)->kind);
  case ExprKind::And:
  case ExprKind::Or:
    require(expr->operands.size() >= 2 && llvm::all_of(expr->operands, isBool), "the operands are not conditions");
    return requireResult(expr, TypeKind::Bool);
  case ExprKind::Equal:
  case ExprKind::NotEqual:
    require(comparable(operand(0)->type, operand(1)->type), "the operands are not of one type");
    return requireResult(expr, TypeKind::Bool);
  case ExprKind::Less:
  case ExprKind::LessEqual:
  case ExprKind::Greater:
  case ExprKind::GreaterEqual:
    require(isOrdered(operand(0)->type) && present(operand(0)->type)->kind == present(operand(1)->type)->kind,
            "the operands are not of one ordered type");
    return requireResult(expr, TypeKind::Bool);
  case ExprKind::In:
    checkIn(expr);
    return requireResult(expr, TypeKind::Bool);
  case ExprKind::Add:
  case ExprKind::Subtract:
  case ExprKind::Multiply:
    return checkArithmetic(expr);
  case ExprKind::Like:
    require(isText(operand(0)), "the operand is no string");
    return requireResult(expr, TypeKind::Bool);
  case ExprKind::Matches:
    require(isText(operand(0)) && operand(1)->kind == ExprKind::Pattern, "the operands are a string and a pattern");
    return requireResult(expr, TypeKind::Bool);
  case ExprKind::If:
    require(isBool(operand(0)), "the operand is no condition");
    return require(assignable(operand(1)->type, expr->type) && assignable(operand(2)->type, expr->type),
                   "the type is not that of both branches");
  case ExprKind::Any:
  case ExprKind::All:
    require(isBool(operand(1)), "the body is no condition");
    return requireResult(expr, TypeKind::Bool);
  case ExprKind::CountOf:
    require(isBool(operand(1)), "the condition is none");
    return requireResult(expr, TypeKind::Int);
  case ExprKind::SumOf:
    require(isBool(operand(1)), "the condition is none");
    require(operand(2)->type->isNumber() && operand(2)->type->kind == expr->type->kind, "the value is no number");
    return;
  case ExprKind::Call:
    if (auto problem = misusedBuiltin(expr))
      trail_.fail(*problem);
    return;
  case ExprKind::Cast:
    require(isKind(operand(0), TypeKind::Json), "only json is cast");
    return;
  case ExprKind::History:
    return checkHistory(expr);
  case ExprKind::Signal:
    return checkSignal(expr);
  }
}

} // namespace

void verifyExpr(Trail &trail, VerifyScope &scope, const Expr *expr) {
  Verifier(trail, scope).check(expr);
  if (!trail.failed() && evaluationDepth(expr, scope.depths) > form::maxDepth)
    trail.fail("evaluating this goes too deep");
}

void verifyCondition(Trail &trail, VerifyScope &scope, const Expr *expr) {
  verifyExpr(trail, scope, expr);
  if (!trail.failed() && !isBool(expr))
    trail.fail("a condition is of type bool");
}

std::optional<std::string> badPattern(llvm::StringRef text) {
  auto made = Regex::compile(text);
  if (auto *problem = std::get_if<RegexProblem>(&made))
    return problem->message;
  return std::nullopt;
}

} // namespace onus::ir
