// SPDX-License-Identifier: Apache-2.0
#include "evaluate/redaction.h"

#include "llvm/ADT/STLExtras.h"

#include <tuple>

namespace onus::evaluate {

namespace {

using ir::ExprKind;

std::string escaped(llvm::StringRef token) {
  std::string out;
  for (char letter : token)
    if (letter == '~')
      out += "~0";
    else if (letter == '/')
      out += "~1";
    else
      out += letter;
  return out;
}

/// Where in the event a path leads; nothing where it is no plain path.
std::optional<std::string> pointerTo(const ir::Expr &path, Evaluator &evaluator, const Local *locals) {
  if (path.kind == ExprKind::Call && path.text == "text")
    return pointerTo(*path.operand(0), evaluator, locals);
  if (path.kind == ExprKind::Root) {
    bool isMember = path.text == "args" || path.text == "result" || path.text == "context";
    return isMember ? "/" + path.text.str() : "/text";
  }
  if (path.kind != ExprKind::Member && path.kind != ExprKind::Index)
    return std::nullopt;
  auto base = pointerTo(*path.operand(0), evaluator, locals);
  if (!base)
    return std::nullopt;
  if (path.kind == ExprKind::Member)
    return *base + "/" + escaped(path.text);
  Outcome key = evaluator.evaluate(path.operand(1), locals);
  if (key.failed() || key.value().isAbsent())
    return std::nullopt;
  return *base + "/" + escaped(textOf(key.value()));
}

/// True where some text of the value matches; a failure where one is too long to be searched (S38).
Outcome anyMatch(const Value &value, const ir::Regex &regex, const ir::Expr &path) {
  if (const Items *items = value.asList()) {
    for (const Value &item : *items)
      if (Outcome found = anyMatch(item, regex, path); found.failed() || found.isTrue())
        return found;
    return Outcome::boolean(false);
  }
  std::string text = textOf(value);
  if (text.size() > static_cast<size_t>(ir::defaultMaxStringBytes))
    return Outcome::content("`" + ir::print(&path) + "` is too long to be searched");
  return Outcome::boolean(regex.contains(text));
}

} // namespace

std::variant<std::optional<std::vector<Redaction>>, Failure> redactionsOf(const ir::Rule &rule, Evaluator &evaluator,
                                                                          Tables &tables, const Local *locals) {
  std::vector<Redaction> found;
  std::optional<Failure> failure;
  bool fires = false;
  for (const ir::RedactTarget &target : rule.redact) {
    Outcome value = evaluator.evaluate(target.path, locals);
    if (value.failed()) {
      join(failure, value.failure());
      continue;
    }
    if (!target.pattern.empty()) {
      const ir::Regex *regex = tables.regex(target.pattern);
      Outcome matches = regex ? anyMatch(value.value(), *regex, *target.path)
                              : Outcome::engine("the artifact holds a pattern that is none");
      if (matches.failed())
        join(failure, matches.failure());
      if (!matches.isTrue())
        continue;
    }
    fires = true;
    if (!value.value().isAbsent())
      found.push_back(
          {ir::print(target.path), pointerTo(*target.path, evaluator, locals).value_or(""), target.pattern});
  }
  if (failure)
    return *failure;
  return fires ? std::optional(std::move(found)) : std::nullopt;
}

std::vector<Redaction> merged(std::vector<Redaction> redactions) {
  auto key = [](const Redaction &one) { return std::tie(one.pointer, one.path, one.pattern); };
  llvm::sort(redactions, [&](const Redaction &left, const Redaction &right) { return key(left) < key(right); });
  std::vector<Redaction> kept;
  for (const Redaction &one : redactions) {
    auto swallows = [&](const Redaction &outer) {
      if (!outer.pattern.empty() || outer.pointer.empty() || one.pointer.empty())
        return false;
      bool same = outer.pointer == one.pointer;
      return same ? !one.pattern.empty() : llvm::StringRef(one.pointer).startswith(outer.pointer + "/");
    };
    if (llvm::any_of(redactions, swallows) || (!kept.empty() && key(kept.back()) == key(one)))
      continue;
    kept.push_back(one);
  }
  return kept;
}

namespace {

json::Value struck(const json::Value &value, const ir::Regex *regex) {
  if (const json::Array *array = value.asArray()) {
    json::Array items;
    for (const json::Value &item : *array)
      items.push_back(struck(item, regex));
    return items;
  }
  const std::string *text = value.asString();
  if (!regex)
    return "[redacted]";
  return text ? json::Value(regex->replaceAll(*text, "[redacted]")) : value;
}

json::Value strike(const json::Value &value, llvm::StringRef pointer, const ir::Regex *regex) {
  if (pointer.empty())
    return struck(value, regex);
  auto [token, rest] = pointer.drop_front().split('/');
  llvm::StringRef below = rest.empty() ? llvm::StringRef() : pointer.drop_front(1 + token.size());
  size_t place = 0;
  if (const json::Array *array = value.asArray(); array && !token.getAsInteger(10, place) && place < array->size()) {
    json::Array items = *array;
    items[place] = strike(items[place], below, regex);
    return items;
  }
  const json::Object *object = value.asObject();
  if (!object)
    return value;
  json::Object members = *object;
  for (json::Member &member : members)
    if (escaped(member.first) == token)
      member.second = strike(member.second, below, regex);
  return members;
}

} // namespace

json::Value redacted(const json::Value &document, llvm::ArrayRef<Redaction> redactions, Tables &tables) {
  json::Value result = document;
  for (const Redaction &one : redactions)
    if (!one.pointer.empty())
      result = strike(result, one.pointer, one.pattern.empty() ? nullptr : tables.regex(one.pattern));
  return result;
}

} // namespace onus::evaluate
