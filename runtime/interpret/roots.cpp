// SPDX-License-Identifier: Apache-2.0
// The event's own parts: arguments, result, text, session, agent, tool and time.
#include "runtime/interpret/roots.h"

#include "runtime/json/read.h"
#include "runtime/value/access.h"
#include "runtime/value/fit.h"
#include "runtime/value/text.h"

namespace onus::rt {

namespace {

/// True where a result that is of no type will do: it is only read as a text, or as what it happens to be.
bool isContent(const TypeRow *type) {
  return !type || type->kind == TypeKind::Content || type->kind == TypeKind::Json || type->kind == TypeKind::String;
}

/// A json value as the type that reads it: a string where a string is wanted.
Outcome untyped(const Cell &value, const TypeRow *wanted) {
  if (!wanted || wanted->kind != TypeKind::String)
    return value;
  if (value.kind != Kind::JsonString)
    return Outcome::content("`result` is no string");
  Cell text = value;
  text.kind = Kind::String;
  return text;
}

Cell typedText(Text text) { return Cell::text(text); }

} // namespace

Roots::Roots(const Bundle &bundle, Arena &arena, Fuel &fuel, const Event &event, const SystemRow &system,
             const ToolRow *tool)
    : bundle_(bundle), arena_(arena), fuel_(&fuel), event_(event), system_(system), tool_(tool) {}

Outcome Roots::root(const Code &root) {
  switch (static_cast<Root>(root.number)) {
  case Root::Args: {
    const TypeRow *of = type(root);
    bool wantsJson = of && of->kind == TypeKind::Json;
    return wantsJson && event_.args ? Outcome(*event_.args) : args();
  }
  case Root::Result:
    return result(type(root));
  case Root::Error:
    return error();
  case Root::Context:
    return wholeContext();
  case Root::Session:
    return session();
  case Root::Agent:
    return agent(root);
  case Root::Tool:
    return toolRecord();
  case Root::Time:
    return Cell::number(Kind::Instant, event_.now);
  case Root::Text:
    break;
  }
  return ownText(root);
}

Outcome Roots::member(const Code &root, Text name) {
  if (root.number == static_cast<int64_t>(Root::Context))
    return contextMember(name);
  if (root.number == static_cast<int64_t>(Root::Session))
    return sessionMember(name);
  Outcome whole = this->root(root);
  if (whole.failed)
    return whole;
  const Cell *found = rt::member(bundle_.pool(), whole.value, name);
  return found ? *found : Cell();
}

Outcome Roots::textOf(const Outcome &whole) {
  if (whole.failed)
    return whole;
  Text text = rt::textOf(bundle_.pool(), whole.value, arena_);
  return arena_.exhausted() ? Outcome::content(whyNoMemory) : Outcome(typedText(text));
}

Outcome Roots::text(const Code &root) {
  bool isError = root.number == static_cast<int64_t>(Root::Result) && error().isTrue();
  return textOf(isError ? result(nullptr) : this->root(root));
}

Outcome Roots::contentText() {
  if (event_.known && event_.kind == EventKind::Call)
    return textOf(args());
  if (event_.known && event_.kind == EventKind::Result)
    return textOf(result(nullptr));
  if (!event_.text || event_.text->kind != Kind::JsonString)
    return Outcome::content(event_.text ? Text("`text` is no string") : Text("`text` is missing"));
  return typedText(bundle_.pool().text(*event_.text));
}

// ---- Arguments and result

const Outcome &Roots::args() {
  if (args_.known)
    return args_.value;
  args_.known = true;
  Cell fitted;
  Text misfit;
  if (!event_.args || !tool_)
    args_.value = Outcome::content("args is missing");
  else if (fit(bundle_, arena_, *event_.args, tool_->args, "args", fitted, misfit))
    args_.value = fitted;
  else
    args_.value = Outcome::content(arena_.exhausted() ? whyNoMemory : misfit);
  return args_.value;
}

bool Roots::fitArguments(Text &misfit) {
  const Outcome &fitted = args();
  if (fitted.failed)
    misfit = fitted.why;
  return !fitted.failed;
}

Outcome Roots::error() const {
  if (!event_.known || event_.kind != EventKind::Result)
    return Outcome::content("this event has no `error`");
  if (!event_.error)
    return Outcome::boolean(false);
  return event_.error->kind == Kind::JsonBool ? Outcome::boolean(event_.error->payload != 0)
                                              : Outcome::content("`error` is no bool");
}

Outcome Roots::result(const TypeRow *wanted) {
  bool isResult = event_.known && event_.kind == EventKind::Result && tool_;
  if (!isResult || !event_.result)
    return Outcome::content("`result` is missing");
  Outcome erred = error();
  if (erred.failed)
    return erred;
  if (erred.isTrue()) {
    if (isContent(wanted))
      return untyped(*event_.result, wanted);
    return Outcome::content(
        composed(arena_, {"the tool failed: `result` holds its error, not ", bundle_.text(wanted->print)}));
  }
  if (!result_.known) {
    result_.value = fitResult();
    result_.known = true;
  }
  return result_.value;
}

Outcome Roots::fitResult() {
  const Cell *raw = event_.result;
  Cell read, fitted;
  Text misfit;
  bool isText = (tool_->flags & toolResultFromText) != 0 && raw->kind == Kind::JsonString;
  if (isText && bundle_.row<Section::Types>(tool_->result).kind != TypeKind::String) {
    JsonError problem;
    if (!readJson(bundle_.pool().text(*raw), arena_, read, problem))
      return Outcome::content(arena_.exhausted() ? whyNoMemory
                                                 : composed(arena_, {"`result` is no JSON text: ", problem.message}));
    raw = &read;
  }
  if (fit(bundle_, arena_, *raw, tool_->result, "result", fitted, misfit))
    return fitted;
  return Outcome::content(arena_.exhausted() ? whyNoMemory : misfit);
}

Outcome Roots::ownText(const Code &root) const {
  int64_t kind = root.number - static_cast<int64_t>(Root::Text);
  if (!event_.known || kind != static_cast<int64_t>(event_.kind))
    return Outcome::content(composed(arena_, {"this event is no `", bundle_.text(root.text), "`"}));
  if (!event_.text || event_.text->kind != Kind::JsonString)
    return Outcome::content(event_.text ? Text("`text` is no string") : Text("`text` is missing"));
  return typedText(bundle_.pool().text(*event_.text));
}

// ---- Records of the envelope

Outcome Roots::recordOf(const Cell *members, size_t count) {
  auto *kept = arena_.array<Cell>(2 * count);
  if (!kept)
    return Outcome::content(whyNoMemory);
  memcpy(kept, members, 2 * count * sizeof(Cell));
  return Cell::parts(Kind::Record, kept, count);
}

Outcome Roots::session() {
  const Cell members[] = {Cell::text("id"), Cell::text(event_.session), Cell::text("turn"),
                          Cell::number(Kind::Int, event_.turn)};
  return recordOf(members, event_.hasTurn ? 2 : 1);
}

Outcome Roots::sessionMember(Text name) const {
  if (name == Text("id"))
    return Cell::text(event_.session);
  if (!(name == Text("turn")))
    return Cell();
  return event_.hasTurn ? Outcome(Cell::number(Kind::Int, event_.turn)) : Outcome::engine("`session.turn` is missing");
}

Outcome Roots::toolRecord() {
  if (!tool_)
    return Outcome::content("this event has no tool");
  const Cell members[] = {Cell::text("name"), Cell::text(bundle_.text(tool_->name)), Cell::text("surface"),
                          Cell::text(bundle_.text(tool_->surface))};
  return recordOf(members, 2);
}

Outcome Roots::agent(const Code &root) {
  if (agent_.known)
    return agent_.value;
  if (!event_.agent)
    return Outcome::engine("`agent` is missing");
  const TypeRow *of = type(root);
  if (!of || of->kind != TypeKind::Record)
    return *event_.agent;
  agent_.known = true;
  Cell fitted;
  Text misfit;
  if (fit(bundle_, arena_, *event_.agent, root.type, "agent", fitted, misfit))
    agent_.value = fitted;
  else
    agent_.value = arena_.exhausted() ? Outcome::content(whyNoMemory) : Outcome::engine(misfit);
  return agent_.value;
}

} // namespace onus::rt
