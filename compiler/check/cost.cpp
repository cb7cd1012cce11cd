// SPDX-License-Identifier: Apache-2.0
#include "check/cost.h"

#include "check/builtins.h"
#include "check/passes.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <set>

namespace onus::check {
namespace {

using ir::Expr;
using ir::ExprKind;
using ir::TypeKind;

constexpr int64_t textOfScalar = 32;
constexpr int64_t maxFound = 1024; ///< S38: what `find` gives at most

/// What any JSON value is taken to hold at most. A value of known shape holds no more than that, whatever its lists of
/// lists would add up to: it comes in one event.
constexpr int64_t largestValue = ir::defaultMaxItems * ir::defaultMaxStringBytes;

int64_t plus(int64_t left, int64_t right) {
  int64_t sum = 0;
  return llvm::AddOverflow(left, right, sum) ? INT64_MAX : sum;
}
int64_t times(int64_t left, int64_t right) {
  int64_t product = 0;
  return llvm::MulOverflow(left, right, product) ? INT64_MAX : product;
}

/// How large a value can be: items of a list, and bytes of a text or of each item's.
struct Extent {
  int64_t items = 1;
  int64_t bytes = textOfScalar;
};
Extent larger(Extent left, Extent right) {
  return {std::max(left.items, right.items), std::max(left.bytes, right.bytes)};
}

Extent extentOf(const ir::Type *type) {
  switch (type->kind) {
  case TypeKind::String:
    return {1, type->max ? type->max : ir::defaultMaxStringBytes};
  case TypeKind::Json:
  case TypeKind::Content:
    return {ir::defaultMaxItems, ir::defaultMaxStringBytes};
  case TypeKind::Union: {
    int64_t longest = 1;
    for (llvm::StringRef literal : type->literals)
      longest = std::max<int64_t>(longest, static_cast<int64_t>(literal.size()));
    return {1, longest};
  }
  case TypeKind::List: {
    Extent element = extentOf(type->element);
    return {type->max ? type->max : ir::defaultMaxItems, std::max<int64_t>(element.bytes, 1)};
  }
  case TypeKind::Map:
  case TypeKind::Set:
    return {ir::defaultMaxItems, extentOf(type->element).bytes};
  case TypeKind::Optional:
    return extentOf(type->element);
  case TypeKind::Record: {
    int64_t bytes = 1;
    for (const ir::Field &field : type->fields) {
      Extent part = extentOf(field.type);
      bytes = plus(bytes, times(part.items, part.bytes));
    }
    return {1, std::min(bytes, largestValue)};
  }
  case TypeKind::Error:
  case TypeKind::Bool:
  case TypeKind::Int:
  case TypeKind::Decimal:
  case TypeKind::Duration:
  case TypeKind::Date:
  case TypeKind::Instant:
  case TypeKind::Ip:
  case TypeKind::Cidr:
  case TypeKind::Null:
  case TypeKind::Pattern:
    return {};
  }
  return {};
}

int64_t bytesOf(const json::Value &value) { return static_cast<int64_t>(json::write(value).size()); }

/// Items of a table; each counts with the mean of their bytes, so that going through them costs their sum.
Extent extentOf(const json::Value &value) {
  if (const std::string *text = value.asString())
    return {1, static_cast<int64_t>(text->size())};
  int64_t items = value.asArray()    ? static_cast<int64_t>(value.asArray()->size())
                  : value.asObject() ? static_cast<int64_t>(value.asObject()->size())
                                     : 1;
  int64_t shared = std::max<int64_t>(items, 1);
  return {items, (bytesOf(value) + shared - 1) / shared};
}

class CostModel {
public:
  CostModel(const Program &program, const System &system, const TypedGuardrail &guardrail, const Tool *tool)
      : program_(program), system_(system), tool_(tool) {
    for (const TypedLocal &local : guardrail.lets)
      named_[local.local] = local.value;
  }
  int64_t cost(const Expr *expr);

private:
  Extent extent(const Expr *expr);
  Extent listExtent(const Expr *expr);
  Extent callExtent(const Expr *expr);
  Extent sumExtent(const Expr *expr);
  Extent boundExtent(const Expr *parameter);
  Extent tableExtent(const Expr *index);
  Extent itemExtent(const Expr *list);
  int64_t bindingCost(const Expr *parameter);
  int64_t own(const Expr *expr);
  int64_t callCost(const Expr *expr);
  int64_t loopCost(const Expr *expr);
  int64_t textBytes(const Expr *expr);
  const Data *data(const Expr *expr) const;

  const Program &program_;
  const System &system_;
  const Tool *tool_;
  llvm::DenseMap<int64_t, const Expr *> named_; ///< names whose values are evaluated at most once
  llvm::DenseMap<int64_t, Extent> extents_;     ///< of names and of items that are gone through
  std::set<std::string> bound_;                 ///< effect parameters, which are worked out once
};

const Data *CostModel::data(const Expr *expr) const {
  for (const Data &table : program_.data)
    if (expr->kind == ExprKind::Data && table.symbol->name == expr->text)
      return &table;
  return nullptr;
}

/// What fills an effect's parameter for this tool.
Extent CostModel::boundExtent(const Expr *parameter) {
  if (tool_)
    for (const ToolEffect &effect : tool_->effects)
      if (effect.effect && effect.effect->symbol->name == parameter->text)
        for (const EffectBinding &binding : effect.bindings)
          if (binding.parameter && binding.parameter->name == parameter->names[0])
            return binding.value ? extent(binding.value) : Extent{0, 0};
  return extentOf(parameter->type);
}

/// The largest entry of a table that is read by key.
Extent CostModel::tableExtent(const Expr *index) {
  const Data *table = data(index->operand(0));
  const json::Object *entries = table ? table->value.asObject() : nullptr;
  if (!entries)
    return extentOf(index->type);
  Extent largest{0, 0};
  int64_t most = -1;
  for (const auto &entry : *entries) {
    Extent each = extentOf(entry.second);
    int64_t whole = times(each.items, each.bytes);
    if (whole > most) {
      most = whole;
      largest = each;
    }
  }
  return largest;
}

Extent CostModel::listExtent(const Expr *expr) {
  Extent all{0, 0};
  for (const Expr *item : expr->operands) {
    const ir::Type *type = item->type->isOptional() ? item->type->element : item->type;
    Extent each = extent(item);
    all = {plus(all.items, type->kind == TypeKind::List ? each.items : 1), std::max(all.bytes, each.bytes)};
  }
  return all;
}

Extent CostModel::callExtent(const Expr *expr) {
  if (expr->text == "find")
    return {maxFound, extent(expr->operand(0)).bytes};
  if (expr->text == "zip")
    return {std::min(extent(expr->operand(0)).items, extent(expr->operand(1)).items), extentOf(expr->type).bytes};
  if (expr->text == "lower" || expr->text == "host" || expr->text == "domain")
    return {1, extent(expr->operand(0)).bytes};
  return extentOf(expr->type);
}

Extent CostModel::sumExtent(const Expr *expr) {
  Extent left = extent(expr->operand(0)), right = extent(expr->operand(1));
  if (expr->type->kind == TypeKind::List)
    return {plus(left.items, right.items), std::max(left.bytes, right.bytes)};
  return {1, plus(left.bytes, right.bytes)};
}

/// Where the expression does not say more, its type says all there is to know.
Extent CostModel::extent(const Expr *expr) {
  ExprKind kind = expr->kind;
  if (kind == ExprKind::String)
    return {1, static_cast<int64_t>(expr->text.size())};
  if (kind == ExprKind::List)
    return listExtent(expr);
  if (kind == ExprKind::Data && data(expr))
    return extentOf(data(expr)->value);
  if (kind == ExprKind::EffectParameter)
    return boundExtent(expr);
  if (kind == ExprKind::Index)
    return tableExtent(expr);
  if (kind == ExprKind::Call)
    return callExtent(expr);
  if (kind == ExprKind::Add)
    return sumExtent(expr);
  if (kind == ExprKind::Coalesce)
    return larger(extent(expr->operand(0)), extent(expr->operand(1)));
  if (kind == ExprKind::If)
    return larger(extent(expr->operand(1)), extent(expr->operand(2)));
  if (kind == ExprKind::Let) {
    extents_[expr->number] = extent(expr->operand(0));
    return extent(expr->operand(1));
  }
  if (kind == ExprKind::Local) {
    auto known = extents_.find(expr->number);
    if (known != extents_.end())
      return known->second;
    if (const Expr *value = named_.lookup(expr->number))
      return extent(value);
  }
  return extentOf(expr->type);
}

int64_t CostModel::textBytes(const Expr *expr) {
  const ir::Type *type = expr->type->isOptional() ? expr->type->element : expr->type;
  bool wholeEvent = type->kind == TypeKind::Json || type->kind == TypeKind::Content;
  Extent whole = extent(expr);
  return wholeEvent ? ir::maxEventBytes : std::max<int64_t>(times(whole.items, whole.bytes), 1);
}

/// One item of a list that is gone through: what its type allows where it is a list itself, else its share of the list.
Extent CostModel::itemExtent(const Expr *list) {
  const ir::Type *type = list->type->isOptional() ? list->type->element : list->type;
  const ir::Type *item = type->element;
  if (item && (item->kind == TypeKind::List || item->kind == TypeKind::Map || item->kind == TypeKind::Json))
    return extentOf(item);
  return {1, extent(list).bytes};
}

/// What fills an effect's parameter is worked out where it is first read.
int64_t CostModel::bindingCost(const Expr *parameter) {
  if (!tool_ || !bound_.insert(parameter->text.str() + "." + parameter->names[0].str()).second)
    return 0;
  for (const ToolEffect &effect : tool_->effects)
    if (effect.effect && effect.effect->symbol->name == parameter->text)
      for (const EffectBinding &binding : effect.bindings)
        if (binding.parameter && binding.parameter->name == parameter->names[0] && binding.value)
          return cost(binding.value);
  return 0;
}

int64_t CostModel::callCost(const Expr *expr) {
  auto name = findBuiltin(expr->text);
  if (!name)
    return 1;
  switch (*name) {
  case Builtin::contains_:
    if (expr->operand(0)->type->kind == TypeKind::List)
      return extent(expr->operand(0)).items;
    return textBytes(expr->operand(0));
  case Builtin::size_:
  case Builtin::lower_:
  case Builtin::mentions_:
  case Builtin::find_:
  case Builtin::host_:
  case Builtin::domain_:
  case Builtin::under_:
  case Builtin::text_:
    return expr->operand(0)->type->isStringLike() || *name == Builtin::text_ ? textBytes(expr->operand(0)) : 1;
  case Builtin::zip_:
    return std::max(extent(expr->operand(0)).items, extent(expr->operand(1)).items);
  case Builtin::starts_with_:
  case Builtin::ends_with_:
    return textBytes(expr->operand(0));
  case Builtin::date_:
  case Builtin::instant_:
  case Builtin::decimal_:
  case Builtin::int_:
  case Builtin::ip_:
    return 1;
  }
  return 1;
}

/// What a node adds to what its operands cost: one step, and one for each item or byte that it goes through.
int64_t CostModel::own(const Expr *expr) {
  ExprKind kind = expr->kind;
  if (kind == ExprKind::Call)
    return plus(1, callCost(expr));
  if (kind == ExprKind::Matches || kind == ExprKind::Like)
    return plus(1, textBytes(expr->operand(0)));
  bool holdsItems = kind == ExprKind::In &&
                    (expr->operand(1)->type->kind == TypeKind::List || expr->operand(1)->type->kind == TypeKind::Set);
  if (holdsItems)
    return plus(1, extent(expr->operand(1)).items);
  if (kind == ExprKind::Add && expr->type->kind == TypeKind::List)
    return plus(1, extent(expr).items);
  if (kind == ExprKind::EffectParameter)
    return plus(1, bindingCost(expr));
  if (kind != ExprKind::History)
    return 1;
  auto slot = static_cast<size_t>(expr->number);
  bool text = slot < system_.slots.size() && system_.slots[slot].op == ir::HistoryOp::Mentioned;
  return text ? system_.slots[slot].capacity : ir::bucketsOfWindow;
}

int64_t CostModel::loopCost(const Expr *expr) {
  Extent list = extent(expr->operand(0));
  extents_[expr->number] = itemExtent(expr->operand(0));
  int64_t body = 1;
  for (const Expr *part : expr->operands.drop_front())
    body = plus(body, cost(part));
  return plus(plus(1, cost(expr->operand(0))), times(std::max<int64_t>(list.items, 1), body));
}

int64_t CostModel::cost(const Expr *expr) {
  ExprKind kind = expr->kind;
  if (kind == ExprKind::Any || kind == ExprKind::All || kind == ExprKind::CountOf || kind == ExprKind::SumOf ||
      kind == ExprKind::Project)
    return loopCost(expr);
  if (kind == ExprKind::Let) {
    extents_[expr->number] = extent(expr->operand(0));
    int64_t value = cost(expr->operand(0));
    return plus(1, plus(value, cost(expr->operand(1))));
  }
  if (kind == ExprKind::Local) {
    const Expr *value = named_.lookup(expr->number);
    if (!value)
      return 1;
    named_.erase(expr->number);
    extents_[expr->number] = extent(value);
    return plus(1, cost(value));
  }
  int64_t sum = own(expr);
  for (const Expr *operand : expr->operands)
    sum = plus(sum, cost(operand));
  return sum;
}

int64_t ruleCost(CostModel &model, const TypedRule &rule) {
  int64_t sum = 1;
  if (rule.condition)
    sum = plus(sum, model.cost(rule.condition));
  for (const ir::RedactTarget &target : rule.redact)
    sum = plus(sum, plus(model.cost(target.path), target.pattern.empty() ? 1 : ir::defaultMaxStringBytes));
  return sum;
}

bool selects(const TypedGuardrail &guardrail, ir::EventKind event, const Tool *tool) {
  return llvm::any_of(guardrail.on, [&](const TypedSelector &selector) {
    return selector.event == event && (!tool || llvm::is_contained(selector.tools, tool));
  });
}

struct Dearest {
  int64_t cost = 0;
  ir::EventKind event = ir::EventKind::Call;
  const Tool *tool = nullptr;
};

} // namespace

int64_t costOf(const Program &program, const System &system, const TypedGuardrail &guardrail, const Tool *tool) {
  CostModel model(program, system, guardrail, tool);
  int64_t sum = 1;
  for (const TypedRule &rule : guardrail.rules)
    sum = plus(sum, ruleCost(model, rule));
  for (const TypedException &exception : guardrail.exceptions)
    if (exception.when) // asked for each rule that it lifts
      sum = plus(sum, times(static_cast<int64_t>(std::max<size_t>(exception.exception->lifts.size(), 1)),
                            model.cost(exception.when)));
  return sum;
}

int64_t costOf(const Program &program, const System &system, const TypedGuardrail &guardrail, const TypedRule &rule,
               const Tool *tool) {
  CostModel model(program, system, guardrail, tool);
  return ruleCost(model, rule);
}

namespace {

/// What the onus.toml of the system's own folder allows, where there is one.
int64_t costLimitOf(const Context &context, const System &system) {
  const source::Layout *layout = context.program.names->layout();
  const source::Unit *unit = layout && system.symbol ? layout->unitOf(system.symbol->file->id) : nullptr;
  return unit ? unit->costLimit : context.program.options.costLimit;
}

void reportDearest(Context &context, const System &system, const Dearest &worst) {
  const TypedRule *dearest = nullptr;
  int64_t most = -1;
  for (const TypedGuardrail &guardrail : system.guardrails)
    for (const TypedRule &rule : guardrail.rules) {
      if (!selects(guardrail, worst.event, worst.tool))
        continue;
      int64_t cost = costOf(context.program, system, guardrail, rule, worst.tool);
      if (cost > most) {
        most = cost;
        dearest = &rule;
      }
    }
  if (!dearest)
    return;
  const syntax::Rule &rule = *dearest->syntax;
  Range range = rule.condition ? rule.condition->range : rule.range;
  std::string steps = worst.cost == INT64_MAX ? "over 9223372036854775806" : std::to_string(worst.cost);
  context.reporter.report<diagnostics::Kind::CostLimit>(range, steps, costLimitOf(context, system))
      .label("most of them here")
      .note("a list holds up to 1024 items and a text up to 65536 bytes where its type does not say less")
      .help("narrow a type (`list<string> max 50`, `string max 200`), or go through fewer lists within each other");
}

} // namespace

void checkCost(Context &context, System &system) {
  Dearest worst;
  auto consider = [&](ir::EventKind event, const Tool *tool) {
    int64_t sum = 0;
    for (const TypedGuardrail &guardrail : system.guardrails)
      if (selects(guardrail, event, tool))
        sum = plus(sum, costOf(context.program, system, guardrail, tool));
    if (sum > worst.cost)
      worst = {sum, event, tool};
  };
  using K = ir::EventKind;
  for (K event : {K::Start, K::Input, K::Prompt, K::Completion, K::Output, K::Handoff, K::Memory})
    consider(event, nullptr);
  for (const Surface *surface : system.surfaces)
    for (const Tool &tool : surface->tools)
      for (K event : {K::Call, K::Result})
        consider(event, &tool);
  system.worstCost = worst.cost;
  if (worst.cost > costLimitOf(context, system))
    reportDearest(context, system, worst);
}

} // namespace onus::check
