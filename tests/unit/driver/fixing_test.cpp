// SPDX-License-Identifier: Apache-2.0
// Rounds of fixes: batches, overlaps, what does not stand the check, what does not end.
#include "driver/fixing.h"

#include "support/catch.h"
#include "support/checked_text.h"

using namespace onus;
using diagnostics::Applicability;

namespace {

/// A rule that finds a text everywhere and would write another in its place.
struct Habit {
  std::string text, better;
  Applicability applicability = Applicability::MachineApplicable;
};

const diagnostics::KindInfo row{diagnostics::Kind::Lint, "habit", "habit", diagnostics::Severity::Warning, "a habit"};

/// A project of one file in memory.
class Desk {
public:
  Desk(std::string text, std::vector<Habit> habits) : text_(std::move(text)), habits_(std::move(habits)) {}

  driver::Fixing fix(bool unsafe = false) {
    driver::FixOptions options;
    options.asOf = *parseDay("2026-11-22");
    options.unsafe = unsafe;
    return driver::makeFixes([&](llvm::ArrayRef<source::Overlay> overlays) { return compile(overlays); }, options);
  }
  std::string fixed(const driver::Fixing &fixing) const {
    auto found = fixing.after.find("desk.onus");
    return found == fixing.after.end() ? text_ : found->second;
  }
  size_t compiled = 0;

private:
  std::unique_ptr<driver::Compilation> compile(llvm::ArrayRef<source::Overlay> overlays) {
    ++compiled;
    std::vector<std::pair<std::string, std::string>> texts = {{"desk.onus", text_}};
    for (const source::Overlay &each : overlays)
      texts[0].second = each.text;
    auto compilation = driver::load(texts, std::make_unique<tests::MemoryReader>(tests::Files()));
    driver::PipelineOptions options;
    options.check.asOf = *parseDay("2026-11-22");
    driver::compile(*compilation, driver::Stage::Check, options);
    if (!compilation->reporter.hasErrors())
      find(*compilation);
    compilation->reporter.sort();
    return compilation;
  }
  void find(driver::Compilation &compilation) const {
    source::FileId file = compilation.project.files[0];
    llvm::StringRef text = compilation.sources.text(file);
    for (const Habit &habit : habits_)
      for (size_t at = text.find(habit.text); at != llvm::StringRef::npos; at = text.find(habit.text, at + 1)) {
        source::Range range{file, static_cast<uint32_t>(at), static_cast<uint32_t>(at + habit.text.size())};
        compilation.reporter.report(row, diagnostics::Severity::Warning, range, "a habit: " + habit.text)
            .fix("write " + habit.better, range, habit.better, habit.applicability);
      }
  }

  std::string text_;
  std::vector<Habit> habits_;
};

std::string rules(const std::vector<std::string> &conditions) {
  std::string text =
      tests::deskPrelude.str() +
      "guardrail cover under usual { on call that moves deny when moves.amount > 90.00 because \"x\" }\n";
  for (size_t at = 0; at < conditions.size(); ++at)
    text += "guardrail g" + std::to_string(at) + " under usual { on call bank.pay deny when " + conditions[at] +
            " because \"x\" }\n";
  return text;
}

} // namespace

TEST_CASE("safe fixes of a round are made together, and a second run finds nothing") {
  std::vector<std::string> conditions, wanted;
  for (int at = 0; at < 20; ++at) {
    conditions.push_back("not (args.amount > " + std::to_string(at) + ".00)");
    wanted.push_back("args.amount <= " + std::to_string(at) + ".00");
  }
  std::vector<Habit> habits;
  for (size_t at = 0; at < conditions.size(); ++at)
    habits.push_back({conditions[at], wanted[at]});
  Desk desk(rules(conditions), habits);
  driver::Fixing fixing = desk.fix();
  CHECK(desk.fixed(fixing) == rules(wanted));
  CHECK(fixing.made.size() == 20);
  CHECK(fixing.made[0].how == "proved to decide the same");
  CHECK(fixing.before.at("desk.onus") == rules(conditions));
  CHECK(desk.compiled == 2);
  CHECK_FALSE(fixing.unfinished);
  Desk again(desk.fixed(fixing), habits);
  CHECK(again.fix().made.empty());
}

TEST_CASE("one fix that does not stand the check keeps none of the others from being made") {
  Desk desk(rules({"not (args.amount > 1.00)", "args.amount >= 2.00", "not (args.amount > 3.00)"}),
            {{"not (args.amount > 1.00)", "args.amount <= 1.00"},
             {"args.amount >= 2.00", "args.amount > 2.00"},
             {"not (args.amount > 3.00)", "args.amount <= 3.00"}});
  driver::Fixing fixing = desk.fix();
  CHECK(desk.fixed(fixing) == rules({"args.amount <= 1.00", "args.amount >= 2.00", "args.amount <= 3.00"}));
  CHECK(fixing.made.size() == 2);
  CHECK(fixing.unsafeLeft == 1);
  auto found = llvm::find_if(fixing.compilation->reporter.all(), [](const auto &each) { return each->rule == &row; });
  REQUIRE(found != fixing.compilation->reporter.all().end());
  CHECK((*found)->fixes[0].applicability == Applicability::MaybeIncorrect);
  REQUIRE((*found)->notes.size() == 1);
  CHECK_THAT((*found)->notes[0], Catch::Contains("leaves this to a person") && Catch::Contains("\"amount\":2"));

  Desk asked(rules({"args.amount >= 2.00"}), {{"args.amount >= 2.00", "args.amount > 2.00"}});
  driver::Fixing unsafe = asked.fix(true);
  CHECK(asked.fixed(unsafe) == rules({"args.amount > 2.00"}));
  CHECK(unsafe.made.at(0).how.empty());
}

TEST_CASE("fixes that overlap wait for the next round") {
  Desk desk(rules({"not (not (args.amount > 1.00))"}), {{"not (not (args.amount > 1.00))", "not (args.amount <= 1.00)"},
                                                        {"not (args.amount <= 1.00)", "args.amount > 1.00"}});
  driver::Fixing fixing = desk.fix();
  CHECK(desk.fixed(fixing) == rules({"args.amount > 1.00"}));
  CHECK(fixing.made.size() == 2);
}

TEST_CASE("fixes that would not compile, or mend nothing, are not made") {
  Desk broken(rules({"args.amount >= 2.00"}), {{"args.amount >= 2.00", "args.amount >="}});
  CHECK(broken.fix().made.empty());
  CHECK(broken.fix(true).made.empty());
  Desk idle(rules({"args.amount >= 2.00"}), {{"args.amount", "(args.amount)"}});
  CHECK(idle.fix().made.empty());
  Desk holes(rules({"args.amount >= 2.00"}),
             {{"args.amount >= 2.00", "args.amount > 2.00", Applicability::HasPlaceholders}});
  CHECK(holes.fix(true).made.empty());
}

TEST_CASE("fixes that undo each other come to an end") {
  Desk desk(rules({"args.amount > 2.00"}),
            {{"args.amount > 2.00", "2.00 < args.amount", Applicability::MaybeIncorrect},
             {"2.00 < args.amount", "args.amount > 2.00", Applicability::MaybeIncorrect}});
  CHECK(desk.fix().made.empty());
  driver::Fixing fixing = desk.fix(true);
  CHECK(fixing.unfinished);
}

TEST_CASE("errors are mended as long as they become fewer") {
  Desk desk(rules({"args.amount > 02.00 && args.amount = 3.00"}), {});
  driver::Fixing fixing = desk.fix();
  CHECK(desk.fixed(fixing) == rules({"args.amount > 2.00 and args.amount == 3.00"}));
  CHECK_FALSE(fixing.compilation->reporter.hasErrors());
  Desk wrong(rules({"args.amount > 02.00 and args.nothing"}), {});
  driver::Fixing some = wrong.fix();
  CHECK(wrong.fixed(some) == rules({"args.amount > 2.00 and args.nothing"}));
  CHECK(some.compilation->reporter.hasErrors());
}
