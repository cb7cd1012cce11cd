// SPDX-License-Identifier: Apache-2.0
#include "evaluate/event.h"

#include "base/decimal.h"

namespace onus::evaluate {

namespace {

/// A string below a member that is an object; empty where it is not there.
llvm::StringRef within(const json::Value *object, llvm::StringRef name) {
  return object ? object->string(name) : llvm::StringRef();
}

class Reader {
  using Problem = std::optional<std::string>;

public:
  explicit Reader(Event &event) : event_(event) {}

  /// The first thing that is wrong, or nothing. What else can be read is read all the same, for the record.
  Problem read() {
    if (!event_.document.asObject())
      return "is no object";
    readKind();
    Problem first;
    for (auto step :
         {&Reader::readId, &Reader::readEventWord, &Reader::readTime, &Reader::readSession, &Reader::readTool})
      if (auto problem = (this->*step)(); problem && !first)
        first = problem;
    return first;
  }

private:
  void readKind() {
    event_.kindWord = event_.document.string("event").str();
    event_.kind = ir::eventKind(event_.kindWord);
  }
  Problem text(llvm::StringRef name, std::string &into) {
    const json::Value *member = event_.get(name);
    if (!member)
      return "`" + name.str() + "` is missing";
    const std::string *value = member->asString();
    if (!value)
      return "`" + name.str() + "` is no string";
    into = *value;
    return std::nullopt;
  }
  Problem readId() {
    if (auto problem = text("id", event_.id))
      return problem;
    return event_.id.empty() ? Problem("`id` is empty") : std::nullopt;
  }
  Problem readEventWord() {
    std::string word;
    return text("event", word);
  }
  Problem readTime() {
    std::string written;
    if (auto problem = text("time", written))
      return problem;
    auto instant = parseInstant(written);
    if (!instant)
      return "`time` is no RFC 3339 instant of at most milliseconds";
    event_.time = event_.now = *instant;
    return std::nullopt;
  }
  Problem readSession() {
    const json::Value *session = event_.get("session");
    if (!session)
      return "`session` is missing";
    const json::Object *members = session->asObject();
    if (!members)
      return "`session` is no object";
    const json::Value *id = session->get("id");
    if (!id || !id->asString() || id->asString()->empty())
      return "`session.id` is no string";
    event_.session = *id->asString();
    for (const json::Member &member : *members)
      if (member.first != "id" && member.first != "turn")
        return "`session` has an unknown member";
    if (const json::Value *turn = session->get("turn")) {
      event_.turn = turn->asNumber() ? parseInt(turn->asNumber()->text) : std::nullopt;
      if (!event_.turn || *event_.turn < 1)
        return "`session.turn` is no number from 1";
    }
    return std::nullopt;
  }
  Problem readTool() {
    if (!event_.hasTool())
      return std::nullopt;
    if (auto problem = text("tool", event_.tool))
      return problem;
    const json::Value *args = event_.get("args");
    if (!args)
      return "`args` is missing";
    return args->asObject() ? Problem() : Problem("`args` is no object");
  }

  Event &event_;
};

} // namespace

llvm::StringRef Event::agentId() const { return within(get("agent"), "id"); }
llvm::StringRef Event::onBehalfOf() const { return within(get("agent"), "on_behalf_of"); }
llvm::StringRef Event::credentialId() const {
  const json::Value *agent = get("agent");
  return within(agent ? agent->get("credential") : nullptr, "id");
}

std::variant<Event, Refusal> readEvent(llvm::StringRef line, const Limits &limits, Event &partial) {
  // What is too large is not even read, so nobody can say whether it is malformed besides.
  if (line.size() > limits.maxEventBytes)
    return Refusal{"too_large", "the event has more than " + std::to_string(limits.maxEventBytes) + " bytes"};
  auto parsed = json::parse(line, {.depth = limits.maxDepth});
  if (auto *error = std::get_if<json::Error>(&parsed))
    return Refusal{"malformed_event", error->message + " at byte " + std::to_string(error->offset)};
  partial.document = std::get<json::Value>(std::move(parsed));
  if (auto problem = Reader(partial).read())
    return Refusal{"malformed_event", *problem};
  return partial;
}

} // namespace onus::evaluate
