// SPDX-License-Identifier: Apache-2.0
#include "evaluate/engine.h"
#include "ir/json_reader.h"
#include "ir/json_writer.h"
#include "lower/lower.h"
#include "support/checked_text.h"

#include <cstdio>
#include <cstdlib>

/// The reader of artifacts and the engine behind it. The input says how a real module is bent: parts of its JSON are
/// exchanged, repeated, taken away, and the digest is made to fit. Whatever comes of it is refused, or reads back as it
/// was written and decides events without misbehaving.

namespace {

using namespace onus;

constexpr llvm::StringLiteral policy = R"(
let known: set<string> = ["a", "b"]
let big(amount: decimal): bool = amount > 10.00
detector risk { input text: string output decimal owner crew timeout 200ms }
guardrail cover under usual { on call that moves deny when moves.amount > 90.00 because "x" }
guardrail limits under usual {
  let note = args.memo ?? "none"
  on call bank.pay
  given: require has(args.memo) or args.amount < 5.00 because "x"
  much: ask crew within 5m when total(call that moves last 24h per agent.id, moves.amount) > 100.00 because "x"
  odd: flag when all n in moves.to: (n in known or n like "x*" or n.contains(r"a+b"))
  note: flag when note.lower().starts_with("z") and args.amount * 2 >= 1.50
  many: flag when count(n in args.notes where n.size() > 2) > 1 or big(args.amount)
  seen: deny when seen(output) and (latest(call bank.pay, args.amount) ?? 0.00) == args.amount because "x"
  exception e {
    lifts much
    when args.kind == "gift"
    because "x" requested by crew approved by safety on 2026-11-01 reviewed by safety on 2026-11-01 every 60d
    until 2026-12-31 monitor alert crew when more than 3 in 1d
  }
}
guardrail answers under usual {
  severity high
  on output
  risky: deny when risk(text(output)) > 0.90 because "x"
  secret: redact text(output) matching r"[0-9]{4}" because "x"
}
)";

const char *const events[] = {
    R"x({"id":"e1","event":"call","tool":"bank.pay","args":{"amount":20.5,"kind":"gift","notes":["aab","b"],"memo":"zed"},"session":{"id":"s","turn":1},"agent":{"id":"a"},"time":"2026-11-22T10:00:00Z"})x",
    R"x({"id":"e2","event":"output","text":"1234 and more","session":{"id":"s","turn":2},"agent":{"id":"a"},"time":"2026-11-22T10:01:00Z","signals":{"desk.risk(text(output))" :
      {"value" : 0.25}
}
})x",
    R"x({"id":"e3","event":"call","tool":"bank.pay","args":{"amount":95,"kind":"bill","notes":[]},"session":{"id":"s","turn":3},"agent":{"id":"a"},"time":"2026-11-22T10:02:00Z"})x",
    R"x({"id":"e3","event":"result","tool":"bank.pay","args":{"amount":95,"kind":"bill","notes":[]},"result":{"ok":true},"session":{"id":"s","turn":4},"time":"2026-11-22T10:03:00Z"})x",
};

[[noreturn]] void fail(const char *what, const std::string &detail) {
  std::fprintf(stderr, "%s: %s\n", what, detail.c_str());
  std::abort();
}

json::Value baseModule() {
  auto checked = tests::checkText(tests::deskPrelude.str() + policy.str());
  auto lowerable = lower::LowerableProgram::from(*checked->program, checked->reporter);
  if (!lowerable)
    fail("the program that is bent does not compile", checked->errors());
  return ir::toJson(lower::lower(*lowerable, {"0.0.0", ""}));
}

/// The input as a list of choices; zero once it is used up.
class Choices {
public:
  Choices(const uint8_t *data, size_t size) : data_(data), left_(size) {}
  bool empty() const { return left_ == 0; }
  size_t below(size_t limit) {
    size_t value = 0;
    for (int byte = 0; byte < 2 && left_ > 0; ++byte, --left_)
      value = value * 256 + *data_++;
    return limit ? value % limit : 0;
  }

private:
  const uint8_t *data_;
  size_t left_;
};

/// Every part of a value, the whole first, in the order in which `replaced` counts them.
void collect(const json::Value &value, std::vector<json::Value> &parts) {
  parts.push_back(value);
  if (const json::Array *items = value.asArray())
    for (const json::Value &item : *items)
      collect(item, parts);
  if (const json::Object *members = value.asObject())
    for (const json::Member &member : *members)
      collect(member.second, parts);
}

/// The value with the part of that number exchanged; null in its place takes a member or an item away.
json::Value replaced(const json::Value &value, size_t &number, const json::Value &by) {
  if (number-- == 0)
    return by;
  if (const json::Array *items = value.asArray()) {
    json::Array out;
    for (const json::Value &item : *items)
      if (json::Value made = replaced(item, number, by); !made.isNull())
        out.push_back(std::move(made));
    return out;
  }
  if (const json::Object *members = value.asObject()) {
    json::Object out;
    for (const json::Member &member : *members)
      if (json::Value made = replaced(member.second, number, by); !made.isNull())
        out.emplace_back(member.first, std::move(made));
    return out;
  }
  return value;
}

/// What stands in a place of this shape: `{op`, `string`, `[`.
std::string shapeOf(const json::Value &value) {
  const json::Object *members = value.asObject();
  if (members)
    return "{" + (members->empty() ? "" : members->front().first);
  return value.asArray() ? "[" : value.asString() ? "string" : value.asNumber() ? "number" : "word";
}

json::Value replacement(Choices &choices, const std::vector<json::Value> &parts, const json::Value &old) {
  static const json::Value others[] = {json::Value(),
                                       json::Value::integer(0),
                                       json::Value::integer(-1),
                                       json::Value::integer(1),
                                       json::Number{"9007199254740991"},
                                       json::Value("9223372036854775807"),
                                       json::Value(""),
                                       json::Value(true),
                                       json::Value(json::Array()),
                                       json::Value(json::Object()),
                                       json::Value("user"),
                                       json::Value("json"),
                                       json::Value("int"),
                                       json::Value("9999-12-31"),
                                       json::Value("0001-01-01"),
                                       json::Number{"0.0001"}};
  if (choices.below(4) == 0)
    return others[choices.below(std::size(others))];
  std::vector<json::Value> alike;
  for (const json::Value &part : parts)
    if (shapeOf(part) == shapeOf(old))
      alike.push_back(part);
  return alike[choices.below(alike.size())];
}

json::Value bent(json::Value module, Choices &choices) {
  for (size_t edits = 1 + choices.below(4); edits > 0; --edits) {
    std::vector<json::Value> parts;
    collect(module, parts);
    size_t number = 1 + choices.below(parts.size() - 1);
    json::Value by = replacement(choices, parts, parts[number]);
    module = replaced(module, number, by);
  }
  return module;
}

json::Value withDigest(const json::Value &module) {
  json::Object out;
  if (const json::Object *members = module.asObject())
    for (const json::Member &member : *members)
      out.emplace_back(member.first, member.first == "digest" ? json::Value(ir::digestOf(module)) : member.second);
  return out;
}

void decide(const ir::Module &module) {
  evaluate::EngineOptions options;
  options.system = module.systems.front().name;
  evaluate::Engine engine(module, options);
  for (const char *event : events) {
    auto record = json::parse(engine.decide(event));
    if (auto *error = std::get_if<json::Error>(&record))
      fail("a record is no JSON", error->message);
  }
  if (auto problem = engine.loadState(engine.saveState()))
    fail("saved state is not taken back", *problem);
}

void read(const std::string &text) {
  auto module = ir::readModule(text);
  if (std::holds_alternative<ir::ReadError>(module))
    return;
  std::string written = ir::writeModule(std::get<ir::Module>(module));
  // What stood there in another spelling has another digest: only the written form is compared with itself.
  auto again = json::parse(written, {.depth = 2000});
  std::string canonical = json::write(withDigest(std::get<json::Value>(again)));
  auto second = ir::readModule(canonical);
  if (auto *error = std::get_if<ir::ReadError>(&second))
    fail("what was written is not read back", error->path + ": " + error->message + " in " + canonical);
  if (ir::writeModule(std::get<ir::Module>(second)) != canonical + "\n")
    fail("a module reads back as another", canonical);
  decide(std::get<ir::Module>(module));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const json::Value base = baseModule();
  if (size > 0 && data[0] == '{') {
    read(std::string(reinterpret_cast<const char *>(data), size));
    return 0;
  }
  Choices choices(data, size);
  read(json::write(withDigest(bent(base, choices))));
  return 0;
}
