// SPDX-License-Identifier: Apache-2.0
// S49: what policy tests play and how each `expect` is judged.
#include "driver/pipeline.h"
#include "trial/policy_test.h"

#include "support/catch.h"
#include "support/split_files.h"

#include <fstream>
#include <sstream>

using namespace onus;

namespace {

constexpr const char *policy = R"(
package test.trial owner security

use test.people.{plain}
use std.effects.{writes_data, reads_public}

context { quota: int? }

surface desk "Desk" {
  owner     ops
  approved  by security on 2026-01-01
  tool write(n: int) does writes_data
  tool read(box: string) returns { title: string } does reads_public
}

detector tone "Tone" {
  input    text: string
  output   decimal
  owner    security
  timeout  100ms
}

system agent "Agent" {
  operator acme  business ops  engineering ops  security security
  model modelco "m"  surfaces desk  enforces test.trial
}

guardrail writes under plain {
  on     call desk.write
  big:   deny when args.n > 10 because "Too much"
  five:  ask ops within 10m when args.n == 5 because "Five"
  six:   ask user when args.n == 6 because "Six"
  quota: flag when args.n == 3 and has(context.quota) and context.quota > 3 because "Quota"
  often: flag when count(call desk.write) > 3 because "Often"

  exception eleven "Eleven is fine" {
    lifts         big
    when          args.n == 11
    because       "Eleven"
    requested by  ops
    approved by   chief on 2026-11-01
    reviewed by   boss on 2026-11-01 every 30d
    until         2026-11-23
    monitor       alert ops when more than 2 in 1h
  }
}

guardrail reads under plain {
  severity low
  on     result desk.read
  rude:  deny when tone(text(result)) > 0.5 because "Rude"
  title: flag when not error and result.title == "x" because "X"
}

guardrail watched under plain {
  on     call desk.write
  odd:   flag when args.n == 7 because "Odd"
  shadow until 2026-12-01 because "Trial" requested by ops approved by chief on 2026-11-01
}
)";

std::string readText(const std::string &path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Plays one test with these steps; the findings' messages, a line each.
std::string play(const std::string &steps) {
  tests::Files files = {{"prelude.onus", readText(std::string(ONUS_SOURCE_DIR) + "/tests/programs/prelude.onus")},
                        {"policy.onus", policy},
                        {"policy.test.onus", "package test.trial\n\ntest \"it\" of agent {\n" + steps + "\n}\n"}};
  auto compilation = driver::load(files, std::make_unique<tests::MemoryReader>(files));
  driver::PipelineOptions options;
  options.check.asOf = *parseDay("2026-11-22");
  driver::compile(*compilation, driver::Stage::Lower, options);
  std::string out;
  for (const auto &diagnostic : compilation->reporter.all())
    if (diagnostic->severity == diagnostics::Severity::Error)
      out += diagnostic->message + "\n";
  if (!compilation->module)
    return out + "does not compile\n";
  for (const trial::TestResult &result :
       trial::runTests(*compilation->program, *compilation->module, {options.check.asOf, ""}))
    for (const trial::Finding &finding : result.findings)
      out += compilation->sources.text(finding.range).str() + ": " + finding.message + "\n";
  return out;
}

} // namespace

TEST_CASE("what is expected and comes gives no finding", "[trial]") {
  CHECK(play("call desk.write { n: 1 }\n expect allow") == "");
  CHECK(play("call desk.write { n: 12 }\n expect deny by writes.big") == "");
  CHECK(play("call desk.write { n: 11 }\n expect allow by exception eleven") == "");
  CHECK(play("call desk.write { n: 5 }\n expect ask ops by writes.five\n approved by ops\n expect allow") == "");
  CHECK(play("call desk.write { n: 6 }\n expect ask user\n approved by user\n expect allow") == "");
  CHECK(play("call desk.write { n: 7 }\n expect allow\n expect would_be flag by watched") == "");
  CHECK(play("call desk.write { n: 1 }\n expect would_be allow") == "");
  CHECK(play("call desk.write { n: 1, m: 2 }\n expect deny with unfit_arguments\n expect deny") == "");
}

TEST_CASE("what is expected and does not come is said with what came", "[trial]") {
  CHECK(play("call desk.write { n: 1 }\n expect deny") == "expect deny: expected deny, but the decision is allow\n");
  CHECK(play("call desk.write { n: 1, m: 2 }\n expect allow") ==
        "expect allow: expected allow, but the decision is deny (unfit_arguments)\n");
  CHECK(play("call desk.write { n: 12 }\n expect deny by reads") ==
        "expect deny by reads: expected deny by `reads`, but that guardrail gave it no reason\n");
  CHECK(play("call desk.write { n: 12 }\n expect deny with surface_drift") ==
        "expect deny with surface_drift: expected deny with `surface_drift`, but no entry check denied it\n");
  CHECK(play("call desk.write { n: 5 }\n expect ask security") ==
        "expect ask security: expected ask `test.people.security`, but it is not asked\n");
  CHECK(play("call desk.write { n: 1 }\n expect allow by exception eleven") ==
        "expect allow by exception eleven: expected the exception `test.trial.writes.eleven` to lift a rule, but it "
        "lifted none\n");
  CHECK(play("call desk.write { n: 7 }\n expect would_be allow") ==
        "expect would_be allow: expected would_be allow, but it would be flag\n");
  CHECK(play("call desk.write { n: 12 }\n expect failing writes") ==
        "expect failing writes: expected `test.trial.writes` to fail, but nothing in it did\n");
}

TEST_CASE("a step's surroundings: time, session, agent, context, signals", "[trial]") {
  CHECK(play("at 2026-11-23T23:59:59Z\n call desk.write { n: 11 }\n expect allow\n after 1s\n"
             "call desk.write { n: 11 }\n expect deny") == "");
  CHECK(play("agent { id: \"bot\" }\n call desk.write { n: 6 }\n expect deny\n expect failing writes") == "");
  CHECK(
      play(
          "call desk.write { n: 6 }\n agent { id: \"bot\", on_behalf_of: \"x\" }\n approved by user\n expect ask user") ==
      "");
  CHECK(play("context { quota: 4 }\n call desk.write { n: 3 }\n expect flag\n context { }\n"
             "call desk.write { n: 3 }\n expect allow") == "");
  CHECK(
      play("call desk.write { n: 1 }\n call desk.write { n: 1 }\n call desk.write { n: 1 }\n call desk.write { n: 1 }\n"
           "expect flag by writes.often\n session \"s2\"\n call desk.write { n: 1 }\n expect allow") == "");
  CHECK(play("result desk.read { title: \"x\" }\n signal tone 0.1\n expect flag by reads.title") == "");
  CHECK(play("result desk.read { title: \"x\" }\n signal tone unavailable\n expect deny\n expect failing reads") == "");
  CHECK(play("result desk.read error\n signal tone 0.9\n expect deny by reads.rude") == "");
}

TEST_CASE("results answer the last call of their tool, once; approvals come too late or add up", "[trial]") {
  CHECK(play("call desk.read { box: \"in\" }\n result desk.read { title: \"y\" }\n signal tone 0.1\n expect allow\n"
             "result desk.read { title: \"x\" }\n signal tone 0.1\n expect flag") == "");
  CHECK(play("call desk.write { n: 5 }\n after 11m\n approved by ops\n expect ask ops") == "");
  CHECK(play("call desk.write { n: 5 }\n approved by security\n expect ask ops\n approved by ops\n expect allow") ==
        "");
}
