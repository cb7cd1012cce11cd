// SPDX-License-Identifier: Apache-2.0
#include "check/paths.h"
#include "check/text.h"

#include <map>

namespace onus::check {
namespace {

using diagnostics::Kind;
using ir::Expr;
using ir::ExprKind;
using llvm::StringRef;

/// `text(x)` holds what x does, and `has(x)` tells of x.
const Expr *unwrapped(const Expr *expr) {
  bool wraps = expr->kind == ExprKind::Has || (expr->kind == ExprKind::Call && expr->text == "text");
  return wraps && !expr->operands.empty() ? unwrapped(expr->operand(0)) : expr;
}

const Expr *rootOf(const Expr *path) {
  while (path->kind == ExprKind::Member || path->kind == ExprKind::Index)
    path = path->operand(0);
  return path;
}

/// True where whoever has `whole` can tell `part`: an effect's parameter comes from the arguments, and what lies below
/// something shows that it is there.
bool tells(const Expr *whole, const Expr *part) {
  const Expr *outer = unwrapped(whole), *inner = unwrapped(part);
  if (records(outer, inner) || (part->kind == ExprKind::Has && records(inner, outer)))
    return true;
  return outer->kind == ExprKind::Root && outer->text == "args" && rootOf(inner)->kind == ExprKind::EffectParameter;
}

/// The time of an event stands in every record.
bool alwaysRecorded(const Expr *path) {
  const Expr *root = rootOf(unwrapped(path));
  return root->kind == ExprKind::Root && root->text == "time";
}

/// A path as the policy writes it: effects by their own names.
std::string shown(const Expr *path) {
  if (path->kind == ExprKind::Call && path->operands.size() == 1)
    return path->text.str() + "(" + shown(path->operand(0)) + ")";
  const Expr *inner = unwrapped(path);
  std::string text = ir::print(inner);
  const Expr *root = rootOf(inner);
  if (root->kind != ExprKind::EffectParameter)
    return text;
  StringRef effect = root->text, rest = text;
  rest.consume_front(effect);
  return effect.drop_front(effect.rfind('.') + 1).str() + rest.str();
}

/// The sensitive parts of a value, as paths.
void collectSensitive(const ir::Type *type, const std::string &path, std::vector<std::string> &parts) {
  if (!ir::holdsSensitive(type))
    return;
  if (type->kind == ir::TypeKind::Optional && !type->sensitive) {
    collectSensitive(type->element, path, parts);
    return;
  }
  if (type->kind != ir::TypeKind::Record || type->sensitive) {
    parts.push_back(path);
    return;
  }
  for (const ir::Field &field : type->fields)
    collectSensitive(field.type, path + "." + field.name.str(), parts);
}

/// True where the path is one of the redacted ones or lies below one.
bool isRedacted(const std::string &path, llvm::ArrayRef<std::string> redacted) {
  return llvm::any_of(redacted, [&](StringRef outer) {
    StringRef rest = path;
    return rest.consume_front(outer) && (rest.empty() || rest.startswith(".") || rest.startswith("["));
  });
}

/// One `log` clause and every guardrail, in every system, that it stands for.
class LogCheck {
public:
  LogCheck(Context &context, const syntax::LogClause &clause) : context_(context), clause_(clause) {}

  void add(const TypedGuardrail &guardrail);
  void report();

private:
  struct Missing {
    const Expr *path = nullptr;
    Range reader;
    std::string readerName;
  };

  void findMissing(const TypedGuardrail &guardrail, llvm::ArrayRef<const Expr *> reads);
  void findReader(const TypedGuardrail &guardrail, Missing &missing);
  void findUnlogged(const TypedGuardrail &guardrail, llvm::ArrayRef<const Expr *> reads);
  void checkSensitive(const TypedGuardrail &guardrail);
  bool listed(Range range) const;
  void reportMissing();

  Context &context_;
  const syntax::LogClause &clause_;
  std::vector<Missing> missing_;
  std::map<const syntax::Expr *, bool> redacts_; ///< whether what it redacts is logged for some guardrail
};

bool LogCheck::listed(Range range) const {
  return llvm::any_of(clause_.items, [&](const syntax::Expr *item) { return item->range == range; });
}

/// Looks for the rule or exception that reads a path by asking for the paths of each alone.
void LogCheck::findReader(const TypedGuardrail &guardrail, Missing &missing) {
  TypedGuardrail alone;
  alone.lets = guardrail.lets;
  auto reads = [&] {
    return llvm::any_of(readPaths(context_, alone), [&](const Expr *path) { return ir::sameText(path, missing.path); });
  };
  for (const TypedRule &rule : guardrail.rules) {
    alone.rules = {rule};
    if (!reads())
      continue;
    missing.reader = rule.syntax->label ? rule.syntax->label.range : rule.syntax->keyword;
    missing.readerName = rule.syntax->label ? rule.syntax->label.text.str() : "the rule";
    return;
  }
  alone.rules.clear();
  for (const TypedException &exception : guardrail.exceptions) {
    alone.exceptions = {exception};
    if (!reads())
      continue;
    missing.reader = exception.exception->decl->name.range;
    missing.readerName = exception.exception->decl->name.text.str();
    return;
  }
}

void LogCheck::findMissing(const TypedGuardrail &guardrail, llvm::ArrayRef<const Expr *> reads) {
  if (clause_.inputs)
    return;
  for (const Expr *read : reads) {
    bool recorded = alwaysRecorded(read) ||
                    llvm::any_of(guardrail.log, [&](const TypedLogItem &item) { return tells(item.value, read); });
    // Naming what lies below something shows that it is there, too.
    bool shows = read->kind == ExprKind::Has &&
                 llvm::any_of(reads, [&](const Expr *other) { return other != read && tells(other, read); });
    bool known = llvm::any_of(missing_, [&](const Missing &other) { return shown(other.path) == shown(read); });
    if (recorded || shows || known)
      continue;
    Missing missing{read, {}, ""};
    findReader(guardrail, missing);
    missing_.push_back(std::move(missing));
  }
}

void LogCheck::findUnlogged(const TypedGuardrail &guardrail, llvm::ArrayRef<const Expr *> reads) {
  for (const syntax::Expr *written : clause_.redact) {
    bool &logged = redacts_[written];
    for (const TypedLogItem &item : guardrail.log) {
      if (!item.redacted || !(item.range == written->range))
        continue;
      auto related = [&](const Expr *other) { return tells(other, item.value) || tells(item.value, other); };
      logged |= llvm::any_of(reads, related);
      for (const TypedLogItem &other : guardrail.log)
        logged |= !other.redacted && listed(other.range) && related(other.value);
    }
  }
}

void LogCheck::checkSensitive(const TypedGuardrail &guardrail) {
  std::vector<std::string> redacted;
  for (const TypedLogItem &item : guardrail.log)
    if (item.redacted)
      redacted.push_back(shown(unwrapped(item.value)));
  for (const TypedLogItem &item : guardrail.log) {
    if (item.redacted || !listed(item.range))
      continue;
    std::vector<std::string> parts;
    const Expr *value = unwrapped(item.value);
    collectSensitive(value->type, shown(value), parts);
    auto clear = llvm::find_if(parts, [&](const std::string &part) { return !isRedacted(part, redacted); });
    if (clear != parts.end())
      context_.reporter.report<Kind::SensitiveLogged>(item.range, *clear)
          .label("recorded as it stands")
          .note("what `inputs` records of a sensitive value is a keyed digest, never the value")
          .help("name it after `redact`, or leave it to `inputs`");
  }
}

void LogCheck::add(const TypedGuardrail &guardrail) {
  std::vector<const Expr *> reads = readPaths(context_, guardrail);
  findMissing(guardrail, reads);
  findUnlogged(guardrail, reads);
  checkSensitive(guardrail);
}

void LogCheck::reportMissing() {
  std::string names;
  constexpr size_t most = 3;
  for (size_t i = 0; i < missing_.size() && i < most; ++i)
    names += (i ? ", " : "") + quoted(shown(missing_[i].path));
  if (missing_.size() > most)
    names += " and " + std::to_string(missing_.size() - most) + " more";
  auto builder = context_.reporter.report<Kind::LogLeavesOut>(clause_.range, names);
  for (size_t i = 0; i < missing_.size() && i < most; ++i)
    builder.related(missing_[i].reader, quoted(missing_[i].readerName) + " reads " + quoted(shown(missing_[i].path)));
  builder.help("write `inputs`, which is everything that the rules read; name after `redact` what may not be kept");
  if (!clause_.items.empty()) {
    Range first = clause_.items.front()->range;
    builder.fix("log all that the rules read", {first.file, first.begin, first.begin}, "inputs, ");
  }
}

void LogCheck::report() {
  if (!missing_.empty())
    reportMissing();
  for (const auto &[written, logged] : redacts_)
    if (!logged)
      context_.reporter.report<Kind::RedactNotLogged>(written->range, context_.program.sources->text(written->range))
          .label("no rule reads it, and it is not in the list")
          .help("leave it out, or log it");
  llvm::StringMap<Range> seen;
  for (const syntax::Expr *item : clause_.items) {
    StringRef text = context_.program.sources->text(item->range);
    auto [first, added] = seen.try_emplace(text, item->range);
    if (!added)
      context_.reporter.report<Kind::LogItemRepeated>(item->range, text).related(first->second, "the first is here");
  }
}

/// A guardrail whose rules or log could not be typed proves nothing about its log.
bool isWhole(const TypedGuardrail &typed) {
  const Guardrail &guardrail = *typed.guardrail;
  auto bad = [](const Expr *expr) { return expr && expr->type && expr->type->isError(); };
  if (!guardrail.log || typed.rules.size() != guardrail.rules.size() || typed.on.empty())
    return false;
  for (const TypedRule &rule : typed.rules)
    if (bad(rule.condition))
      return false;
  return llvm::none_of(typed.log, [&](const TypedLogItem &item) { return bad(item.value); });
}

} // namespace

void checkLogging(Context &context) {
  std::vector<LogCheck> checks;
  llvm::DenseMap<const syntax::LogClause *, size_t> byClause;
  auto addAll = [&](const std::deque<System> &systems) {
    for (const System &system : systems)
      for (const TypedGuardrail &typed : system.guardrails) {
        if (!isWhole(typed))
          continue;
        const syntax::LogClause *clause = typed.guardrail->log.clause;
        if (!context.program.options.isFocused(clause->range.file))
          continue;
        auto [known, fresh] = byClause.try_emplace(clause, checks.size());
        if (fresh)
          checks.emplace_back(context, *clause);
        checks[known->second].add(typed);
      }
  };
  addAll(context.program.systems);
  addAll(context.program.standIns);
  for (LogCheck &check : checks)
    check.report();
}

} // namespace onus::check
