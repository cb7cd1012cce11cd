// SPDX-License-Identifier: Apache-2.0
#include "runtime/decide/envelope.h"

#include "runtime/base/number.h"
#include "runtime/base/time.h"
#include "runtime/decide/words.h"

namespace onus::rt {

namespace {

// An event's document never lies in a bundle, so its cells hold addresses.
Text textIn(const Cell *cell) {
  return cell && cell->kind == Kind::JsonString ? Text(cell->pointer<char>(), cell->size) : Text();
}
bool isString(const Cell *cell) { return cell && cell->kind == Kind::JsonString; }
bool isObject(const Cell *cell) { return cell && cell->kind == Kind::JsonObject; }

const Cell *memberOf(const Cell *object, Text name) {
  if (!isObject(object))
    return nullptr;
  const Cell *parts = object->pointer<Cell>();
  for (size_t at = 0; at < object->size; ++at)
    if (textIn(&parts[2 * at]) == name)
      return &parts[2 * at + 1];
  return nullptr;
}

class EnvelopeReader {
public:
  explicit EnvelopeReader(Event &event) : event_(event) {}

  bool read(Text &problem) {
    if (event_.document.kind != Kind::JsonObject) {
      problem = "is no object";
      return false;
    }
    findMembers();
    readKind();
    readAgent();
    check(readId());
    check(readEventWord());
    check(readTime());
    check(readSession());
    check(readTool());
    problem = first_;
    return first_.empty();
  }

private:
  void check(Text problem) {
    if (first_.empty())
      first_ = problem;
  }

  void findMembers() {
    const struct {
      Text name;
      const Cell **place;
    } wanted[] = {{"id", &id_},
                  {"event", &kind_},
                  {"session", &session_},
                  {"tool", &tool_},
                  {"time", &event_.writtenTime},
                  {"args", &event_.args},
                  {"result", &event_.result},
                  {"error", &event_.error},
                  {"context", &event_.context},
                  {"agent", &event_.agent},
                  {"signals", &event_.signals},
                  {"approvals", &event_.approvals},
                  {"text", &event_.text},
                  {"tool_digest", &event_.toolDigest},
                  {"system", &event_.system}};
    const Cell *parts = event_.document.pointer<Cell>();
    for (size_t at = 0; at < event_.document.size; ++at)
      for (const auto &each : wanted)
        if (textIn(&parts[2 * at]) == each.name) {
          *each.place = &parts[2 * at + 1];
          break;
        }
  }

  void readKind() {
    event_.kindWord = textIn(kind_);
    for (size_t kind = 0; kind < eventKinds; ++kind)
      if (event_.kindWord == kindWords[kind]) {
        event_.known = true;
        event_.kind = static_cast<EventKind>(kind);
      }
  }

  void readAgent() {
    event_.agentId = textIn(memberOf(event_.agent, "id"));
    event_.onBehalfOf = textIn(memberOf(event_.agent, "on_behalf_of"));
    event_.credentialId = textIn(memberOf(memberOf(event_.agent, "credential"), "id"));
  }

  Text readId() {
    if (!isString(id_))
      return id_ ? Text("`id` is no string") : Text("`id` is missing");
    event_.id = textIn(id_);
    return event_.id.empty() ? Text("`id` is empty") : Text();
  }

  Text readEventWord() const {
    if (isString(kind_))
      return {};
    return kind_ ? Text("`event` is no string") : Text("`event` is missing");
  }

  Text readTime() {
    if (!isString(event_.writtenTime))
      return event_.writtenTime ? Text("`time` is no string") : Text("`time` is missing");
    if (!parseInstant(textIn(event_.writtenTime), event_.time))
      return "`time` is no RFC 3339 instant of at most milliseconds";
    event_.now = event_.time;
    return {};
  }

  Text readSession() {
    if (!session_)
      return "`session` is missing";
    if (!isObject(session_))
      return "`session` is no object";
    Text id = textIn(memberOf(session_, "id"));
    if (id.empty())
      return "`session.id` is no string";
    event_.session = id;
    const Cell *parts = session_->pointer<Cell>();
    for (size_t at = 0; at < session_->size; ++at)
      if (Text name = textIn(&parts[2 * at]); !(name == Text("id")) && !(name == Text("turn")))
        return "`session` has an unknown member";
    const Cell *turn = memberOf(session_, "turn");
    if (!turn)
      return {};
    event_.hasTurn = turn->kind == Kind::JsonNumber && parseInt({turn->pointer<char>(), turn->size}, event_.turn);
    return event_.hasTurn && event_.turn >= 1 ? Text() : Text("`session.turn` is no number from 1");
  }

  Text readTool() {
    if (!event_.hasTool())
      return {};
    if (!isString(tool_))
      return tool_ ? Text("`tool` is no string") : Text("`tool` is missing");
    event_.tool = textIn(tool_);
    if (!event_.args)
      return "`args` is missing";
    return isObject(event_.args) ? Text() : Text("`args` is no object");
  }

  Event &event_;
  const Cell *id_ = nullptr, *kind_ = nullptr, *session_ = nullptr, *tool_ = nullptr;
  Text first_;
};

} // namespace

bool readEnvelope(Event &event, Text &problem) { return EnvelopeReader(event).read(problem); }

} // namespace onus::rt
