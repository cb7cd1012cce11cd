// SPDX-License-Identifier: Apache-2.0
#include "lint/fixes/account.h"

#include "analysis/canonical.h"
#include "ir/equal.h"
#include "ir/json_writer.h"

namespace onus::lint::fixes {

namespace {

/// Without what tells only where it was written.
ir::Module placeless(const ir::Module &module) {
  ir::Module out = module;
  for (ir::System &system : out.systems)
    for (ir::Guardrail &guardrail : system.guardrails) {
      guardrail.span = {};
      for (ir::Rule &rule : guardrail.rules)
        rule.span = {};
      for (ir::Exception &exception : guardrail.exceptions)
        exception.span = {};
    }
  return out;
}

/// Without conditions and what follows from them; values stand for themselves by what they read as.
ir::Module withoutConditions(const ir::Module &module) {
  ir::Module out = placeless(module);
  auto *blank = out.arena->make<ir::Expr>();
  blank->kind = ir::ExprKind::Bool;
  blank->type = out.types->simple(ir::TypeKind::Bool);
  for (ir::System &system : out.systems) {
    system.worstCost = 0;
    for (ir::Detector &detector : system.detectors)
      detector.terms.clear();
    for (ir::Guardrail &guardrail : system.guardrails) {
      guardrail.lets.clear();
      guardrail.readsState = false;
      for (ir::Rule &rule : guardrail.rules) {
        rule.condition = nullptr;
        for (ir::RedactTarget &target : rule.redact)
          target.path = blank;
      }
      for (ir::Exception &exception : guardrail.exceptions)
        exception.when = nullptr;
      for (ir::LogItem &item : guardrail.log)
        item.value = blank;
    }
  }
  return out;
}

/// `owner` of `NAME`: the innermost thing on the way that has a name.
std::string said(llvm::StringRef member, llvm::StringRef owner) {
  return "`" + member.str() + "`" + (owner.empty() ? "" : " of `" + owner.str() + "`");
}

std::optional<std::string> difference(const json::Value &left, const json::Value &right, llvm::StringRef member,
                                      llvm::StringRef owner) {
  if (const json::Object *ours = left.asObject()) {
    llvm::StringRef name = left.string("name", owner);
    for (const json::Member &each : *ours) {
      const json::Value *other = right.get(each.first);
      if (auto found = other ? difference(each.second, *other, each.first, name) : said(each.first, name))
        return found;
    }
    const json::Object *others = right.asObject();
    for (size_t at = 0; others && at < others->size(); ++at)
      if (!left.get((*others)[at].first))
        return said((*others)[at].first, name);
    return others ? std::nullopt : std::optional(said(member, owner));
  }
  if (const json::Array *ours = left.asArray()) {
    const json::Array *others = right.asArray();
    if (!others || ours->size() != others->size())
      return said(member, owner);
    for (size_t at = 0; at < ours->size(); ++at)
      if (auto found = difference((*ours)[at], (*others)[at], member, owner))
        return found;
    return std::nullopt;
  }
  return json::write(left) == json::write(right) ? std::nullopt : std::optional(said(member, owner));
}

/// Values over a guardrail's named values, which the other version may name otherwise.
class Values {
public:
  explicit Values(const ir::Guardrail &guardrail) : canonical_(arena_) {
    for (const ir::LocalValue &local : guardrail.lets)
      canonical_.bind(local.local, local.value);
  }
  /// Null where it is too large.
  const ir::Expr *of(const ir::Expr *expr) {
    canonical_.refill();
    const ir::Expr *value = canonical_.value(expr);
    return canonical_.gaveUp() ? nullptr : value;
  }

private:
  Arena arena_;
  analysis::Canonical canonical_;
};

/// What is logged or redacted.
std::optional<std::string> differentValues(const ir::Guardrail &before, const ir::Guardrail &after) {
  bool sameNames = before.lets.size() == after.lets.size();
  for (size_t at = 0; sameNames && at < before.lets.size(); ++at)
    sameNames = before.lets[at].local == after.lets[at].local &&
                json::write(ir::toJson(before.lets[at].value)) == json::write(ir::toJson(after.lets[at].value));
  Values left(before), right(after);
  auto same = [&](const ir::Expr *ours, const ir::Expr *theirs) {
    if (sameNames && json::write(ir::toJson(ours)) == json::write(ir::toJson(theirs)))
      return true;
    const ir::Expr *one = left.of(ours), *other = right.of(theirs);
    return one && other && ir::sameReading(one, other);
  };
  for (size_t at = 0; at < before.log.size(); ++at)
    if (!same(before.log[at].value, after.log[at].value))
      return said("log", before.name);
  for (size_t at = 0; at < before.rules.size(); ++at)
    for (size_t target = 0; target < before.rules[at].redact.size(); ++target)
      if (!same(before.rules[at].redact[target].path, after.rules[at].redact[target].path))
        return said("redact", before.name);
  return std::nullopt;
}

} // namespace

bool sameModule(const ir::Module &before, const ir::Module &after) {
  return ir::writeModule(placeless(before)) == ir::writeModule(placeless(after));
}

std::optional<std::string> differentAccount(const ir::Module &before, const ir::Module &after) {
  if (auto found =
          difference(ir::toJson(withoutConditions(before)), ir::toJson(withoutConditions(after)), "module", ""))
    return found;
  for (size_t system = 0; system < before.systems.size(); ++system)
    for (size_t at = 0; at < before.systems[system].guardrails.size(); ++at)
      if (auto found = differentValues(before.systems[system].guardrails[at], after.systems[system].guardrails[at]))
        return found;
  return std::nullopt;
}

} // namespace onus::lint::fixes
