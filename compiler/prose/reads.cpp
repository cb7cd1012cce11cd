// SPDX-License-Identifier: Apache-2.0
#include "prose/reads.h"

#include "llvm/ADT/STLExtras.h"

#include <functional>
#include <map>

namespace onus::prose {

using ir::Expr;
using ir::ExprKind;

namespace {

class Reader {
public:
  Reader(const check::System &system, const check::Tool *tool, ir::EventKind kind, Reads &reads)
      : system_(system), tool_(tool), kind_(kind), reads_(reads) {}

  void name(int64_t local, const Expr *value) { values_[local] = value; }
  void read(const Expr *expr);

private:
  /// The root that a path of members begins with, and the path; null where it is no such path.
  const Expr *root(const Expr *expr, std::string &path);
  void add(const Expr *root, const std::string &path);
  void parameter(const Expr *expr);
  void history(const Expr *expr);

  const check::System &system_;
  const check::Tool *tool_;
  ir::EventKind kind_;
  Reads &reads_;
  std::map<int64_t, const Expr *> values_;
  std::set<int64_t> read_, slots_;
};

const Expr *Reader::root(const Expr *expr, std::string &path) {
  switch (expr->kind) {
  case ExprKind::Root:
    return expr;
  case ExprKind::Member: {
    const Expr *found = root(expr->operand(0), path);
    path += (path.empty() ? "" : ".") + expr->text.str();
    return found;
  }
  case ExprKind::Local: {
    auto value = values_.find(expr->number);
    return value == values_.end() ? nullptr : root(value->second, path);
  }
  default:
    return nullptr;
  }
}

void Reader::add(const Expr *root, const std::string &path) {
  if (root->text == "args")
    reads_.args.insert(path);
  else if (root->text == "result")
    reads_.result.insert(path);
}

void Reader::parameter(const Expr *expr) {
  if (!tool_)
    return;
  for (const check::ToolEffect &effect : tool_->effects)
    for (const check::EffectBinding &binding : effect.bindings)
      if (binding.value && effect.effect->symbol->name == expr->text && binding.parameter->name == expr->names[0])
        read(binding.value);
}

/// The current event counts in what it is asked about, so that what a slot takes of its events is taken of it too.
void Reader::history(const Expr *expr) {
  if (static_cast<size_t>(expr->number) >= system_.slots.size() || !slots_.insert(expr->number).second)
    return;
  const ir::Slot &slot = system_.slots[static_cast<size_t>(expr->number)];
  bool current = slot.op == ir::HistoryOp::Count || slot.op == ir::HistoryOp::Total;
  if (!current || slot.event != kind_ || !tool_ || !llvm::is_contained(slot.tools, tool_->qualified))
    return;
  for (const Expr *part : {slot.where, slot.path})
    if (part)
      read(part);
}

void Reader::read(const Expr *expr) {
  std::string path;
  if (const Expr *found = root(expr, path)) {
    add(found, path);
    return;
  }
  if (expr->kind == ExprKind::Let) {
    name(expr->number, expr->operand(0));
    read(expr->operand(1));
    return;
  }
  if (expr->kind == ExprKind::Local) {
    auto value = values_.find(expr->number);
    if (value != values_.end() && read_.insert(expr->number).second)
      read(value->second);
    return;
  }
  if (expr->kind == ExprKind::EffectParameter)
    parameter(expr);
  if (expr->kind == ExprKind::History)
    history(expr);
  for (const Expr *operand : expr->operands)
    read(operand);
}

} // namespace

bool Reads::touches(const std::set<std::string> &paths, llvm::StringRef path) {
  return llvm::any_of(paths, [&](const std::string &each) {
    auto below = [](llvm::StringRef whole, llvm::StringRef part) {
      return whole.empty() || part == whole || (part.startswith(whole) && part[whole.size()] == '.');
    };
    return below(each, path) || below(path, each);
  });
}

Reads readsOf(const check::System &system, const check::TypedGuardrail &guardrail, const check::Tool &tool,
              ir::EventKind kind) {
  Reads reads;
  Reader reader(system, &tool, kind, reads);
  for (const check::TypedLocal &local : guardrail.lets)
    if (local.value)
      reader.name(local.local, local.value);
  for (const check::TypedRule &rule : guardrail.rules) {
    if (llvm::is_contained(rule.notFor, &tool))
      continue;
    if (rule.condition)
      reader.read(rule.condition);
    for (const ir::RedactTarget &target : rule.redact)
      reader.read(target.path);
  }
  for (const check::TypedException &exception : guardrail.exceptions)
    if (exception.when)
      reader.read(exception.when);
  return reads;
}

std::vector<std::string> unread(const ir::Type *type, const std::set<std::string> &paths) {
  std::vector<std::string> out;
  std::function<void(const ir::Type *, const std::string &)> look = [&](const ir::Type *at, const std::string &prefix) {
    if (at->isOptional())
      at = at->element;
    if (at->kind != ir::TypeKind::Record)
      return;
    for (const ir::Field &field : at->fields) {
      std::string path = prefix + field.name.str();
      if (!Reads::touches(paths, path))
        out.push_back(path);
      else if (!llvm::any_of(paths, [&](const std::string &each) {
                 return each.empty() || path == each || llvm::StringRef(path).startswith(each + ".");
               }))
        look(field.type, path + ".");
    }
  };
  look(type, "");
  return out;
}

std::set<std::string> argumentsOf(const Expr *expr) {
  const check::System none;
  Reads reads;
  Reader(none, nullptr, ir::EventKind::Call, reads).read(expr);
  return reads.args;
}

} // namespace onus::prose
