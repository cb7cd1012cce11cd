// SPDX-License-Identifier: Apache-2.0
#include "runtime/verify/verify.h"

#include "small_bundle.h"
#include "support/catch.h"

#include <functional>

using namespace onus;
using namespace onus::rt;
using tests::AlignedBytes;
using tests::SmallBundle;

namespace {

/// Why bytes are no bundle; empty where they are one.
std::string problemOf(std::string_view bytes) {
  AlignedBytes aligned(bytes);
  Bundle bundle;
  BundleProblem problem;
  return verify(aligned.data(), aligned.size(), bundle, problem) ? "" : problem.message;
}

/// With the answer of the verifier.
class Small : public SmallBundle {
public:
  std::string problem() const { return problemOf(bytes.put()); }
};

using Edit = std::function<void(Small &)>;

std::string after(const Edit &edit) {
  Small small;
  edit(small);
  return problemOf(small.bytes.put());
}

template <Section S>
Edit at(size_t row, std::function<void(typename RowOf<S>::Type &)> change) {
  return [=](Small &small) { small.bytes.edit<S>(row, change); };
}

} // namespace

TEST_CASE("a small bundle is accepted, and its rows are where it says") {
  Small small;
  AlignedBytes aligned(small.bytes.put());
  Bundle bundle;
  BundleProblem problem;
  REQUIRE(verify(aligned.data(), aligned.size(), bundle, problem));
  CHECK(bundle.text(bundle.row<Section::Guardrails>(0).name) == Text("acme.no_refunds"));
  CHECK(bundle.find(bundle.row<Section::Sets>(0), "stripe.refund") == 0);
  CHECK(bundle.find(bundle.row<Section::Sets>(0), "stripe.refun") == none);
}

TEST_CASE("what the header says holds") {
  std::string good = Small().bytes.put();
  auto with = [&](size_t at, char byte, bool repaired = true) {
    std::string bytes = good;
    bytes[at] = byte;
    if (repaired)
      tests::repairDigest(bytes);
    return problemOf(bytes);
  };
  CHECK(problemOf("") == "this is no bundle of Onus: it does not begin with `ONUSB`");
  CHECK(with(0, 'X') == "this is no bundle of Onus: it does not begin with `ONUSB`");
  CHECK(with(8, 2) == "the bundle is of a version that this reader does not know");
  CHECK(with(12, 1) == "the bundle does not have the sections of its version");
  CHECK(with(offsetof(Header, reserved), 1) == "the header has something where it is reserved");
  CHECK(with(good.size() - 1, 1, false) == "the digest is not that of the bytes: the bundle was changed or is damaged");
  CHECK(with(offsetof(Header, worstCost), 11) == "the header's worst cost is not that of its dearest system");
  CHECK(with(offsetof(Header, policyDigest), 0x7F) == "the header names no text");
  CHECK(problemOf(good + std::string(8, '\0')) == "the bundle does not have the size that its header states");
  for (size_t size = 0; size < good.size(); ++size)
    CHECK(problemOf(std::string_view(good).substr(0, size)) != "");
}

TEST_CASE("bytes that are not aligned are refused") {
  AlignedBytes aligned(Small().bytes.put() + "        ");
  Bundle bundle;
  BundleProblem problem;
  CHECK_FALSE(verify(static_cast<const char *>(aligned.data()) + 4, aligned.size() - 8, bundle, problem));
  CHECK(problem.message == std::string("the bytes are not aligned to 8"));
}

TEST_CASE("sections lie in order, apart and inside") {
  std::string good = Small().bytes.put();
  auto with = [&](Section section, std::function<void(SectionRow &)> change) {
    std::string bytes = good;
    char *at = bytes.data() + sizeof(Header) + static_cast<size_t>(section) * sizeof(SectionRow);
    SectionRow row;
    std::memcpy(&row, at, sizeof row);
    change(row);
    std::memcpy(at, &row, sizeof row);
    tests::repairDigest(bytes);
    return problemOf(bytes);
  };
  CHECK(with(Section::Types, [](SectionRow &row) { row.offset += 4; }) ==
        "a section does not begin at a multiple of 8");
  CHECK(with(Section::Types, [](SectionRow &row) { row.offset -= 8; }) ==
        "a section does not begin behind the one before and inside the bundle");
  CHECK(with(Section::Types, [](SectionRow &row) { row.offset = uint64_t{1} << 63; }) ==
        "a section does not begin behind the one before and inside the bundle");
  CHECK(with(Section::Types, [](SectionRow &row) { ++row.count; }) ==
        "a section does not begin behind the one before and inside the bundle");
  // One row of 48 bytes as often as this is 48 bytes more than 2^64.
  CHECK(with(Section::Types, [](SectionRow &row) { row.count = UINT64_MAX / 48 + 2; }) ==
        "a section ends behind the bundle");
  CHECK(with(Section::CodeSpans, [](SectionRow &row) { row.count = none; }) == "a section ends behind the bundle");
  CHECK(with(Section::CodeSpans, [](SectionRow &row) { row.count = 0; }) ==
        "`CodeSpans` 0: there is not one row for each of `Codes`");
  CHECK(with(Section::Rules, [](SectionRow &row) { row.count = 0; }) == "there is something between the sections");
}

TEST_CASE("texts are UTF-8 and begin and end between scalars") {
  auto rule = [](TextRef label) { return at<Section::Rules>(0, [=](RuleRow &row) { row.label = label; }); };
  Small small;
  TextRef umlaut = small.bytes.text("\xC3\xA4");
  CHECK(small.problem() == "");
  auto labelled = [&](TextRef label) {
    Small copy = small;
    rule(label)(copy);
    return copy.problem();
  };
  const std::string cut = "`Rules` 0: its label, or who is asked, is no text";
  CHECK(labelled(umlaut) == "");
  CHECK(labelled({umlaut.offset, 1}) == cut);
  CHECK(labelled({umlaut.offset + 1, 1}) == cut);
  CHECK(labelled({umlaut.offset + 2, 0}) == "");
  CHECK(labelled({umlaut.offset + 3, 0}) == cut);
  CHECK(labelled({umlaut.offset, UINT32_MAX}) == cut);
  CHECK(labelled({UINT32_MAX, 2}) == cut);
  small.bytes.text("\xED\xA0\x80"); // a surrogate
  CHECK(small.problem() == "`Texts` 0: the texts are no UTF-8");
}

TEST_CASE("types stand behind their parts") {
  auto added = [](TypeRow row, bool secondTime = false) {
    Small small;
    row.print = small.bytes.text("t");
    small.bytes.add<Section::Types>(row);
    if (secondTime)
      small.bytes.add<Section::Types>(row);
    return small.problem();
  };
  TypeRow list;
  list.kind = TypeKind::List;
  list.element = 1;
  CHECK(added(list) == "");
  list.element = 2;
  CHECK(added(list) == "`Types` 2: its element is no earlier type, or it has none");
  list.element = none;
  CHECK(added(list) == "`Types` 2: its element is no earlier type, or it has none");
  TypeRow optional;
  optional.kind = TypeKind::Optional;
  optional.element = 1;
  CHECK(added(optional) == "");
  optional.flags = typeNullable | typeOpen;
  CHECK(added(optional) == "`Types` 2: only records are open");
  TypeRow sensitive;
  sensitive.flags = typeSensitive;
  CHECK(added(sensitive) == "`Types` 2: whether it holds something sensitive is not what its parts say");
  sensitive.flags = typeSensitive | typeHoldsSensitive;
  CHECK(added(sensitive) == "");
  sensitive.flags = 16;
  CHECK(added(sensitive) == "`Types` 2: a flag that means nothing");
  Small nested;
  uint32_t inner = nested.type(TypeKind::Optional, "json?", nested.jsonType);
  nested.type(TypeKind::Optional, "json??", inner);
  CHECK(nested.problem() == "`Types` 3: an optional of an optional");
  TypeRow kind;
  kind.kind = static_cast<TypeKind>(19);
  CHECK(added(kind) == "`Types` 2: no kind of type");
}

TEST_CASE("the literals of a union are sorted and unique") {
  auto ofLiterals = [](std::vector<std::string> words) {
    Small small;
    TypeRow row;
    row.kind = TypeKind::Union;
    row.print = small.bytes.text("u");
    row.parts = {static_cast<uint32_t>(small.bytes.count(Section::TextRefs)), static_cast<uint32_t>(words.size())};
    for (const std::string &word : words)
      small.bytes.add<Section::TextRefs>(small.bytes.text(word));
    small.bytes.add<Section::Types>(row);
    return small.problem();
  };
  CHECK(ofLiterals({"a", "b"}) == "");
  CHECK(ofLiterals({"a", "a"}) == "`Types` 2: its literals are not sorted and unique");
  CHECK(ofLiterals({"b", "a"}) == "`Types` 2: its literals are not sorted and unique");
}

TEST_CASE("instructions have the operands, number, text and depth of their operation") {
  auto edited = [](std::function<void(Code &)> change) {
    Small small;
    uint32_t negated = small.code(Opcode::Not, small.boolType, 0, {small.truth});
    small.bytes.edit<Section::Codes>(negated, change);
    return small.problem();
  };
  CHECK(edited([](Code &) {}) == "");
  CHECK(edited([](Code &code) { code.op = Opcode::Count; }) == "`Codes` 1: no operation");
  CHECK(edited([](Code &code) { code.flags = 4; }) == "`Codes` 1: a flag that means nothing");
  CHECK(edited([](Code &code) { code.type = 2; }) == "`Codes` 1: no such type");
  CHECK(edited([](Code &code) { code.type = 1; }) == "`Codes` 1: its type is not that of the operation's result");
  CHECK(edited([](Code &code) { code.operands = {}; }) == "`Codes` 1: the operation does not take so many operands");
  CHECK(edited([](Code &code) { code.operands.first = 1; }) == "`Codes` 1: its operands are outside of `Operands`");
  CHECK(edited([](Code &code) { code.number = 1; }) == "`Codes` 1: a number that means nothing");
  CHECK(edited([](Code &code) { code.text = {0, 1}; }) == "`Codes` 1: a text that means nothing");
  CHECK(edited([](Code &code) { code.depth = 1; }) ==
        "`Codes` 1: its depth is not one more than that of its deepest operand");
  CHECK(edited([](Code &code) { code.depth = 401; }) == "`Codes` 1: its depth is out of range");
  Small cycle;
  uint32_t negated = cycle.code(Opcode::Not, cycle.boolType, 0, {cycle.truth});
  cycle.bytes.edit<Section::Operands>(0, [&](uint32_t &operand) { operand = negated; });
  CHECK(cycle.problem() == "`Codes` 1: an operand is no earlier instruction");
}

TEST_CASE("the numbers of instructions are in range") {
  auto numbered = [](Opcode op, int64_t number, TypeKind kind = TypeKind::Bool) {
    Small small;
    uint32_t type = kind == TypeKind::Bool ? small.boolType : small.type(kind, "t");
    small.code(op, type, number);
    return small.problem();
  };
  CHECK(numbered(Opcode::Bool, 2) == "`Codes` 1: a truth value is 0 or 1");
  CHECK(numbered(Opcode::Local, -1) == "`Codes` 1: the local's number is out of range");
  CHECK(numbered(Opcode::Local, maxLocal) == "");
  CHECK(numbered(Opcode::Local, maxLocal + 1) == "`Codes` 1: the local's number is out of range");
  CHECK(numbered(Opcode::Root, 16) == "");
  CHECK(numbered(Opcode::Root, 17) == "`Codes` 1: no such root");
  CHECK(numbered(Opcode::Data, 0) == "`Codes` 1: no such table");
  CHECK(numbered(Opcode::History, 0) == "`Codes` 1: no system has this slot");
  CHECK(numbered(Opcode::Signal, 1) == "`Codes` 1: its names are outside of `TextRefs`");
  CHECK(numbered(Opcode::Signal, 0) == "");
  CHECK(numbered(Opcode::Pattern, 0, TypeKind::Pattern) == "`Codes` 1: no such pattern");
  CHECK(numbered(Opcode::Ip, 0, TypeKind::Ip) == "`Codes` 1: no such constant");
  CHECK(numbered(Opcode::Date, 2932896, TypeKind::Date) == "");
  CHECK(numbered(Opcode::Date, 2932897, TypeKind::Date) == "`Codes` 1: the date is out of range");
  CHECK(numbered(Opcode::Instant, INT64_MAX, TypeKind::Instant) == "`Codes` 1: the instant is out of range");
  CHECK(numbered(Opcode::Int, INT64_MIN, TypeKind::Int) == "");
}

TEST_CASE("a pattern stands only where it is run") {
  Small small;
  PatternRow pattern;
  pattern.source = small.bytes.text("a+");
  small.bytes.add<Section::Patterns>(pattern);
  uint32_t text = small.code(Opcode::String, small.type(TypeKind::String, "string"), 0);
  uint32_t run = small.code(Opcode::Pattern, small.type(TypeKind::Pattern, "pattern"), 0);
  CHECK(small.problem() == "");
  auto with = [&](Opcode op, std::vector<uint32_t> operands, int64_t number = 0) {
    Small copy = small;
    copy.code(op, copy.boolType, number, operands);
    return copy.problem();
  };
  CHECK(with(Opcode::Matches, {text, run}) == "`Codes` 3: a pattern has no automaton for this use");
  CHECK(with(Opcode::Matches, {run, text}) == "`Codes` 3: a pattern is no operand of the operation");
  CHECK(with(Opcode::Matches, {text, text}) == "`Codes` 3: its second operand is no pattern");
  CHECK(with(Opcode::Has, {run}) == "`Codes` 3: a pattern is no operand of the operation");
  CHECK(with(Opcode::Call, {text, run}, static_cast<int64_t>(Builtin::Contains)) ==
        "`Codes` 3: a pattern has no automaton for this use");
  CHECK(with(Opcode::Call, {text}, static_cast<int64_t>(Builtin::Contains)) ==
        "`Codes` 3: the function does not take so many arguments");
  at<Section::Rules>(0, [=](RuleRow &rule) { rule.condition = run; })(small);
  CHECK(small.problem() == "`Rules` 0: its condition is none");
}

TEST_CASE("stored values are marked, in range, and stand behind their parts") {
  auto constants = [](std::vector<Cell> cells, bool data = true) {
    Small small;
    for (const Cell &cell : cells)
      small.bytes.add<Section::Constants>(cell);
    small.bytes.bytes(Section::Addresses).assign(8, '\0');
    DataRow row;
    row.constant = static_cast<uint32_t>(cells.size() - 1);
    if (data)
      small.bytes.add<Section::Data>(row);
    return small.problem();
  };
  auto cell = [](Kind kind, uint32_t size, int64_t payload, uint8_t prefix = 0) {
    return Cell{kind, 1, prefix, 0, size, payload};
  };
  CHECK(constants({cell(Kind::Int, 0, -5), cell(Kind::List, 1, 0)}) == "");
  CHECK(constants({{Kind::Int, 0, 0, 0, 0, 1}}) == "`Constants` 0: the value is not marked as stored");
  CHECK(constants({cell(Kind::Bool, 0, 2)}) == "`Constants` 0: a truth value is 0 or 1");
  CHECK(constants({cell(static_cast<Kind>(18), 0, 0)}) == "`Constants` 0: no kind of value");
  CHECK(constants({cell(Kind::List, 1, 0)}) == "`Constants` 0: its parts do not stand before it");
  CHECK(constants({cell(Kind::Int, 0, 0), cell(Kind::List, 1, -1)}) ==
        "`Constants` 1: its parts do not stand before it");
  CHECK(constants({cell(Kind::Int, 0, 0), cell(Kind::Record, UINT32_MAX, 0)}) ==
        "`Constants` 1: its parts do not stand before it");
  CHECK(constants({cell(Kind::Int, 0, 0), cell(Kind::Int, 0, 0), cell(Kind::Record, 1, 0)}) ==
        "`Constants` 2: a member's name is no string");
  CHECK(constants({cell(Kind::String, 1, -1)}) == "`Constants` 0: the value is no text");
  CHECK(constants({cell(Kind::String, 1, int64_t{1} << 32)}) == "`Constants` 0: the value is no text");
  CHECK(constants({cell(Kind::JsonNumber, 1, 0)}) == "`Constants` 0: the value is no number");
  CHECK(constants({cell(Kind::Ip, 4, 4)}) == "");
  CHECK(constants({cell(Kind::Ip, 4, 5)}) == "`Constants` 0: the address is outside of `Addresses`");
  CHECK(constants({cell(Kind::Ip, 5, 0)}) == "`Constants` 0: an address has 4 or 16 bytes");
  CHECK(constants({cell(Kind::Cidr, 4, 0, 33)}) == "`Constants` 0: the prefix is longer than the address");
  CHECK(constants({cell(Kind::Ip, 4, 0, 1)}) == "`Constants` 0: only blocks of addresses have a prefix");

  std::vector<Cell> chain = {cell(Kind::Int, 0, 0)};
  while (chain.size() <= 64)
    chain.push_back(cell(Kind::List, 1, static_cast<int64_t>(chain.size() - 1)));
  CHECK(constants(chain) == "");
  chain.push_back(cell(Kind::List, 1, 64));
  CHECK(constants(chain) == "`Data` 0: its value is nested too deeply");
  // Each is twice the one before: 2^60 values in 61 cells.
  std::vector<Cell> doubled = {cell(Kind::Int, 0, 0), cell(Kind::Int, 0, 0)};
  while (doubled.size() < 120) {
    int64_t last = static_cast<int64_t>(doubled.size()) - 2;
    doubled.push_back(cell(Kind::List, 2, last));
    doubled.push_back(cell(Kind::List, 2, last));
  }
  CHECK(constants(doubled) == "`Data` 0: lists and texts are shared so often that checking them does not end in time");
}

TEST_CASE("every key of a set is found at its slot") {
  CHECK(after(at<Section::Sets>(0, [](SetRow &set) { set.displacements.count = 0; })) == "`Sets` 0: it has no bucket");
  CHECK(after(at<Section::Sets>(0, [](SetRow &set) { set.values.count = 2; })) ==
        "`Sets` 0: its values are outside of `Indexes`");
  CHECK(after([](Small &small) {
          // The same key at both slots: one of them is never found.
          uint32_t key = small.bytes.add<Section::TextRefs>(small.bytes.text("k"));
          small.bytes.add<Section::TextRefs>(small.bytes.text("k"));
          SetRow set;
          set.displacements = {0, 1};
          set.keys = {key, 2};
          small.bytes.add<Section::Sets>(set);
        }) == "`Sets` 1: a key is not at its slot");
  CHECK(after(at<Section::TextRefs>(0, [](TextRef &key) { --key.size; })) ==
        "`Systems` 0: its set does not know a tool's place");
  CHECK(after(at<Section::Systems>(0, [](SystemRow &system) { system.toolSet = none; })) ==
        "`Systems` 0: its tools have no set");
}

TEST_CASE("systems, tools and guardrails are what the rows around them say") {
  CHECK(after([](Small &small) { small.bytes.add<Section::Guardrails>({}); }) ==
        "`GuardrailsCold` 0: there is not one row for each of `Guardrails`");
  CHECK(after([](Small &small) { small.bytes.add<Section::Tools>({}); }) ==
        "`Tools` 1: no row says that this one belongs to it");
  CHECK(after(at<Section::Systems>(0, [](SystemRow &system) { system.guardrails.first = 1; })) ==
        "`Systems` 0: its guardrails do not follow those of the system before");
  CHECK(after(at<Section::Systems>(0, [](SystemRow &system) { system.dispatch.count = 8; })) ==
        "`Systems` 0: its dispatch is not that of so many tools");
  CHECK(after(at<Section::Systems>(0, [](SystemRow &system) { system.name = {}; })) ==
        "`Systems` 0: a system has a name");
  CHECK(after(at<Section::Systems>(0, [](SystemRow &system) { system.worstCost = -1; })) ==
        "`Systems` 0: its worst cost is out of range");
  CHECK(after(at<Section::Dispatch>(0, [](DispatchRow &row) { row.guardrails = {}; })) ==
        "`Dispatch` 0: what covers does not select");
  CHECK(after(at<Section::Dispatch>(0, [](DispatchRow &row) {
          row.recording = {0, 1};
        })) == "`Dispatch` 0: its slots are not ascending places of the system");
  CHECK(after(at<Section::Tools>(0, [](ToolRow &tool) { tool.args = 0; })) ==
        "`Tools` 0: arguments are a record or json");
  CHECK(after(at<Section::Guardrails>(0, [](GuardrailRow &row) { row.fails = FailsMode::Open; })) ==
        "`Guardrails` 0: a waiver signs for failing open");
  CHECK(after(at<Section::Rules>(0, [](RuleRow &rule) { rule.verdict = Verdict::Allow; })) ==
        "`Rules` 0: a rule flags, redacts, asks or denies");
  CHECK(after(at<Section::Rules>(0, [](RuleRow &rule) { rule.verdict = Verdict::Ask; })) ==
        "`Rules` 0: who is asked belongs to `ask`");
  CHECK(after(at<Section::Rules>(0, [](RuleRow &rule) { rule.condition = 1; })) == "`Rules` 0: its condition is none");
  CHECK(after(at<Section::Rules>(0, [](RuleRow &rule) { rule.within = INT64_MAX; })) ==
        "`Rules` 0: how long an answer counts is out of range");
  CHECK(after(at<Section::GuardrailsCold>(0, [](GuardrailColdRow &cold) { cold.sink = 1; })) ==
        "`GuardrailsCold` 0: no such sink");
}

TEST_CASE("names are sorted and unique where tables say so") {
  auto parties = [](std::string_view one, std::string_view other) {
    Small small;
    for (std::string_view name : {one, other}) {
      PartyRow party;
      party.name = small.bytes.text(name);
      small.bytes.add<Section::Parties>(party);
    }
    return small.problem();
  };
  CHECK(parties("a", "b") == "");
  CHECK(parties("b", "a") == "`Parties` 1: the parties are not sorted and unique");
  CHECK(parties("a", "a") == "`Parties` 1: the parties are not sorted and unique");
  CHECK(after([](Small &small) {
          small.bytes.add<Section::Sinks>({small.bytes.text("acme.files"), {}, 1});
        }) == "`Sinks` 1: the sinks are not sorted and unique");
  auto controls = [](std::string_view version, std::string_view id) {
    Small small;
    TextRef framework = small.bytes.text("iso");
    small.bytes.add<Section::Controls>({framework, small.bytes.text("2"), small.bytes.text("A.5"), {}});
    small.bytes.add<Section::Controls>({framework, small.bytes.text(version), small.bytes.text(id), {}});
    return small.problem();
  };
  CHECK(controls("3", "A.1") == "");
  CHECK(controls("2", "A.6") == "");
  CHECK(controls("2", "A.5") == "`Controls` 1: the controls are not sorted and unique");
  CHECK(controls("1", "A.6") == "`Controls` 1: the controls are not sorted and unique");
  auto context = [](std::string_view other) {
    Small small;
    for (std::string_view name : {std::string_view("user"), other})
      small.bytes.add<Section::Context>({small.bytes.text(name), 0, 0});
    small.bytes.edit<Section::Systems>(0, [](SystemRow &system) { system.context = {0, 2}; });
    return small.problem();
  };
  CHECK(context("team") == "");
  CHECK(context("user") == "`Context` 1: two members of its context have one name");
}

TEST_CASE("an exception says in its record what decides") {
  auto excepted = [](std::function<void(ExceptionRow &, ExceptionColdRow &)> change) {
    Small small;
    uint32_t first = small.bytes.add<Section::Indexes>(0);
    ExceptionRow hot;
    hot.lifts = {first, 1};
    hot.on = 20'000;
    hot.until = 20'100;
    hot.reviewedBefore = 20'060;
    ExceptionColdRow cold;
    cold.reviewedOn = 20'030;
    cold.every = int64_t{30} * 86'400'000;
    cold.in = 1000;
    small.bytes.add<Section::Waivers>({20'000, 20'100, {}, {}, {}, {}});
    change(hot, cold);
    small.bytes.add<Section::Exceptions>(hot);
    small.bytes.add<Section::ExceptionsCold>(cold);
    at<Section::Guardrails>(0, [](GuardrailRow &row) { row.exceptions = {0, 1}; })(small);
    return small.problem();
  };
  CHECK(excepted([](ExceptionRow &, ExceptionColdRow &) {}) == "");
  CHECK(excepted([](ExceptionRow &hot, ExceptionColdRow &) { ++hot.until; }) ==
        "`ExceptionsCold` 0: its waiver has other days than the exception");
  CHECK(excepted([](ExceptionRow &hot, ExceptionColdRow &) { ++hot.reviewedBefore; }) ==
        "`ExceptionsCold` 0: its review has other days than the exception");
  CHECK(excepted([](ExceptionRow &, ExceptionColdRow &cold) { cold.waiver = 1; }) ==
        "`ExceptionsCold` 0: no such waiver");
  CHECK(excepted([](ExceptionRow &hot, ExceptionColdRow &) { hot.lifts.count = 2; }) ==
        "`Exceptions` 0: what it lifts are not ascending places of rules");
  CHECK(excepted([](ExceptionRow &hot, ExceptionColdRow &) { hot.on = INT32_MAX; }) ==
        "`Exceptions` 0: its first day is out of range");
}

TEST_CASE("a slot has what goes with its operation") {
  auto slotted = [](std::function<void(SlotRow &)> change) {
    Small small;
    SlotRow slot;
    slot.capacity = 1;
    change(slot);
    small.bytes.add<Section::Slots>(slot);
    at<Section::Systems>(0, [](SystemRow &row) { row.slots = {0, 1}; })(small);
    return small.problem();
  };
  CHECK(slotted([](SlotRow &) {}) == "");
  CHECK(slotted([](SlotRow &slot) { slot.op = HistoryOp::Latest; }) == "`Slots` 0: a path belongs to total and latest");
  CHECK(slotted([](SlotRow &slot) { slot.path = 0; }) == "`Slots` 0: a path belongs to total and latest");
  CHECK(slotted([](SlotRow &slot) { slot.flags = slotDenied; }) == "`Slots` 0: only denied events are counted");
  CHECK(slotted([](SlotRow &slot) { slot.capacity = 0; }) == "`Slots` 0: its capacity is out of range");
  CHECK(slotted([](SlotRow &slot) { slot.last = 0; }) == "`Slots` 0: its window is out of range");
  CHECK(slotted([](SlotRow &slot) { slot.amount = Kind::String; }) == "`Slots` 0: what is added up is a number");
  CHECK(slotted([](SlotRow &slot) { slot.readers = {0, 1}; }) == "");
  CHECK(slotted([](SlotRow &slot) { slot.op = static_cast<HistoryOp>(5); }) == "`Slots` 0: no such question");
}

TEST_CASE("a binding reads nothing but arguments") {
  auto bound = [](Opcode op, int64_t number) {
    Small small;
    BindingRow binding;
    binding.parameter = small.bytes.text("pays.amount");
    binding.type = small.boolType;
    uint32_t value = small.code(op, small.boolType, number);
    binding.value = small.code(Opcode::Has, small.boolType, 0, {value});
    small.bytes.add<Section::Bindings>(binding);
    at<Section::Tools>(0, [](ToolRow &tool) { tool.bindings = {0, 1}; })(small);
    return small.problem();
  };
  CHECK(bound(Opcode::Root, static_cast<int64_t>(Root::Args)) == "");
  CHECK(bound(Opcode::Root, static_cast<int64_t>(Root::Context)) ==
        "`Bindings` 0: its expression reads more than the arguments");
  CHECK(bound(Opcode::EffectParameter, 0) == "`Bindings` 0: its expression reads more than the arguments");
}

TEST_CASE("a problem says where it is") {
  Small small;
  small.bytes.edit<Section::Rules>(0, [](RuleRow &rule) { rule.require = 7; });
  std::string bytes = small.bytes.put();
  SectionRow rules;
  std::memcpy(&rules, bytes.data() + sizeof(Header) + static_cast<size_t>(Section::Rules) * sizeof rules, sizeof rules);
  AlignedBytes aligned(bytes);
  Bundle bundle;
  BundleProblem problem;
  REQUIRE_FALSE(verify(aligned.data(), aligned.size(), bundle, problem));
  CHECK(problem.message == std::string("`Rules` 0: a flag is 0 or 1"));
  CHECK(problem.offset == rules.offset);
}
