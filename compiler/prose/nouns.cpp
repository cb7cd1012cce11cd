// SPDX-License-Identifier: Apache-2.0
#include "prose/lexicon.h"
#include "prose/speaker.h"
#include "prose/words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

/// Values as nouns.
namespace onus::prose {

using ir::Expr;
using ir::ExprKind;
using ir::TypeKind;

std::string Speaker::noun(const Expr *expr) {
  switch (expr->kind) {
  case ExprKind::Bool:
    return expr->number ? "true" : "false";
  case ExprKind::Int:
    return constantName(expr, std::to_string(expr->number));
  case ExprKind::Decimal:
    return constantName(expr, decimal(expr->number));
  case ExprKind::String:
    return constantName(expr, quote(expr->text));
  case ExprKind::Duration:
    return constantName(expr, duration(expr->number));
  case ExprKind::Date:
    return constantName(expr, formatDay(static_cast<Day>(expr->number)));
  case ExprKind::Instant:
    return constantName(expr, formatInstant(expr->number));
  case ExprKind::Ip:
  case ExprKind::Cidr:
    return constantName(expr, expr->text.str());
  case ExprKind::Pattern:
    return pattern(expr->text, index_.constant(expr));
  case ExprKind::List:
    return expr->operands.empty() ? "an empty list" : listNoun(expr, "and");
  case ExprKind::Record: {
    std::vector<std::string> parts;
    for (size_t at = 0; at < expr->operands.size(); ++at)
      parts.push_back(code(expr->names[at]) + " " + noun(expr->operand(at)));
    return parts.empty() ? "an empty record" : "the record of " + enumerate(parts);
  }
  case ExprKind::Absent:
    return "nothing";
  case ExprKind::Root:
    return rootMember(expr->text, "");
  case ExprKind::EffectParameter:
    return code(llvm::StringRef(expr->text).rsplit('.').second.str() + "." + expr->names[0].str());
  case ExprKind::Local:
    if (auto found = values_.find(expr->number); found != values_.end())
      return noun(found->second);
    if (auto found = named_.find(expr->number); found != named_.end()) {
      const Expr *value = found->second;
      bool literal = value->kind == ExprKind::Int || value->kind == ExprKind::Decimal ||
                     value->kind == ExprKind::String || value->kind == ExprKind::Duration ||
                     value->kind == ExprKind::Date || value->kind == ExprKind::Instant;
      if (literal) // the value itself, with its name
        return noun(value) + " (" + code(expr->text) + ")";
      if (define(found->second)) {
        size_t place = definitions_.size();
        definitions_.emplace_back();
        bool truth = found->second->type->kind == TypeKind::Bool;
        definitions_[place].text = code(expr->text) + (truth ? " is true where " : " is ") +
                                   (truth ? inlined(claim(found->second)) : noun(found->second));
      }
    }
    return code(expr->text);
  case ExprKind::Data: {
    const check::Data *data = index_.data(expr->text);
    std::string name = code(llvm::StringRef(expr->text).rsplit('.').second);
    if (data && define(data)) {
      const auto *let = llvm::cast<syntax::LetDecl>(data->symbol->decl);
      size_t entries = data->value.asArray()    ? data->value.asArray()->size()
                       : data->value.asObject() ? data->value.asObject()->size()
                                                : 1;
      definitions_.push_back(
          {name + " is a table of " + counted(static_cast<int64_t>(entries), "entry", "entries") +
               (let->from ? " read from " + code(let->from.value) + " when the policy was built" : "") + ". " +
               documentation(let->doc),
           {}});
    }
    return "the table " + name;
  }
  case ExprKind::Let:
    return letNoun(expr);
  case ExprKind::Member:
    return member(expr);
  case ExprKind::Index:
    return index(expr);
  case ExprKind::Project: {
    values_.erase(expr->number);
    return "the " + noun(expr->operand(1)) + " of each item of " + noun(expr->operand(0));
  }
  case ExprKind::Coalesce:
    return noun(expr->operand(0)) + " (" + noun(expr->operand(1)) + " where it is missing)";
  case ExprKind::Negate:
    return "minus " + noun(expr->operand(0));
  case ExprKind::Add: {
    TypeKind kind = expr->type->kind;
    bool text = expr->type->isStringLike(), list = kind == TypeKind::List;
    return "(" + noun(expr->operand(0)) +
           (text   ? " followed by "
            : list ? " together with "
                   : " plus ") +
           noun(expr->operand(1)) + ")";
  }
  case ExprKind::Subtract:
    return "(" + noun(expr->operand(0)) + " minus " + noun(expr->operand(1)) + ")";
  case ExprKind::Multiply:
    return "(" + noun(expr->operand(0)) + " times " + noun(expr->operand(1)) + ")";
  case ExprKind::If:
    if (expr->type->kind != TypeKind::Bool)
      return "(" + noun(expr->operand(1)) + " where " + inlined(claim(expr->operand(0))) + ", and " +
             noun(expr->operand(2)) + " otherwise)";
    return "whether " + inlined(claim(expr));
  case ExprKind::CountOf:
    return "the number of " + code(expr->text) + " in " + noun(expr->operand(0)) + " for which " +
           inlined(claim(expr->operand(1)));
  case ExprKind::SumOf: {
    const Expr *where = expr->operand(1);
    bool every = where->kind == ExprKind::Bool && where->number;
    return "the sum, over every " + code(expr->text) + " in " + noun(expr->operand(0)) +
           (every ? "" : " for which " + inlined(claim(where))) + ", of " + noun(expr->operand(2));
  }
  case ExprKind::Call:
    return callNoun(expr);
  case ExprKind::Cast:
    return noun(expr->operand(0)) + " (read as " +
           code(ir::print(expr->type->isOptional() ? expr->type->element : expr->type)) + ")";
  case ExprKind::History:
    return historyNoun(expr);
  case ExprKind::Signal: {
    std::vector<std::string> about;
    for (const Expr *operand : expr->operands)
      about.push_back(noun(operand));
    return "the answer of the detector " + code(llvm::StringRef(expr->text).rsplit('.').second) + " about " +
           enumerate(about);
  }
  case ExprKind::Has:
  case ExprKind::Not:
  case ExprKind::And:
  case ExprKind::Or:
  case ExprKind::Equal:
  case ExprKind::NotEqual:
  case ExprKind::Less:
  case ExprKind::LessEqual:
  case ExprKind::Greater:
  case ExprKind::GreaterEqual:
  case ExprKind::In:
  case ExprKind::Like:
  case ExprKind::Matches:
  case ExprKind::Any:
  case ExprKind::All:
    return "whether " + inlined(claim(expr));
  }
  return code(ir::print(expr));
}

/// A constant that has a name is said with it.
std::string Speaker::constantName(const Expr *expr, std::string text) {
  const syntax::LetDecl *constant = index_.constant(expr);
  return constant ? text + " (" + code(constant->name.text) + ")" : text;
}

std::string Speaker::pattern(llvm::StringRef text, const syntax::LetDecl *constant) {
  if (!constant)
    return "the pattern `" + text.str() + "`";
  if (define(constant)) {
    std::vector<std::string> yes, no;
    for (const syntax::Text &example : constant->yes)
      yes.push_back(quote(example.value));
    for (const syntax::Text &example : constant->no)
      no.push_back(quote(example.value));
    Item item{"the pattern " + code(constant->name.text) +
                  (constant->doc.empty() ? "" : ": " + documentation(constant->doc)),
              {}};
    if (!yes.empty())
      item.items.push_back({"matches, for example, " + enumerate(yes), {}});
    if (!no.empty())
      item.items.push_back({"does not match, for example, " + enumerate(no), {}});
    item.items.push_back({"is written `" + text.str() + "`", {}});
    definitions_.push_back(std::move(item));
  }
  return "the pattern " + code(constant->name.text);
}

std::string Speaker::listNoun(const Expr *expr, llvm::StringRef word) {
  constexpr size_t most = 20;
  std::vector<std::string> items;
  for (const Expr *item : expr->operands)
    if (items.size() < most)
      items.push_back(noun(item));
  if (expr->operands.size() > most)
    items.push_back(counted(static_cast<int64_t>(expr->operands.size() - most), "other"));
  const syntax::LetDecl *constant = index_.constant(expr);
  return enumerate(items, word) + (constant ? " (" + code(constant->name.text) + ")" : "");
}

std::string Speaker::letNoun(const Expr *expr) {
  const syntax::LetDecl *function = index_.function(expr);
  const Expr *body = expr;
  auto saved = values_;
  for (; body->kind == ExprKind::Let && body->range == expr->range; body = body->operand(1))
    values_[body->number] = body->operand(0);
  bool simple = body->kind != ExprKind::If && body->kind != ExprKind::SumOf && body->kind != ExprKind::CountOf &&
                body->type->kind != TypeKind::Bool;
  if (!function || simple) {
    std::string text = noun(body);
    values_ = saved;
    return text;
  }
  values_ = saved;
  return function->parameters.size() == 1 ? functionCall(expr, function)
                                          : "what " + functionCall(expr, function) + " gives";
}

std::string Speaker::callNoun(const Expr *expr) {
  auto phrase = builtinPhrase(expr->text);
  if (!phrase)
    return code(ir::print(expr));
  if (!phrase->negated.empty())
    return "whether " + inlined(claim(expr));
  std::vector<std::string> arguments;
  for (const Expr *operand : expr->operands)
    arguments.push_back(noun(operand));
  const ir::Type *type = expr->operand(0)->type;
  if (expr->text == "size")
    return (type->isStringLike() ? "the number of characters in " : "the number of items in ") + arguments[0];
  return filled(phrase->plain, arguments);
}

// ---- Paths

std::string Speaker::rootMember(llvm::StringRef root, const std::string &path) {
  std::string of = earlier_ ? "its " : "the ";
  if (root == "args")
    return path.empty() ? of + "arguments" : of + "argument " + code(path);
  if (root == "context")
    return path.empty() ? "the context" : "the context's " + code(path);
  if (root == "result")
    return path.empty() ? of + "result" : (earlier_ ? "its result's " : "the result's ") + code(path);
  if (root == "session")
    return path == "id" ? "the session" : path == "turn" ? "the turn of the session" : "the session";
  if (root == "agent") {
    return llvm::StringSwitch<std::string>(path)
        .Case("", "the agent")
        .Case("id", "the acting agent")
        .Case("on_behalf_of", "the person on whose behalf the agent acts")
        .Default("the agent's " + code(path));
  }
  if (root == "tool")
    return path == "name" ? "the name of the tool" : path == "surface" ? "the surface of the tool" : "the tool";
  if (root == "time")
    return "the time of the event";
  if (root == "error")
    return "whether the tool reported an error";
  if (auto kind = ir::eventKind(root))
    return current(*kind);
  return code(root);
}

std::string Speaker::member(const Expr *expr) {
  std::string path = expr->text.str();
  const Expr *base = unwrapped(expr->operand(0));
  for (; base->kind == ExprKind::Member; base = unwrapped(base->operand(0)))
    path = base->text.str() + "." + path;
  if (base->kind == ExprKind::Root)
    return rootMember(base->text, path);
  if (base->kind == ExprKind::Local)
    return noun(base) == code(base->text) ? code(base->text.str() + "." + path) : code(path) + " of " + noun(base);
  if (base->kind == ExprKind::EffectParameter)
    return code(path) + " of " + noun(base);
  return "the " + code(path) + " of " + noun(base);
}

std::string Speaker::index(const Expr *expr) {
  const Expr *key = expr->operand(1);
  if (key->kind == ExprKind::Int)
    return "item " + std::to_string(key->number + 1) + " of " + noun(expr->operand(0));
  return "the entry for " + noun(key) + " in " + noun(expr->operand(0));
}

} // namespace onus::prose
