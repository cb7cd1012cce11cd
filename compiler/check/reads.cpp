// SPDX-License-Identifier: Apache-2.0
#include "check/reads.h"

#include <map>
#include <set>

namespace onus::check {
namespace {

using ir::Expr;
using ir::ExprKind;

/// The last part of a qualified name: effects are read by it.
llvm::StringRef simpleName(llvm::StringRef qualified) { return qualified.rsplit('.').second.empty() ? qualified : qualified.rsplit('.').second; }

class Collector {
public:
  explicit Collector(const TypedGuardrail &guardrail) {
    for (const TypedLocal &local : guardrail.lets)
      values_[local.local] = local.value;
  }

  std::optional<PathKey> path(const Expr *expr) const;
  void collect(const Expr *expr, bool presence = false);

  const TypedRule *rule = nullptr;
  const TypedException *exception = nullptr;
  std::vector<Read> reads;

private:
  std::optional<PathKey> below(const Expr *base, std::string segment) const;
  void collectKeys(const Expr *path);
  void add(PathKey path, const Expr *value, bool presence);

  std::map<int64_t, const Expr *> values_; ///< of locals that stand for a value; not of quantifiers' variables
  std::set<std::pair<PathKey, bool>> seen_;
};

std::optional<PathKey> Collector::below(const Expr *base, std::string segment) const {
  std::optional<PathKey> found = path(base);
  if (found)
    found->push_back(std::move(segment));
  return found;
}

/// Only paths have a key; every other kind of expression is read through its operands.
std::optional<PathKey> Collector::path(const Expr *expr) const {
  if (expr->kind == ExprKind::Root)
    return PathKey{expr->text.str()};
  if (expr->kind == ExprKind::EffectParameter && !expr->names.empty())
    return PathKey{simpleName(expr->text).str(), "." + expr->names[0].str()};
  if (expr->kind == ExprKind::Member)
    return below(expr->operand(0), "." + expr->text.str());
  if (expr->kind == ExprKind::Index)
    return below(expr->operand(0), "[" + ir::print(expr->operand(1)) + "]");
  if (expr->kind == ExprKind::Call && expr->text == "text" && expr->operands.size() == 1)
    return path(expr->operand(0));
  if (expr->kind == ExprKind::Local) {
    auto value = values_.find(expr->number);
    return value == values_.end() ? std::nullopt : path(value->second);
  }
  return std::nullopt;
}

void Collector::add(PathKey path, const Expr *value, bool presence) {
  if (path.front() == "time") // every record has it
    return;
  if (!seen_.emplace(path, presence).second || (presence && seen_.count({path, false})))
    return;
  reads.push_back({std::move(path), value, presence, rule, exception});
}

/// The keys of the indexes inside a path are read too.
void Collector::collectKeys(const Expr *path) {
  if (path->kind == ExprKind::Index)
    collect(path->operand(1));
  if (!path->operands.empty())
    collectKeys(path->operand(0));
  if (path->kind == ExprKind::Local)
    if (auto value = values_.find(path->number); value != values_.end())
      collectKeys(value->second);
}

void Collector::collect(const Expr *expr, bool presence) {
  if (std::optional<PathKey> found = path(expr)) {
    collectKeys(expr);
    add(std::move(*found), expr, presence);
    return;
  }
  if (expr->kind == ExprKind::Let) {
    values_[expr->number] = expr->operand(0);
    collect(expr->operand(1));
    return;
  }
  if (expr->kind == ExprKind::Local) {
    if (auto value = values_.find(expr->number); value != values_.end())
      collect(value->second);
    return;
  }
  for (const Expr *operand : expr->operands)
    collect(operand, expr->kind == ExprKind::Has);
}

} // namespace

std::vector<Read> readsOf(const TypedGuardrail &guardrail) {
  Collector collector(guardrail);
  for (const TypedRule &rule : guardrail.rules) {
    collector.rule = &rule;
    if (rule.condition)
      collector.collect(rule.condition);
    for (const ir::RedactTarget &target : rule.redact)
      if (target.path)
        collector.collect(target.path);
  }
  collector.rule = nullptr;
  for (const TypedException &exception : guardrail.exceptions) {
    collector.exception = &exception;
    if (exception.when)
      collector.collect(exception.when);
  }
  return std::move(collector.reads);
}

std::optional<PathKey> pathOf(const TypedGuardrail &guardrail, const Expr *expr) {
  return Collector(guardrail).path(expr);
}

bool covers(const PathKey &outer, const PathKey &inner) {
  return outer.size() <= inner.size() && std::equal(outer.begin(), outer.end(), inner.begin());
}

std::string written(const PathKey &path) {
  std::string text;
  for (const std::string &segment : path)
    text += segment;
  return text;
}

} // namespace onus::check
