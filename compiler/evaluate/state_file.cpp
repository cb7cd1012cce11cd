// SPDX-License-Identifier: Apache-2.0
#include "evaluate/state_file.h"

#include "evaluate/fit.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::evaluate {

namespace {

constexpr const char *formatName = "onus-engine-state";
constexpr int64_t formatVersion = 1;

json::Value number(int64_t value) { return json::Value::integer(value); }

// ---- Writing

json::Value keyToJson(const std::string &key, const KeyState &state) {
  json::Object out{{"key", key}};
  json::Array buckets, texts, pending;
  for (const Bucket &bucket : state.buckets)
    buckets.push_back(json::Array{number(bucket.index), number(bucket.count), number(bucket.total)});
  for (const KeyState::Text &text : state.texts)
    texts.push_back(json::Array{number(text.bucket), text.text});
  for (const auto &[call, bucket] : state.pending)
    pending.push_back(json::Array{call, number(bucket)});
  out.emplace_back("buckets", std::move(buckets));
  out.emplace_back("texts", std::move(texts));
  out.emplace_back("pending", std::move(pending));
  if (state.dropped)
    out.emplace_back("dropped", number(*state.dropped));
  if (state.latest)
    out.emplace_back("latest", json::Array{number(state.latest->bucket), toJson(state.latest->value)});
  return out;
}

json::Value slotToJson(const SlotState &slot) {
  json::Array keys;
  for (const auto &[key, state] : slot.keys())
    keys.push_back(keyToJson(key, state));
  return json::Object{{"definition", slot.definition()},
                      {"since", number(static_cast<int64_t>(slot.since))},
                      {"keys", std::move(keys)}};
}

json::Value askToJson(const std::string &digest, const OpenAsk &ask) {
  json::Array parties;
  for (const AskedParty &party : ask.parties)
    parties.push_back(json::Object{{"party", party.party},
                                   {"guardrail", party.guardrail},
                                   {"at", number(party.at)},
                                   {"within", number(party.within)},
                                   {"escalated", party.escalated}});
  return json::Object{
      {"digest", digest}, {"event_id", ask.eventId}, {"session", ask.session}, {"parties", std::move(parties)}};
}

json::Value systemToJson(const std::string &name, const SystemState &state) {
  json::Array sessions, slots, seen, calls, asks, thresholds, escalations;
  for (const auto &[id, session] : state.sessions)
    sessions.push_back(json::Array{id, number(static_cast<int64_t>(session.sequence)), session.lost});
  for (const SlotState &slot : state.slots)
    slots.push_back(slotToJson(slot));
  for (const std::string &key : state.seen.order())
    seen.push_back(json::Array{key, state.seen.find(key)->digest, state.seen.find(key)->asked});
  for (const std::string &id : state.calls.order())
    calls.push_back(json::Array{id, number(static_cast<int64_t>(*state.calls.find(id)))});
  for (const auto &[digest, ask] : state.asks)
    asks.push_back(askToJson(digest, ask));
  for (const auto &[name_, count] : state.thresholds) {
    json::Array buckets;
    for (const Bucket &bucket : count.buckets())
      buckets.push_back(json::Array{number(bucket.index), number(bucket.count)});
    thresholds.push_back(json::Array{name_, std::move(buckets)});
  }
  for (const auto &[key, until] : state.escalations)
    escalations.push_back(json::Array{key, number(until)});
  return json::Object{{"name", name},
                      {"clock", number(state.clock)},
                      {"next", number(static_cast<int64_t>(state.nextSequence))},
                      {"sessions", std::move(sessions)},
                      {"slots", std::move(slots)},
                      {"seen", std::move(seen)},
                      {"calls", std::move(calls)},
                      {"asks", std::move(asks)},
                      {"thresholds", std::move(thresholds)},
                      {"escalations", std::move(escalations)}};
}

// ---- Reading

/// Reads members and items of what must be there; the first thing missing is remembered.
class Reader {
public:
  const json::Array &list(const json::Value &of, llvm::StringRef name) {
    const json::Value *member = of.get(name);
    const json::Array *array = member ? member->asArray() : nullptr;
    return array ? *array : bad(empty_);
  }
  const json::Value &at(const json::Value &of, size_t place) {
    const json::Array *array = of.asArray();
    return array && place < array->size() ? (*array)[place] : bad(null_);
  }
  const json::Value &member(const json::Value &of, llvm::StringRef name) {
    const json::Value *found = of.get(name);
    return found ? *found : bad(null_);
  }
  std::string text(const json::Value &value) { return value.asString() ? *value.asString() : bad(std::string()); }
  bool flag(const json::Value &value) { return value.asBool() ? *value.asBool() : bad(false); }
  int64_t whole(const json::Value &value) {
    auto parsed = value.asNumber() ? parseInt(value.asNumber()->text) : std::nullopt;
    return parsed ? *parsed : bad(int64_t(0));
  }
  bool failed() const { return failed_; }

private:
  template <typename T>
  const T &bad(const T &fallback) {
    failed_ = true;
    return fallback;
  }
  json::Array empty_;
  json::Value null_;
  bool failed_ = false;
};

void readKey(Reader &reader, const json::Value &from, SlotState &slot) {
  KeyState &state = slot.keys()[reader.text(reader.member(from, "key"))];
  for (const json::Value &bucket : reader.list(from, "buckets"))
    state.buckets.push_back(
        {reader.whole(reader.at(bucket, 0)), reader.whole(reader.at(bucket, 1)), reader.whole(reader.at(bucket, 2))});
  for (const json::Value &text : reader.list(from, "texts")) {
    state.texts.push_back({reader.whole(reader.at(text, 0)), reader.text(reader.at(text, 1))});
    state.textBytes += state.texts.back().text.size();
  }
  for (const json::Value &pending : reader.list(from, "pending"))
    state.pending[reader.text(reader.at(pending, 0))] = reader.whole(reader.at(pending, 1));
  if (const json::Value *dropped = from.get("dropped"))
    state.dropped = reader.whole(*dropped);
  const json::Value *latest = from.get("latest");
  const ir::Expr *path = slot.slot().path;
  if (!latest || !path)
    return;
  auto fitted = fit(reader.at(*latest, 1), *path->type, "latest", {.limited = false});
  if (auto *value = std::get_if<Value>(&fitted))
    state.latest = KeyState::Latest{reader.whole(reader.at(*latest, 0)), *value};
}

/// A slot whose definition is not among the saved ones begins anew: the sessions that ran before are lost to it.
void readSlots(Reader &reader, const json::Value &from, SystemState &state) {
  const json::Array &saved = reader.list(from, "slots");
  for (SlotState &slot : state.slots) {
    auto same =
        llvm::find_if(saved, [&](const json::Value &each) { return each.string("definition") == slot.definition(); });
    if (same == saved.end()) {
      slot.since = state.nextSequence;
      continue;
    }
    slot.since = static_cast<uint64_t>(reader.whole(reader.member(*same, "since")));
    for (const json::Value &key : reader.list(*same, "keys"))
      readKey(reader, key, slot);
    slot.indexPending();
  }
}

void readAsks(Reader &reader, const json::Value &from, SystemState &state) {
  state.nextDeadline = INT64_MIN; // unknown: looked at with the next event
  for (const json::Value &each : reader.list(from, "asks")) {
    OpenAsk &ask = state.asks[reader.text(reader.member(each, "digest"))];
    ask.eventId = reader.text(reader.member(each, "event_id"));
    ask.session = reader.text(reader.member(each, "session"));
    for (const json::Value &party : reader.list(each, "parties"))
      ask.parties.push_back({reader.text(reader.member(party, "party")), reader.text(reader.member(party, "guardrail")),
                             reader.whole(reader.member(party, "at")), reader.whole(reader.member(party, "within")),
                             reader.flag(reader.member(party, "escalated"))});
  }
}

void readSystem(Reader &reader, const json::Value &from, SystemState &state) {
  state.clock = reader.whole(reader.member(from, "clock"));
  state.nextSequence = static_cast<uint64_t>(reader.whole(reader.member(from, "next")));
  for (const json::Value &session : reader.list(from, "sessions"))
    state.sessions[reader.text(reader.at(session, 0))] = {static_cast<uint64_t>(reader.whole(reader.at(session, 1))),
                                                          reader.flag(reader.at(session, 2))};
  readSlots(reader, from, state);
  for (const json::Value &seen : reader.list(from, "seen"))
    state.seen.put(reader.text(reader.at(seen, 0)), {reader.text(reader.at(seen, 1)), reader.flag(reader.at(seen, 2))});
  for (const json::Value &call : reader.list(from, "calls")) {
    int64_t status = reader.whole(reader.at(call, 1));
    state.calls.put(reader.text(reader.at(call, 0)),
                    status == static_cast<int64_t>(CallStatus::Ahead)      ? CallStatus::Ahead
                    : status == static_cast<int64_t>(CallStatus::Answered) ? CallStatus::Answered
                                                                           : CallStatus::NotAhead);
  }
  readAsks(reader, from, state);
  for (const json::Value &threshold : reader.list(from, "thresholds"))
    if (const json::Array *buckets = reader.at(threshold, 1).asArray())
      for (const json::Value &bucket : *buckets)
        state.thresholds[reader.text(reader.at(threshold, 0))].buckets().push_back(
            {reader.whole(reader.at(bucket, 0)), reader.whole(reader.at(bucket, 1)), 0});
  for (const json::Value &escalation : reader.list(from, "escalations"))
    state.escalations[reader.text(reader.at(escalation, 0))] = reader.whole(reader.at(escalation, 1));
}

} // namespace

std::string writeState(const State &state) {
  json::Array systems;
  for (const auto &[name, system] : state.systems)
    systems.push_back(systemToJson(name, system));
  return json::write(json::Object{{"format", formatName},
                                  {"version", number(formatVersion)},
                                  {"prev", state.previousRecord},
                                  {"systems", std::move(systems)}}) +
         "\n";
}

std::optional<std::string> readState(llvm::StringRef text, State &state) {
  auto parsed = json::parse(text, {.depth = 256});
  if (auto *error = std::get_if<json::Error>(&parsed))
    return error->message + " at byte " + std::to_string(error->offset);
  const json::Value &document = std::get<json::Value>(parsed);
  Reader reader;
  if (document.string("format") != formatName)
    return std::string("is no state of an engine");
  if (reader.whole(reader.member(document, "version")) != formatVersion)
    return std::string("is of another version");
  State next = state;
  next.previousRecord = reader.text(reader.member(document, "prev"));
  for (const json::Value &system : reader.list(document, "systems"))
    if (SystemState *known = next.system(system.string("name")))
      readSystem(reader, system, *known);
  if (reader.failed())
    return std::string("is damaged");
  state = std::move(next);
  return std::nullopt;
}

} // namespace onus::evaluate
