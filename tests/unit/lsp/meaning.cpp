// SPDX-License-Identifier: Apache-2.0
#include "lsp/meaning.h"

#include "support/catch.h"
#include "support/checked_text.h"

using namespace onus;
using namespace onus::lsp;

namespace {

constexpr const char *manifest = R"({ "tools": [ { "name": "send", "inputSchema": { "type": "object", "properties": {
  "kind": { "enum": ["mail", "fax"] }, "parts": { "type": "array", "items": { "type": "object", "properties": {
    "size": { "type": "integer" } }, "required": ["size"] } } }, "required": ["kind", "parts"] } } ] })";

/// A program whose words are described as `word kind what role`.
struct Text {
  explicit Text(llvm::StringRef more, bool wantsErrors = false) {
    auto texts = tests::splitFiles(tests::deskPrelude.str() + more.str());
    auto reader = std::make_unique<tests::MemoryReader>(texts);
    llvm::erase_if(texts, [](const auto &each) { return !llvm::StringRef(each.first).endswith(".onus"); });
    auto compilation = driver::load(texts, std::move(reader));
    driver::PipelineOptions options;
    options.check.asOf = *parseDay("2026-11-22");
    driver::compile(*compilation, driver::Stage::Check, options);
    std::string errors;
    for (const auto &each : compilation->reporter.all())
      if (each->severity == diagnostics::Severity::Error)
        errors += each->message + "\n";
    INFO(errors);
    REQUIRE(errors.empty() == !wantsErrors);
    view = std::make_unique<View>(std::move(compilation), true);
  }

  source::FileId file(size_t index = 0) const { return view->compilation().files[index]->id; }

  std::string line(source::Range range) const {
    return std::to_string(static_cast<int>(view->sources().start(range).line) -
                          static_cast<int>(tests::deskPrelude.count('\n')));
  }

  std::string describe(const Meaning &each) const {
    static constexpr const char *kinds[] = {"declaration", "package",  "local",    "field",     "label",
                                            "exception",   "tool",     "argument", "text",      "control",
                                            "root",        "function", "type",     "attribute", "keyword"};
    static constexpr const char *roles[] = {" declared", " set", "", " imported"};
    std::string out = view->sources().text(each.range).str() + " " + kinds[static_cast<int>(each.kind)] + " ";
    if (each.kind == Meaning::Kind::Declaration)
      out += each.symbol->name;
    else if (each.declared)
      out += "line " + line(each.declared->range);
    else if (each.tool)
      out += each.tool->qualified + (each.path.empty() ? "" : " " + each.path) + (each.word.empty() ? "" : "=") +
             each.word.str();
    else if (each.literal)
      out += "line " + line(each.literal->range);
    else if (each.kind == Meaning::Kind::Root)
      out += each.path;
    else
      out += nameOf(each).str();
    return out + roles[static_cast<int>(each.role)];
  }

  /// The words of one line, counted below the prelude from 1.
  std::vector<std::string> words(int number) const {
    std::vector<std::string> out;
    for (const Meaning &each : meanings(*view, file()))
      if (line(each.range) == std::to_string(number))
        out.push_back(describe(each));
    return out;
  }

  std::unique_ptr<View> view;
};

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("arguments of tools without a manifest, labels, exceptions and texts") {
  Text text(R"(guardrail costly under usual {
  on call bank.pay
  big: deny when args.amount > 5.00 and args.kind == "gift" because "No"
  exception once { lifts big when args.kind in ["gift"] and args.amount < 6.00 because "Once"
    requested by crew approved by safety on 2026-10-05 reviewed by safety on 2026-11-01 every 60d until 2026-12-31
    monitor alert crew when more than 20 in 24h }
}
test "t" of teller {
  call bank.pay { amount: 6.00, kind: "gift", notes: [] }
  expect deny by costly.big
  call bank.pay { amount: 5.50, kind: "gift", notes: [] }
  expect allow by exception once
}
)");
  CHECK(text.words(2) == Lines{"bank declaration desk.bank", "pay tool bank.pay"});
  CHECK(text.words(3) == Lines{"big label line 3 declared", "args root args", "amount field line -18", "args root args",
                               "kind field line -18", "gift text line -18"});
  CHECK(text.words(4) == Lines{"once exception line 4 declared", "big label line 3", "args root args",
                               "kind field line -18", "gift text line -18", "args root args", "amount field line -18"});
  CHECK(text.words(9) == Lines{"bank declaration desk.bank", "pay tool bank.pay", "amount field line -18 set",
                               "kind field line -18 set", "gift text line -18", "notes field line -18 set"});
  CHECK(text.words(10) == Lines{"costly declaration desk.costly", "big label line 3"});
  CHECK(text.words(12) == Lines{"once exception line 4"});
}

TEST_CASE("members of records are followed through names, functions, lists and history") {
  Text text(R"(context { user: { id: string, roles: list<Role> } }
type Role = { name: "boss" | "clerk", since: date }
let boss(role: Role): bool = role.name == "boss"
guardrail bosses under usual {
  on call that moves
  let mine = context.user.roles
  r: deny when any each in mine: (each.name == "boss" and boss(each)) because "No"
  s: deny when (latest(call bank.pay, args.kind) ?? "gift") == "bill" because "No"
  t: deny when tool.name == "bank.pay" and session.id == "x" because "No"
}
test "t" of teller {
  context { user: { id: "u", roles: [{ name: "clerk", since: 2026-01-01 }] } }
  call bank.list { limit: 1 }
  expect allow
}
)");
  CHECK(text.words(3) == Lines{"boss declaration desk.boss declared", "role local line 3 declared",
                               "Role declaration desk.Role", "bool type bool", "role local line 3", "name field line 2",
                               "boss text line 2"});
  CHECK(text.words(6) ==
        Lines{"mine local line 6 declared", "context root context", "user field line 1", "roles field line 1"});
  CHECK(text.words(7) == Lines{"r label line 7 declared", "each local line 7 declared", "mine local line 6",
                               "each local line 7", "name field line 2", "boss text line 2",
                               "boss declaration desk.boss", "each local line 7"});
  CHECK(text.words(8) == Lines{"s label line 8 declared", "latest function latest", "bank declaration desk.bank",
                               "pay tool bank.pay", "args root args", "kind field line -18", "gift text line -18",
                               "bill text line -18"});
  CHECK(text.words(9) == Lines{"t label line 9 declared", "tool root tool", "name root tool.name",
                               "bank declaration desk.bank", "pay tool bank.pay", "session root session",
                               "id root session.id"});
  CHECK(text.words(12) == Lines{"user field line 1 set", "id field line 1 set", "roles field line 1 set",
                                "name field line 2 set", "clerk text line 2", "since field line 2 set"});
}

TEST_CASE("what a manifest describes, controls and attributes") {
  Text text(std::string(R"(surface mail { from mcp "mail.json" owner crew approved by safety on 2026-05-01
  tool send(kind: "mail") does moves(amount: 1.00, to: none because "x")
  unguarded send because "x" approved by safety on 2026-05-01 until 2027-01-01
}
framework rules { version "1" source "us" control "R-1" "One" control "R-2" "Two" withdrawn replaced_by "R-1" }
standard bar { owner crew every guardrail where severity >= high requires escalate.within <= 15m because "x" }
guardrail posts under usual {
  on call mail.send
  p: deny when args.kind == "mail" and any part in args.parts: part.size > 3 because "No"
  maps rules "r-1"
}
// --- mail.json
)") + manifest,
            /*wantsErrors=*/true);
  CHECK(text.words(2) == Lines{"send tool mail.send declared", "kind argument mail.send args.kind set",
                               "mail text line 2 declared", "moves declaration desk.moves", "amount local line -22 set",
                               "to local line -22 set"});
  CHECK(text.words(3) == Lines{"send tool mail.send", "safety declaration desk.safety"});
  CHECK(text.words(5) == Lines{"rules declaration desk.rules declared", "R-1 control R-1 declared",
                               "R-2 control R-2 declared", "R-1 control R-1"});
  CHECK(text.words(6) == Lines{"bar declaration desk.bar declared", "crew declaration desk.crew",
                               "severity attribute severity", "escalate.within attribute escalate.within"});
  CHECK(text.words(9) == Lines{"p label line 9 declared", "args root args", "kind argument mail.send args.kind",
                               "mail text mail.send args.kind=mail", "part local line 9 declared", "args root args",
                               "parts argument mail.send args.parts", "part local line 9",
                               "size argument mail.send args.parts[].size"});
  CHECK(text.words(10) == Lines{"rules declaration desk.rules", "r-1 control R-1"});
}
