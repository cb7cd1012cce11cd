// SPDX-License-Identifier: Apache-2.0
#include "check/references.h"

#include "support/catch.h"
#include "support/checked_text.h"

using namespace onus;

namespace {

/// A checked program in which names are looked up by the line and the word where they stand.
struct Text {
  explicit Text(llvm::StringRef more) : checked(tests::checkText(tests::deskPrelude.str() + more.str())) {
    INFO(checked->errors());
    REQUIRE(checked->errors().empty());
  }

  const syntax::File &file(size_t index = 0) const { return *checked->files[index]; }
  std::string words(source::Range range) const { return checked->sources.text(range).str(); }

  std::string describe(const check::Reference &each) const {
    std::string out = words(each.range) + " -> ";
    if (each.symbol)
      out += each.symbol->name;
    if (each.package)
      out += "package " + each.package->name;
    if (each.local)
      out +=
          "line " + std::to_string(static_cast<int>(checked->sources.start(each.local->range).line) - preludeLines());
    if (each.import)
      out += " by " + words(each.import->range);
    return out + (each.inUse ? " imported" : "");
  }
  /// The references of a file from an offset on, in order.
  std::vector<std::string> all(size_t index = 0, size_t from = 0) const {
    std::vector<std::string> out;
    for (const check::Reference &each : check::references(*checked->program, file(index)))
      if (each.range.begin >= from)
        out.push_back(describe(each));
    return out;
  }
  /// Those below the prelude.
  std::vector<std::string> below() const { return all(0, tests::deskPrelude.size()); }
  static int preludeLines() { return static_cast<int>(tests::deskPrelude.count('\n')); }

  std::unique_ptr<tests::CheckedText> checked;
};

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("references of clauses, rules and what they name") {
  Text text(R"(let limit = 500.00
let outside(address: string, own: string): bool = address != own and not address.is_own()
let is_own(address: string): bool = address == "own"
guardrail costly under usual {
  on call that moves
  let big = moves.amount > limit
  fresh: ask crew within 5m when big and not seen(call bank.pay where args.amount > limit)
         because "Much"
  far:   deny when any to in moves.to: outside(to, "own") because "Far"
  exception small {
    lifts fresh
    when big and text(args).contains("x")
    because "Fine"
    requested by crew
    approved by safety on 2026-11-01
    reviewed by crew on 2026-11-01 every 60d
    until 2026-12-01
    monitor alert head when more than 1 in 1h
  }
}
)");
  CHECK(text.below() == Lines{
                            "address -> line 2",
                            "own -> line 2",
                            "address -> line 2",
                            "is_own -> desk.is_own",
                            "address -> line 3",
                            "usual -> desk.usual",
                            "moves -> desk.moves",
                            "moves -> desk.moves",
                            "amount -> line " + std::to_string(8 - Text::preludeLines()),
                            "limit -> desk.limit",
                            "crew -> desk.crew",
                            "big -> line 6",
                            "bank -> desk.bank",
                            "limit -> desk.limit",
                            "moves -> desk.moves",
                            "to -> line " + std::to_string(8 - Text::preludeLines()),
                            "outside -> desk.outside",
                            "to -> line 9",
                            "big -> line 6",
                            "crew -> desk.crew",
                            "safety -> desk.safety",
                            "crew -> desk.crew",
                            "head -> desk.head",
                        });
}

TEST_CASE("what an expression declares hides what a file declares") {
  Text text(R"(let note = "own"
let notes_of(note: string): bool = note == "x"
let limit = 3
guardrail noted under usual {
  on call bank.pay
  severity high
  deny when any note in args.notes: note == "x" and count(limit in args.notes where limit == note) > 1
       because "Noted"
}
guardrail named under usual {
  on call bank.pay
  severity high
  let note = "y"
  deny when note in args.notes or notes_of("z") because "Named"
}
)");
  CHECK(text.below() == Lines{"note -> line 2", "usual -> desk.usual", "bank -> desk.bank", "note -> line 7",
                              "limit -> line 7", "note -> desk.note", "usual -> desk.usual", "bank -> desk.bank",
                              "note -> line 13", "notes_of -> desk.notes_of"});
}

TEST_CASE("a tool's arguments come before constants of their names") {
  Text text(R"(let amount = 5.00
let note = "n"
effect sends(to: list<string>, size: decimal) "Sends" {}
surface mail {
  owner crew
  approved by safety on 2026-05-01
  tool send(amount: decimal) does sends(to: note, size: amount)
       unguarded because "Free" approved by safety on 2026-05-02 until 2027-05-01
}
guardrail any_call under usual {
  on call that moves
  deny when moves.amount > amount because "Much"
}
)");
  CHECK(text.below() == Lines{"crew -> desk.crew", "safety -> desk.safety", "sends -> desk.sends", "to -> line 3",
                              "note -> desk.note", "size -> line 3", "safety -> desk.safety", "usual -> desk.usual",
                              "moves -> desk.moves", "moves -> desk.moves",
                              "amount -> line " + std::to_string(8 - Text::preludeLines()), "amount -> desk.amount"});
}

TEST_CASE("a pattern's parameters, whoever uses it") {
  Text text(R"(pattern costly(limit: decimal = 10.00, approver: party = head) "Costly" {
  on call that moves
  let half = limit
  ask approver when moves.amount > half because "Much"
}
guardrail g is costly(limit: 3.00, approver: crew) under usual {
  exception e {
    when moves.amount < half
    because "Fine"
    requested by crew
    approved by safety on 2026-11-01
    reviewed by crew on 2026-11-01 every 60d
    until 2026-12-01
    monitor alert head when more than 1 in 1h
  }
}
)");
  std::string amount = "amount -> line " + std::to_string(8 - Text::preludeLines());
  CHECK(text.below() == Lines{"head -> desk.head", "moves -> desk.moves", "limit -> line 1", "approver -> line 1",
                              "moves -> desk.moves", amount, "half -> line 3", "costly -> desk.costly",
                              "limit -> line 1", "approver -> line 1", "crew -> desk.crew", "usual -> desk.usual",
                              "moves -> desk.moves", amount, "half -> line 3", "crew -> desk.crew",
                              "safety -> desk.safety", "crew -> desk.crew", "head -> desk.head"});
}

TEST_CASE("imports: by way of which a name is known, and which of them nobody needs") {
  Text text(R"(guardrail quiet under usual {
  on call bank.pay
  deny when args.amount > 900.00 because "Much"
}
// --- other.onus
package desk.other owner crew
use desk
use desk.{usual, moves as spends, store}
use desk.usual
let a: Kind = "x"
type Kind = "x" | "y"
// --- third.onus
package desk.third owner crew
use desk.other as far
let b: far.Kind = desk.other.a
let c = far.a
)");
  CHECK(text.all(1) == Lines{"crew -> desk.crew", "desk -> package desk imported", "desk -> package desk imported",
                             "usual -> desk.usual imported", "moves -> desk.moves imported",
                             "store -> desk.store imported", "usual -> desk.usual imported",
                             "Kind -> desk.other.Kind"});
  CHECK(text.all(2) == Lines{"crew -> desk.crew", "other -> package desk.other imported",
                             "far -> package desk.other by far", "Kind -> desk.other.Kind by far",
                             "desk.other -> package desk.other", "a -> desk.other.a",
                             "far -> package desk.other by far", "a -> desk.other.a by far"});
}

TEST_CASE("standards name parties beside attributes; tests name systems, tools, detectors and constants") {
  Text text(R"(standard bar "Bar" {
  owner head
  every guardrail where owner == crew or severity >= high requires log.keep >= 1d because "Bar"
}
detector mood {
  input text: string
  output decimal
  owner crew
  timeout 100ms
}
let sum_of = { amount: 1.00, kind: "gift", notes: ["a"] }
guardrail g under usual {
  on call bank.pay
  severity low
  deny when mood(text(args)) > 0.5 because "Mood"
}
test "t" of teller {
  call bank.pay sum_of
    signal mood 0.9
  expect deny by g
  expect ask crew by desk.g
}
)");
  CHECK(text.below() == Lines{"head -> desk.head", "crew -> desk.crew", "crew -> desk.crew", "usual -> desk.usual",
                              "bank -> desk.bank", "mood -> desk.mood", "teller -> desk.teller", "bank -> desk.bank",
                              "sum_of -> desk.sum_of", "mood -> desk.mood", "g -> desk.g", "crew -> desk.crew",
                              "desk -> package desk", "g -> desk.g"});
}
