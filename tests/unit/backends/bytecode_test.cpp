// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/bytecode.h"

#include "evaluate/slot_meaning.h"
#include "evaluate/system_index.h"
#include "ir/depth.h"
#include "ir/json_reader.h"
#include "ir/json_writer.h"
#include "lower/lower.h"
#include "runtime/verify/verify.h"
#include "support/bundle_reader.h"
#include "support/catch.h"
#include "support/checked_text.h"

#include "llvm/ADT/StringExtras.h"

using namespace onus;
using rt::Opcode;
using rt::Section;
using tests::BundleReader;

namespace {

struct Emitted {
  std::unique_ptr<tests::CheckedText> checked;
  ir::Module module;
  std::string bytes;
  const ir::System &system() const { return module.systems.at(0); }
};

Emitted emitted(const std::string &text) {
  Emitted out{tests::checkText(tests::deskPrelude.str() + text), {}, {}};
  REQUIRE(out.checked->errors() == "");
  auto lowerable = lower::LowerableProgram::from(*out.checked->program, out.checked->reporter);
  REQUIRE(lowerable.has_value());
  out.module = lower::lower(*lowerable, {"0.0.0", ""});
  backends::Artifact artifact = backends::emitBytecode(out.module, &out.checked->sources);
  REQUIRE(artifact.problem == "");
  out.bytes = artifact.bytes;
  std::vector<uint64_t> aligned((out.bytes.size() + 7) / 8);
  memcpy(aligned.data(), out.bytes.data(), out.bytes.size());
  rt::Bundle bundle;
  rt::BundleProblem problem;
  bool sound = rt::verify(aligned.data(), out.bytes.size(), bundle, problem);
  INFO(problem.message);
  REQUIRE(sound);
  return out;
}

const std::string cover =
    "guardrail cover under usual { on call that moves deny when moves.amount > 90.00 because \"x\" }\n";

const std::string several = R"(let near: set<string> from json "near.json"
let long_code = r"[a-z]{3}-[0-9]+" yes "abc-1" no "abc"
guardrail limits under usual {
  severity high
  on call bank.pay
  let many = count(call bank.pay last 1d per agent.id)
  over: ask crew within 30m when args.amount > 500.00 and many > 3 because "much"
  worse: deny when args.amount > 500.00 and total(call bank.pay last 1d per agent.id, args.amount) > 9000.00 because "too much"
  known: require any n in args.notes: n in near because "nobody knows these"
  exception first "First" {
    lifts over
    when args.kind == "bill"
    because "bills are fine"
    requested by crew
    approved by safety on 2026-10-01
    reviewed by safety on 2026-10-10 every 60d
    until 2027-01-01
    monitor alert crew when more than 5 in 1d
  }
}
guardrail quiet under usual {
  severity low
  on output
  codes: redact text(output) matching long_code because "codes stay here"
  flags: flag when text(output).contains(long_code) or text(output) matches long_code because "codes"
}
)";

const std::string all = several + cover + "// --- near.json\n[\"a.example\", \"b.example\", \"c.example\"]\n";

template <typename Visit>
void eachCode(const BundleReader &reader, Visit visit) {
  auto codes = reader.rows<Section::Codes>();
  for (uint32_t index = 0; index < codes.size; ++index)
    visit(index, codes[index]);
}

std::string print(const BundleReader &reader, uint32_t code) {
  return reader.text(reader.rows<Section::Prints>()[code]);
}

std::vector<uint32_t> places(llvm::ArrayRef<size_t> from) { return {from.begin(), from.end()}; }

} // namespace

TEST_CASE("the same module gives the same bytes, also after a round through JSON", "[bytecode]") {
  Emitted made = emitted(all);
  CHECK(backends::emitBytecode(made.module, &made.checked->sources).bytes == made.bytes);
  auto read = ir::readModule(ir::writeModule(made.module));
  REQUIRE(std::holds_alternative<ir::Module>(read));
  std::string without = backends::emitBytecode(made.module, nullptr).bytes;
  CHECK(backends::emitBytecode(std::get<ir::Module>(read), nullptr).bytes == without);
  CHECK(without != made.bytes); // it does not know where its expressions were written
}

TEST_CASE("operands come first, and what is written twice is there once", "[bytecode]") {
  Emitted made = emitted(all);
  BundleReader reader(made.bytes);
  std::map<std::string, int> comparisons;
  size_t wrong = 0;
  eachCode(reader, [&](uint32_t index, const rt::Code &code) {
    for (uint32_t operand : reader.rows<Section::Operands>(code.operands))
      wrong += operand >= index;
    if (code.op == Opcode::Greater)
      ++comparisons[print(reader, index)];
  });
  CHECK(wrong == 0);
  CHECK(comparisons["args.amount > 500.0"] == 1); // of two rules
  CHECK(reader.section(Section::Prints).count == reader.section(Section::Codes).count);
  CHECK(reader.section(Section::CodeSpans).count == reader.section(Section::Codes).count);
}

TEST_CASE("instructions are as deep as the IR says that their expressions are", "[bytecode]") {
  Emitted made = emitted(all);
  BundleReader reader(made.bytes);
  const ir::System &system = made.system();
  auto rules = reader.rows<Section::Rules>();
  size_t rule = 0;
  for (const ir::Guardrail &guardrail : system.guardrails) {
    std::map<int64_t, size_t> depths;
    for (const ir::LocalValue &let : guardrail.lets)
      depths[let.local] = ir::evaluationDepth(let.value, depths);
    for (const ir::Rule &each : guardrail.rules) {
      uint32_t condition = rules[rule++].condition;
      if (each.condition)
        CHECK(reader.rows<Section::Codes>()[condition].depth == ir::evaluationDepth(each.condition, depths));
      else
        CHECK(condition == rt::none);
    }
  }
  CHECK(rule == rules.size);
}

TEST_CASE("the dispatch of a bundle is what the evaluator looks up", "[bytecode]") {
  Emitted made = emitted(all);
  BundleReader reader(made.bytes);
  const ir::System &system = made.system();
  evaluate::SystemIndex index(system);
  auto rows = reader.rows<Section::Dispatch>(reader.rows<Section::Systems>()[0].dispatch);
  REQUIRE(rows.size() == 2 * system.tools.size() + 7);
  size_t next = 0;
  auto check = [&](ir::EventKind kind, const std::string &tool) {
    const rt::DispatchRow &row = rows[next++];
    auto selecting = index.selecting(kind, tool);
    CHECK(reader.rows<Section::Indexes>(row.guardrails) == places(selecting));
    CHECK(reader.rows<Section::Indexes>(row.recording) == places(index.recording(kind, tool)));
    std::vector<uint32_t> covering;
    for (size_t guardrail : selecting)
      if (index.covers(guardrail, kind, tool))
        covering.push_back(static_cast<uint32_t>(guardrail));
    CHECK(reader.rows<Section::Indexes>(row.covering) == covering);
  };
  for (const ir::Tool &tool : system.tools) {
    check(ir::EventKind::Call, tool.name);
    check(ir::EventKind::Result, tool.name);
  }
  for (auto kind : {ir::EventKind::Start, ir::EventKind::Input, ir::EventKind::Prompt, ir::EventKind::Completion,
                    ir::EventKind::Output, ir::EventKind::Handoff, ir::EventKind::Memory})
    check(kind, "");
  CHECK(rows[2].guardrails.count == 2); // bank.pay: the tools are sorted, `list` comes first
  CHECK(rows[2].covering.count == 2);
  CHECK(rows[2].recording.count == 2);
}

TEST_CASE("tools and tables are found by perfect hashes", "[bytecode]") {
  Emitted made = emitted(all);
  BundleReader reader(made.bytes);
  auto find = [&](const rt::SetRow &set, llvm::StringRef key) {
    uint64_t hash = rt::hashText(set.seed, {key.data(), key.size()});
    auto displacements = reader.rows<Section::Indexes>(set.displacements);
    uint32_t bucket = rt::hashBucket(hash, set.displacements.count);
    uint32_t slot = rt::hashSlot(hash, displacements[bucket], set.keys.count);
    return reader.texts(set.keys)[slot] == key ? slot : rt::none;
  };
  const rt::SystemRow &system = reader.rows<Section::Systems>()[0];
  const rt::SetRow &tools = reader.rows<Section::Sets>()[system.toolSet];
  auto places = reader.rows<Section::Indexes>(tools.values);
  CHECK(places[find(tools, "bank.pay")] == 1);
  CHECK(places[find(tools, "bank.list")] == 0);
  CHECK(find(tools, "bank.burn") == rt::none);
  const rt::DataRow &data = reader.rows<Section::Data>()[0];
  CHECK(reader.text(data.name) == "desk.near");
  const rt::SetRow &near = reader.rows<Section::Sets>()[data.set];
  CHECK(find(near, "b.example") != rt::none);
  CHECK(find(near, "d.example") == rt::none);
  CHECK(near.values.count == 0);
  const rt::Cell &cell = reader.rows<Section::Constants>()[data.constant];
  CHECK((cell.kind == rt::Kind::List && cell.stored == 1 && cell.size == 3));
}

TEST_CASE("slots say what they mean and who reads them", "[bytecode]") {
  Emitted made = emitted(all);
  BundleReader reader(made.bytes);
  const ir::System &system = made.system();
  auto slots = reader.rows<Section::Slots>();
  REQUIRE(slots.size == system.slots.size());
  for (size_t place = 0; place < slots.size; ++place) {
    CHECK(reader.text(slots[place].definition) == evaluate::definitionOf(system, system.slots[place]));
    CHECK(slots[place].flags == 0);
    CHECK(slots[place].per.count == 1);
    CHECK(reader.rows<Section::Indexes>(slots[place].readers) == std::vector<uint32_t>{1});
    bool isTotal = slots[place].op == rt::HistoryOp::Total;
    CHECK(slots[place].amount == (isTotal ? rt::Kind::Decimal : rt::Kind::Int));
  }
}

TEST_CASE("a pattern has the automata that its uses need", "[bytecode]") {
  Emitted made = emitted(all);
  BundleReader reader(made.bytes);
  auto patterns = reader.rows<Section::Patterns>();
  REQUIRE(patterns.size == 1);
  CHECK(reader.text(patterns[0].source) == "[a-z]{3}-[0-9]+");
  for (uint32_t automaton : {patterns[0].whole, patterns[0].search, patterns[0].find}) {
    REQUIRE(automaton < reader.rows<Section::Automata>().size);
    CHECK(reader.rows<Section::Automata>()[automaton].tables % 8 == 0);
  }
  Emitted once =
      emitted(cover + "let code = r\"[a-z]+\" yes \"a\" no \"1\"\nguardrail g under usual { severity low on output "
                      "flag when text(output) matches code because \"x\" }\n");
  BundleReader other(once.bytes);
  const rt::PatternRow &row = other.rows<Section::Patterns>()[0];
  CHECK(row.whole != rt::none);
  CHECK((row.search == rt::none && row.find == rt::none));
}

TEST_CASE("an exception knows the places of the rules that it lifts", "[bytecode]") {
  Emitted made = emitted(all);
  BundleReader reader(made.bytes);
  auto exceptions = reader.rows<Section::Exceptions>();
  REQUIRE(exceptions.size == 1);
  CHECK(reader.rows<Section::Indexes>(exceptions[0].lifts) == std::vector<uint32_t>{0});
  CHECK(exceptions[0].reviewedBefore == *parseDay("2026-12-09"));
  const rt::ExceptionColdRow &cold = reader.rows<Section::ExceptionsCold>()[0];
  CHECK(reader.text(cold.name) == "desk.limits.first");
  CHECK(reader.text(cold.alert) == "desk.crew");
}

TEST_CASE("a read is masked in the guardrails that mask it and nowhere else", "[bytecode]") {
  auto guardrail = [](const std::string &name, const std::string &log) {
    return "guardrail " + name + " under usual { severity low on call bank.pay " + log +
           " over: flag when args.amount > 1.00 because \"x\" }\n";
  };
  Emitted made = emitted(guardrail("a", "log inputs redact args.amount to store") + guardrail("b", "") + cover);
  BundleReader reader(made.bytes);
  int masked = 0, plain = 0;
  eachCode(reader, [&](uint32_t index, const rt::Code &code) {
    if (print(reader, index) == "args.amount")
      (code.flags & rt::codeMasked ? masked : plain)++;
  });
  CHECK(masked == 1);
  CHECK(plain == 1); // the binding's, the other rule's and the log's
}

TEST_CASE("a module that the format cannot hold gives no artifact", "[bytecode]") {
  Emitted made = emitted(cover);
  ir::Expr expr;
  expr.kind = ir::ExprKind::Data;
  expr.type = made.module.types->simple(ir::TypeKind::Bool);
  expr.text = "desk.nothing";
  made.module.systems[0].guardrails[0].rules[0].condition = &expr;
  backends::Artifact artifact = backends::emitBytecode(made.module, nullptr);
  CHECK(artifact.problem == "the module has no data `desk.nothing`");
  CHECK(artifact.bytes.empty());
}
