// SPDX-License-Identifier: Apache-2.0
#include "evaluate/approval.h"

#include "base/digest.h"
#include "evaluate/waiver.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::evaluate {

namespace {

/// A number's digits without the zeros around them, and its magnitude: equal iff the amounts are.
std::pair<std::string, int64_t> normal(llvm::StringRef text) {
  bool negative = text.consume_front("-");
  auto [mantissa, exponentText] = text.split(text.contains('e') ? 'e' : 'E');
  int64_t exponent = 0;
  exponentText.consume_front("+");
  exponentText.getAsInteger(10, exponent);
  auto [whole, fraction] = mantissa.split('.');
  std::string digits = whole.str() + fraction.str();
  int64_t point = static_cast<int64_t>(whole.size()) + exponent;
  size_t first = digits.find_first_not_of('0');
  if (first == std::string::npos)
    return {"0", 0};
  size_t last = digits.find_last_not_of('0');
  return {(negative ? "-" : "") + digits.substr(first, last - first + 1), point - static_cast<int64_t>(first)};
}

/// RFC 8785 prints the nearest double. A number that no double holds would share its digest with its neighbours, so it
/// enters as a text.
json::Value exact(const json::Value &value) {
  if (const json::Number *number = value.asNumber())
    return normal(number->text) == normal(json::writeCanonical(value)) ? value : json::Value(number->text);
  if (const json::Array *array = value.asArray()) {
    json::Array items;
    for (const json::Value &item : *array)
      items.push_back(exact(item));
    return items;
  }
  if (const json::Object *object = value.asObject()) {
    json::Object members;
    for (const json::Member &member : *object)
      members.emplace_back(member.first, exact(member.second));
    return members;
  }
  return value;
}

/// True where a name or address means this person.
bool isPerson(const ir::Party *person, llvm::StringRef by) {
  return person && !by.empty() && (person->name == by || (!person->email.empty() && person->email == by));
}

bool isActive(const ir::Party &person, Instant at) {
  Day day = dayOf(at);
  return (!person.activeFrom || *person.activeFrom <= day) && (!person.activeUntil || day <= *person.activeUntil);
}

/// The person who may answer for the party and is meant by `by`: itself, or a team's lead or member; else null.
const ir::Party *answering(llvm::StringRef party, llvm::StringRef by, const Tables &tables) {
  const ir::Party *asked = tables.party(party);
  if (!asked)
    return nullptr;
  if (asked->kind == "person")
    return isPerson(asked, by) ? asked : nullptr;
  std::vector<std::string> people = asked->members;
  people.push_back(asked->lead);
  for (const std::string &name : people)
    if (const ir::Party *person = tables.party(name); isPerson(person, by))
      return person;
  return nullptr;
}

bool mayAnswer(const Event &event, llvm::StringRef party, llvm::StringRef by, Instant at, const Tables &tables) {
  if (by.empty() || by == event.agentId())
    return false;
  if (party == "user")
    return by == event.onBehalfOf();
  const ir::Party *person = answering(party, by, tables);
  if (!person || !isActive(*person, at))
    return false;
  // One person may go by two names: neither may be the agent or the one for whom it acts.
  return by != event.onBehalfOf() && !isPerson(person, event.onBehalfOf()) && !isPerson(person, event.agentId());
}

} // namespace

std::string digestOf(const json::Value &value, const Key &key) {
  std::string canonical = json::writeCanonical(value);
  return key ? "hmac-sha256:" + key.id + ":" + hmacSha256Hex(key.secret, canonical) : "sha256:" + sha256Hex(canonical);
}

std::string actionDigest(const Event &event, llvm::StringRef system, const Key &key) {
  json::Object action;
  action.emplace_back("system", system.str());
  action.emplace_back("session", json::Object{{"id", event.session}});
  const json::Value *agent = event.get("agent");
  if (const json::Value *id = agent ? agent->get("id") : nullptr)
    action.emplace_back("agent", json::Object{{"id", *id}});
  for (const char *name : {"event", "id", "tool", "args", "text"})
    if (const json::Value *member = event.get(name))
      action.emplace_back(name, exact(*member));
  return digestOf(action, key);
}

Answer answerOf(const Event &event, const AskedParty *asked, llvm::StringRef digest, const Tables &tables) {
  const json::Value *approvals = event.get("approvals");
  const json::Array *list = approvals ? approvals->asArray() : nullptr;
  if (!asked || !list)
    return Answer::None;
  Answer answer = Answer::None;
  for (const json::Value &approval : *list) {
    auto at = parseInstant(approval.string("at"));
    llvm::StringRef by = approval.string("by");
    bool counts = approval.string("of") == digest && approval.string("party") == asked->party && at &&
                  *at >= asked->at && *at <= event.now && *at <= asked->deadline() &&
                  mayAnswer(event, asked->party, by, *at, tables);
    if (!counts)
      continue;
    const json::Value *refused = approval.get("refused");
    bool isRefusal = refused && !(refused->asBool() && !*refused->asBool());
    if (isRefusal)
      return Answer::Refused; // one refusal denies, whoever else approved
    answer = Answer::Approved;
  }
  return answer;
}

} // namespace onus::evaluate
