// SPDX-License-Identifier: Apache-2.0
#include "lower/lower.h"

#include "ir/json_reader.h"
#include "ir/json_writer.h"
#include "lower/dump.h"
#include "support/catch.h"
#include "support/checked_text.h"

using namespace onus;

namespace {

struct Lowered {
  std::unique_ptr<tests::CheckedText> checked;
  ir::Module module;
  const ir::System &system() const { return module.systems.at(0); }
  const ir::Guardrail &guardrail(llvm::StringRef name) const {
    for (const ir::Guardrail &each : system().guardrails)
      if (each.name == name)
        return each;
    FAIL("no guardrail " << name.str());
    return system().guardrails[0];
  }
  const ir::Tool &tool(llvm::StringRef name) const {
    for (const ir::Tool &each : system().tools)
      if (each.name == name)
        return each;
    FAIL("no tool " << name.str());
    return system().tools[0];
  }
};

Lowered lowered(const std::string &text, llvm::StringRef asOf = "2026-11-22") {
  Lowered out{tests::checkText(tests::deskPrelude.str() + text, asOf), {}};
  REQUIRE(out.checked->errors() == "");
  auto lowerable = lower::LowerableProgram::from(*out.checked->program, out.checked->reporter);
  REQUIRE(lowerable.has_value());
  out.module = lower::lower(*lowerable, {"0.0.0", ""});
  return out;
}

const std::string cover =
    "guardrail cover under usual { on call that moves deny when moves.amount > 90.00 because \"x\" }\n";

} // namespace

TEST_CASE("a program with an error is not lowered") {
  auto checked = tests::checkText(tests::deskPrelude.str());
  REQUIRE(checked->errors() != "");
  CHECK(!lower::LowerableProgram::from(*checked->program, checked->reporter));
}

TEST_CASE("names are qualified and lists sorted") {
  Lowered made = lowered(
      "guardrail zebra under usual { severity low on output flag when text(output).contains(\"a\") }\n" + cover);
  CHECK(made.system().name == "desk.teller");
  REQUIRE(made.system().guardrails.size() == 2);
  CHECK(made.system().guardrails[0].name == "desk.cover");
  CHECK(made.system().guardrails[0].owner == "desk.crew");
  CHECK(made.system().guardrails[0].sink == "desk.store");
  CHECK(made.system().guardrails[0].severity == ir::Severity::High);
  CHECK(made.system().guardrails[0].span.file == "main.onus");
  REQUIRE(made.system().tools.size() == 2);
  CHECK(made.system().tools[0].name == "bank.list");
  CHECK(made.tool("bank.pay").effects[0].effect == "desk.moves");
  CHECK(made.tool("bank.pay").needsCall);
  CHECK(!made.tool("bank.list").needsCall);
  CHECK(made.module.parties.size() == 5);
}

TEST_CASE("what asks the same of history is one slot") {
  Lowered made = lowered(cover + R"(
guardrail a under usual {
  on call bank.pay
  one: deny when count(call bank.pay last 1h) > 5 because "x"
  two: flag when count(call bank.pay last 60m) > 3
  three: flag when count(call bank.pay last 2h) > 3
  four: flag when count(call bank.pay where args.amount > 5.00 last 1h) > 3
  five: flag when mentioned(input, args.kind) and not mentioned(input, args.memo ?? "none")
}
guardrail b under usual {
  on call bank.pay
  deny when count(call bank.pay where args.amount > 5.00 last 1h) > 7 because "x"
}
)");
  CHECK(made.system().slots.size() == 4);
  CHECK(made.guardrail("desk.a").readsState);
  CHECK(!made.guardrail("desk.cover").readsState);
}

TEST_CASE("selectors say what they cover") {
  Lowered made = lowered(cover + R"(
guardrail everything under usual { severity low on call * deny when count(call * last 1h) > 300 because "x" }
guardrail flags under usual { on call bank.pay flag when args.amount > 5.00 }
)");
  CHECK(made.guardrail("desk.cover").on[0].covers == std::vector<std::string>{"bank.pay"});
  CHECK(made.guardrail("desk.everything").on[0].tools.size() == 2);
  CHECK(made.guardrail("desk.everything").on[0].covers.empty());
  CHECK(made.guardrail("desk.flags").on[0].covers.empty());
}

TEST_CASE("the as-of date is not baked in") {
  std::string text = cover + R"(
guardrail trial under usual {
  severity low
  on output
  shadow until 2026-12-24 because "x" approved by safety on 2026-11-01
  flag when text(output).contains("a")
}
)";
  CHECK(ir::writeModule(lowered(text, "2026-11-22").module) == ir::writeModule(lowered(text, "2026-12-23").module));
}

TEST_CASE("an artifact does not depend on what stands around a guardrail") {
  std::string more =
      "guardrail first under usual { on call bank.pay deny when any n in args.notes: n == \"a\" because \"x\" }\n";
  std::string text =
      "guardrail second under usual { on call bank.pay deny when any n in args.notes: n == \"b\" because \"x\" }\n";
  auto condition = [](const Lowered &made) {
    return json::write(ir::toJson(made.guardrail("desk.second").rules[0].condition));
  };
  CHECK(condition(lowered(text + cover)) == condition(lowered(more + text + cover)));
}

TEST_CASE("what is lowered reads back, and its digest covers it") {
  Lowered made = lowered(cover + R"(
let known: set<string> = ["a", "b"]
guardrail a under usual {
  let note = args.memo ?? "none"
  on call bank.pay
  given: require has(args.memo) because "x"
  much: ask crew within 5m when total(call that moves last 24h per agent.id, moves.amount) > 100.00 because "x"
  odd: flag when all n in moves.to: (n in known or n like "x*" or n.contains(r"a+b"))
  note: flag when note.lower().starts_with("z") and args.amount * 2 >= 1.50
  exception e {
    lifts much
    when args.kind == "gift"
    because "x" requested by crew approved by safety on 2026-11-01 reviewed by safety on 2026-11-01 every 60d
    until 2026-12-31 monitor alert crew when more than 3 in 1d
  }
}
)");
  std::string text = ir::writeModule(made.module);
  auto read = ir::readModule(text);
  if (auto *error = std::get_if<ir::ReadError>(&read))
    FAIL(error->path << ": " << error->message);
  CHECK(ir::writeModule(std::get<ir::Module>(read)) == text);
  CHECK(made.module.digest == ir::digestOf(ir::toJson(made.module)));
}

TEST_CASE("without digests a module decides the same and has no name") {
  Lowered made = lowered(cover);
  lower::Options options;
  options.onusVersion = "0.0.0";
  options.digests = false;
  auto lowerable = lower::LowerableProgram::from(*made.checked->program, made.checked->reporter);
  ir::Module bare = lower::lower(*lowerable, options);
  CHECK(bare.digest.empty());
  CHECK(bare.sources.empty());
  bare.sources = made.module.sources;
  bare.digest = made.module.digest;
  CHECK(ir::writeModule(bare) == ir::writeModule(made.module));
}

TEST_CASE("dumps show names and types") {
  Lowered made = lowered(cover);
  CHECK(lower::dumpTypes(*made.checked->program).find("tool bank.pay { amount: decimal") != std::string::npos);
  CHECK(lower::dumpSymbols(*made.checked->names, made.checked->sources).find("guardrail desk.cover") !=
        std::string::npos);
}
