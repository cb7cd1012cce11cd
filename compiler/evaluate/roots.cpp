// SPDX-License-Identifier: Apache-2.0
#include "evaluate/roots.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::evaluate {

using ir::TypeKind;

namespace {

bool isContent(const ir::Type *type) {
  return !type || type->kind == TypeKind::Content || type->kind == TypeKind::Json || type->kind == TypeKind::String;
}

/// A json value as the type that reads it: a string where a string is wanted.
Outcome untyped(const json::Value &value, const ir::Type *wanted) {
  if (wanted && wanted->kind == TypeKind::String) {
    if (const std::string *text = value.asString())
      return Value::string(*text);
    return Outcome::content("`result` is no string");
  }
  return Value::json(value);
}

void flattenInto(Items &items, const Value &value) {
  if (const Items *list = value.asList()) {
    for (const Value &item : *list)
      flattenInto(items, item);
  } else if (!value.isAbsent()) {
    items.push_back(value);
  }
}

} // namespace

bool readsSensitive(const ir::Expr &expr) {
  if (expr.type && ir::holdsSensitive(expr.type))
    return true;
  bool isPath = expr.kind == ir::ExprKind::Member || expr.kind == ir::ExprKind::Index;
  return !isPath && llvm::any_of(expr.operands, [](const ir::Expr *part) { return readsSensitive(*part); });
}

Value flattened(const Value &value) {
  Items items;
  flattenInto(items, value);
  return Value::list(std::move(items));
}

Outcome EventRoots::root(const ir::Expr &root) {
  llvm::StringRef name = root.text;
  if (name == "args") {
    const json::Value *args = event_.get("args");
    bool wantsJson = root.type && root.type->kind == TypeKind::Json;
    return wantsJson && args ? Outcome(Value::json(*args)) : argsValue();
  }
  if (name == "result")
    return result(root.type);
  if (name == "error")
    return error();
  if (name == "context")
    return wholeContext();
  if (name == "session")
    return session();
  if (name == "agent")
    return agent(root.type);
  if (name == "tool")
    return tool_ ? Outcome(Value::record(
                       {{"name", Value::string(tool_->name)}, {"surface", Value::string(tool_->surface)}}))
                 : Outcome::content("this event has no tool");
  if (name == "time")
    return Value::instant(event_.now);
  return ownText(name);
}

Outcome EventRoots::member(const ir::Expr &root, llvm::StringRef name) {
  if (root.text == "context")
    return contextMember(name);
  if (root.text == "session" && name == "turn" && !event_.turn)
    return Outcome::engine("`session.turn` is missing");
  Outcome whole = this->root(root);
  if (whole.failed())
    return whole;
  if (const Value *found = whole.value().member(name))
    return *found;
  if (const json::Value *document = whole.value().asJson())
    if (const json::Value *found = document->get(name))
      return Value::json(*found);
  return Value();
}

Outcome EventRoots::text(const ir::Expr &root) {
  Outcome whole = root.text == "result" && error().isTrue() ? result(nullptr) : this->root(root);
  return whole.failed() ? whole : Outcome(Value::string(textOf(whole.value())));
}

Outcome EventRoots::contentText() {
  ir::Expr root;
  root.text = event_.kind == ir::EventKind::Call     ? llvm::StringRef("args")
              : event_.kind == ir::EventKind::Result ? llvm::StringRef("result")
                                                     : llvm::StringRef(event_.kindWord);
  return text(root);
}

const std::variant<Value, Misfit> &EventRoots::args() {
  if (!args_) {
    const json::Value *args = event_.get("args");
    if (!args || !tool_)
      args_ = Misfit{"args", "is missing"};
    else
      args_ = fit(*args, *tool_->args, "args");
  }
  return *args_;
}

Outcome EventRoots::argsValue() {
  auto &fitted = args();
  if (auto *misfit = std::get_if<Misfit>(&fitted))
    return Outcome::content(misfit->text());
  return std::get<Value>(fitted);
}

Outcome EventRoots::error() {
  const json::Value *flag = event_.get("error");
  if (event_.kind != ir::EventKind::Result)
    return Outcome::content("this event has no `error`");
  if (!flag)
    return Outcome::boolean(false);
  return flag->asBool() ? Outcome::boolean(*flag->asBool()) : Outcome::content("`error` is no bool");
}

Outcome EventRoots::result(const ir::Type *wanted) {
  const json::Value *raw = event_.kind == ir::EventKind::Result ? event_.get("result") : nullptr;
  if (!raw)
    return Outcome::content("`result` is missing");
  Outcome erred = error();
  if (erred.failed())
    return erred;
  if (erred.isTrue())
    return isContent(wanted) ? untyped(*raw, wanted)
                             : Outcome::content("the tool failed: `result` holds its error, not " + ir::print(wanted));
  if (!result_)
    result_ = fitResult();
  return *result_;
}

Outcome EventRoots::fitResult() {
  const json::Value *raw = event_.get("result");
  const ir::Type &type = *tool_->result;
  json::Value parsed;
  if (tool_->resultFromText && raw->asString() && type.kind != TypeKind::String) {
    auto read = json::parse(*raw->asString());
    if (auto *error = std::get_if<json::Error>(&read))
      return Outcome::content("`result` is no JSON text: " + error->message);
    parsed = std::get<json::Value>(std::move(read));
    raw = &parsed;
  }
  auto fitted = fit(*raw, type, "result");
  if (auto *misfit = std::get_if<Misfit>(&fitted))
    return Outcome::content(misfit->text());
  return std::get<Value>(fitted);
}

Outcome EventRoots::ownText(llvm::StringRef kind) {
  if (kind != event_.kindWord)
    return Outcome::content("this event is no `" + kind.str() + "`");
  const json::Value *text = event_.get("text");
  if (!text || !text->asString())
    return Outcome::content("`text` is " + std::string(text ? "no string" : "missing"));
  return Value::string(*text->asString());
}

Outcome EventRoots::session() const {
  Members members{{"id", Value::string(event_.session)}};
  if (event_.turn)
    members.emplace_back("turn", Value::integer(*event_.turn));
  return Value::record(std::move(members));
}

Outcome EventRoots::agent(const ir::Type *type) {
  if (agent_)
    return *agent_;
  const json::Value *raw = event_.get("agent");
  if (!raw)
    return Outcome::engine("`agent` is missing");
  if (!type || type->kind != TypeKind::Record)
    return Value::json(*raw);
  auto fitted = fit(*raw, *type, "agent");
  auto *misfit = std::get_if<Misfit>(&fitted);
  agent_ = misfit ? Outcome::engine(misfit->text()) : Outcome(std::get<Value>(fitted));
  return *agent_;
}

// ---- Context, effects, detectors

Outcome EventRoots::contextMember(llvm::StringRef name) {
  auto found = context_.find(name);
  if (found == context_.end())
    found = context_.try_emplace(name, fitContext(name)).first;
  return found->second;
}

Outcome EventRoots::fitContext(llvm::StringRef name) {
  auto declared = llvm::find_if(system_.context, [&](const ir::ContextMember &member) { return member.name == name; });
  std::string path = "context." + name.str();
  if (declared == system_.context.end())
    return Outcome::engine("`" + path + "` is not declared");
  const json::Value *context = event_.get("context");
  const json::Value *raw = context ? context->get(name) : nullptr;
  if (context && !context->asObject())
    return Outcome::engine("`context` is no object");
  if (!raw)
    return declared->type->isOptional() ? Outcome(Value()) : Outcome::engine("`" + path + "` is missing");
  auto fitted = fit(*raw, *declared->type, path);
  if (auto *misfit = std::get_if<Misfit>(&fitted))
    return Outcome::engine(misfit->text());
  return std::get<Value>(fitted);
}

Outcome EventRoots::wholeContext() {
  Members members;
  for (const ir::ContextMember &declared : system_.context) {
    Outcome member = contextMember(declared.name);
    if (member.failed())
      return member;
    members.emplace_back(declared.name, member.value());
  }
  return Value::record(std::move(members));
}

const ir::Binding *EventRoots::binding(llvm::StringRef effect, llvm::StringRef parameter) const {
  if (!tool_)
    return nullptr;
  for (const ir::ToolEffect &does : tool_->effects)
    if (does.effect == effect)
      for (const ir::Binding &binding : does.bindings)
        if (binding.parameter == parameter)
          return &binding;
  return nullptr;
}

Outcome EventRoots::effectParameter(llvm::StringRef effect, llvm::StringRef parameter) {
  std::string key = effect.str() + "." + parameter.str();
  auto found = parameters_.find(key);
  if (found != parameters_.end())
    return found->second;
  const ir::Binding *bound = binding(effect, parameter);
  Outcome value = bound ? bind(*bound) : Outcome::engine("the tool does not bind `" + key + "`");
  parameters_.try_emplace(key, value);
  return value;
}

Outcome EventRoots::bind(const ir::Binding &binding) {
  bool isList = binding.type && binding.type->kind == TypeKind::List;
  if (binding.none || !binding.value)
    return isList ? Value::list({}) : Value();
  Outcome value = Evaluator(tables_, this, nullptr).evaluate(binding.value);
  return value.failed() || !isList ? value : Outcome(flattened(value.value()));
}

/// A binding may be a list of arguments, each of them sensitive or not.
void EventRoots::maskInto(std::vector<bool> &masked, const ir::Expr &value) {
  if (value.kind == ir::ExprKind::List || value.kind == ir::ExprKind::Add) {
    for (const ir::Expr *part : value.operands)
      maskInto(masked, *part);
    return;
  }
  Outcome part = Evaluator(tables_, this, nullptr).evaluate(&value);
  if (!part.failed())
    masked.resize(masked.size() + flattened(part.value()).asList()->size(), readsSensitive(value));
}

std::vector<bool> EventRoots::maskedElements(const ir::Expr &parameter) {
  std::vector<bool> masked;
  if (parameter.kind != ir::ExprKind::EffectParameter)
    return masked;
  const ir::Binding *bound = binding(parameter.text, parameter.names[0]);
  if (bound && bound->value && bound->type && bound->type->kind == TypeKind::List)
    maskInto(masked, *bound->value);
  else if (bound && bound->value)
    masked.push_back(readsSensitive(*bound->value));
  return masked;
}

Outcome EventRoots::signal(const ir::Expr &signal) {
  llvm::StringRef key = signal.names.empty() ? signal.text : signal.names[0];
  std::string name = "the detector `" + signal.text.str() + "`";
  const json::Value *signals = event_.get("signals");
  const json::Value *answer = signals ? signals->get(key) : nullptr;
  if (!answer)
    return Outcome::engine(name + " gave no answer");
  if (answer->get("error"))
    return Outcome::engine(name + " failed");
  const json::Value *value = answer->get("value");
  if (!value)
    return Outcome::engine(name + " gave no value");
  auto fitted = fitRounded(*value, *signal.type, "the answer of " + name);
  if (auto *misfit = std::get_if<Misfit>(&fitted))
    return Outcome::engine(misfit->text());
  return std::get<Value>(fitted);
}

} // namespace onus::evaluate
