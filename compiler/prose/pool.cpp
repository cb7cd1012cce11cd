// SPDX-License-Identifier: Apache-2.0
#include "prose/pool.h"

#include "base/decimal.h"
#include "base/time.h"
#include "prose/words.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::prose {

using ir::Expr;
using ir::ExprKind;
using ir::TypeKind;

void Pool::text(std::string value) {
  if (!llvm::is_contained(texts_, value))
    texts_.push_back(std::move(value));
}

void Pool::constant(const Expr *expr) {
  switch (expr->kind) {
  case ExprKind::Int:
    for (int64_t beside : {0, 1, -1})
      ints_.insert(expr->number + beside);
    return;
  case ExprKind::Decimal:
    fine_ |= expr->number % 100 != 0;
    decimals_.insert(expr->number);
    return;
  case ExprKind::Date:
    for (int64_t beside : {0, 1, -1})
      dates_.insert(expr->number + beside);
    return;
  case ExprKind::Instant:
    for (int64_t beside : {0, 1000, -1000})
      instants_.insert(expr->number + beside);
    return;
  case ExprKind::String:
  case ExprKind::Ip:
    text(expr->text.str());
    return;
  case ExprKind::Cidr:
    text(expr->text.split('/').first.str());
    return;
  case ExprKind::Like: {
    std::string some, none;
    for (char letter : expr->text) {
      some += letter == '*' ? "x" : std::string(1, letter);
      none += letter == '*' ? "" : std::string(1, letter);
    }
    text(some);
    text(none);
    return;
  }
  case ExprKind::Pattern:
    return examples(index_.constant(expr));
  case ExprKind::Data: {
    auto table = llvm::find_if(module_.data, [&](const ir::Data &data) { return data.name == expr->text; });
    if (table == module_.data.end())
      return;
    std::set<std::string> found;
    textsOf(table->value, found);
    size_t taken = 0;
    for (const std::string &each : found)
      if (taken++ < 3)
        text(each);
    if (const json::Object *members = table->value.asObject())
      for (const json::Member &member : *members)
        if (taken++ < 6)
          text(member.first);
    return;
  }
  default:
    return;
  }
}

void Pool::examples(const syntax::LetDecl *pattern) {
  if (!pattern)
    return;
  for (const syntax::Text &example : pattern->yes)
    text(example.value.str());
  for (const syntax::Text &example : pattern->no)
    text(example.value.str());
}

void Pool::add(const Expr *expr) {
  auto isWhole = [](const Expr *part) {
    return part->kind == ExprKind::Root && (part->text == "args" || part->text == "result");
  };
  if (isWhole(expr))
    names_.insert(everything);
  ir::walk(expr, [&](const Expr *part) {
    constant(part);
    if (part->kind != ExprKind::Member && llvm::any_of(part->operands, isWhole))
      names_.insert(everything);
    if (part->kind == ExprKind::Member)
      names_.insert(part->text.str());
    if (part->kind == ExprKind::Call) {
      domains_ |= part->text == "domain";
      hosts_ |= part->text == "host";
      paths_ |= part->text == "under";
      sizes_ |= part->text == "size";
    }
  });
}

void Pool::addSlot(const ir::Slot &slot) {
  for (const Expr *expr : {slot.where, slot.path})
    if (expr)
      add(expr);
  for (const Expr *expr : slot.per)
    add(expr);
}

std::vector<json::Value> Pool::numbers(TypeKind kind) const {
  std::vector<json::Value> out;
  if (kind == TypeKind::Int) {
    std::set<int64_t> all = ints_;
    all.insert({0, 1, 2, 1000});
    for (int64_t value : all)
      if (value >= 0)
        out.push_back(json::Value::integer(value));
  } else if (kind == TypeKind::Decimal) {
    std::set<int64_t> all = {0, Decimal::scale, 1'000 * Decimal::scale};
    for (int64_t value : decimals_)
      for (int64_t beside : {int64_t(0), grid(kind), -grid(kind)})
        all.insert(value + beside);
    for (int64_t value : all)
      if (value >= 0)
        out.push_back(json::Number{decimal(value)});
  } else if (kind == TypeKind::Date) {
    for (int64_t value : dates_)
      out.push_back(formatDay(static_cast<Day>(value)));
  } else if (kind == TypeKind::Instant) {
    for (int64_t value : instants_)
      out.push_back(formatInstant(value));
  }
  return out;
}

std::vector<json::Value> Pool::candidates(const Place &place, const json::Value *now,
                                          const std::set<std::string> &texts, const Casting &casting) const {
  std::vector<json::Value> out;
  std::string name = place.steps.back();
  size_t digit = 0;
  if (!llvm::StringRef(name).getAsInteger(10, digit) && place.steps.size() > 1)
    name = place.steps[place.steps.size() - 2];
  if (!place.present)
    return {casting.sample(place.type, name)};
  switch (place.type->kind) {
  case TypeKind::Bool:
    return {true, false};
  case TypeKind::Int:
  case TypeKind::Decimal:
  case TypeKind::Date:
  case TypeKind::Instant:
    return numbers(place.type->kind);
  case TypeKind::Union:
    for (llvm::StringRef literal : place.type->literals)
      out.push_back(literal.str());
    return out;
  case TypeKind::List:
  case TypeKind::Set: {
    out.push_back(json::Array{});
    json::Value item = casting.sample(place.type->element, name);
    out.push_back(json::Array{item});
    if (place.type->element->kind == TypeKind::String)
      out.push_back(json::Array{item, name + "-2"});
    else
      out.push_back(json::Array{item, item});
    if (sizes_ && place.type->kind == TypeKind::List)
      for (int64_t size : ints_)
        if (size > 2 && size <= 64)
          out.push_back(json::Array(static_cast<size_t>(size), item));
    return out;
  }
  case TypeKind::String:
  case TypeKind::Ip:
  case TypeKind::Json:
  case TypeKind::Content:
    break;
  default:
    return out;
  }
  auto add = [&](std::string value) { out.push_back(json::Value(std::move(value))); };
  bool isText = name == "text" || name == "result";
  if (isText && !texts.empty()) {
    std::string all = "about ";
    for (const std::string &text : texts)
      all += (all.size() > 6 ? ", " : "") + text;
    add(all);
  }
  if (!isText)
    add(name + "-2"); // another value of its own, before those that belong to something else
  for (const std::string &each : texts_) {
    if (domains_ && each.find('@') == std::string::npos)
      add("someone@" + each);
    if (hosts_ && each.find("://") == std::string::npos)
      add("https://" + each + "/page");
    if (paths_)
      add(each + "/file");
    add(each);
  }
  if (domains_)
    add("someone@elsewhere.example");
  if (hosts_)
    add("https://elsewhere.example/page");
  if (paths_)
    add("/elsewhere/file");
  for (const std::string &each : texts)
    if (!isText)
      add(each);
  if (sizes_)
    for (int64_t size : ints_)
      if (size >= 0 && size <= 4096)
        add(std::string(static_cast<size_t>(size), 'x'));
  if (isText) {
    std::string other = "some text";
    add(other);
  } else if (!now || !now->asString() || *now->asString() != name + "-1") {
    add(name + "-1");
  }
  return out;
}

} // namespace onus::prose
