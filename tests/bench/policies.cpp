// SPDX-License-Identifier: Apache-2.0
#include "bench/policies.h"

#include <algorithm>
#include <fmt/format.h>

namespace onus::bench {

namespace {

constexpr const char *people = R"(package bench.people

organization bench "Bench" {
}

person chief "Chief" {
  email  "chief@bench.example"
}

team desk "Desk" {
  lead     chief
  contact  pager "DESK"
}

vendor maker "Maker" {
  provides    "the model"
  answers_to  desk
}

sink store "Store" {
  owner  desk
  keep   400d
}
)";

constexpr const char *header = R"(package bench.policies owner desk

use bench.people.{store}
use std.effects.{moves_money}

context {
  user:     { id: string, role: "agent" | "supervisor" }
  account:  { id: string, tier: "standard" | "vip" }?
}

let is_internal(address: string): bool = address.domain() == "bench.example"

let slanted = r"[a-z]+/[0-9]{2,8}" yes "abc/123" no "abc"

duties common {
  log       inputs, session.id to store
  escalate  to desk within 15m
  rollback  disable system by desk within 10m
  fails     closed
}

system assistant "Assistant" {
  operator     bench
  business     desk
  engineering  desk
  security     desk
  model        maker "m-1"
  surfaces     tools
  enforces     bench.policies
}

surface tools "Tools" {
  owner     desk
  approved  by desk on 2026-05-01

)";

constexpr const char *tool =
    R"(  tool t{0}(amount: decimal, to: list<string max 200> max 20, note: string max 1000?, account: string) does moves_money(amount: amount)
)";

/// What differs from one guardrail to the next; {0} is its number.
constexpr const char *rules[] = {
    R"(  over_limit:  ask desk within 30m when args.amount > 1{0}00.00 and context.user.role == "agent"
               because "An amount above the limit needs a person"
  odd_account: deny when args.account.starts_with("x{0}-")
               because "Accounts of this kind are closed"
)",
    R"(  outside:     deny when any a in args.to: not is_internal(a)
               because "This goes outside"
  crowd:       flag when args.to.size() > 15 or count(a in args.to where is_internal(a)) > 10
               because "Many at once"
)",
    R"(  budget:      deny when total(call tools.t{1} last 24h per context.user.id, args.amount) > 9{0}000.00
               because "The budget of this user is spent"
)",
    R"(  slanted_note: deny when has(args.note) and args.note.contains(slanted)
               because "Notes of this form are instructions"
  noted:       flag when (args.note ?? "none").lower().contains("urgent {0}")
)",
    R"(  known:       require has(context.account)
               because "The account is known first"
  own:         require args.account == context.account.id or context.account.tier == "vip"
               because "This account belongs to another"
)"};

/// Of the guardrails on one tool, every manner should be there: `manner` goes up by one with each of them.
std::string guardrail(size_t number, size_t onTool, size_t manner) {
  std::string text = fmt::format("guardrail g{0} \"Guardrail number {0}\" under common {{\n"
                                 "  severity  high\n"
                                 "  on        call tools.t{1}\n\n",
                                 number, onTool);
  text += fmt::format(fmt::runtime(rules[manner % std::size(rules)]), number, onTool);
  return text + "}\n\n";
}

constexpr const char *package = "package bench.policies owner desk\n\n";

std::string guardrail(size_t number, const Size &size) {
  if (number < size.onFirst)
    return guardrail(number, 0, size.manner == Manner::Limits ? 0 : number);
  size_t others = size.tools - (size.onFirst ? 1 : 0);
  size_t place = number - size.onFirst;
  size_t manner = size.manner == Manner::Limits ? 0 : place + place / others;
  return guardrail(number, place % others + (size.onFirst ? 1 : 0), manner);
}

} // namespace

std::string guardrailsOfBytes(size_t bytes) {
  std::string text = package;
  for (size_t i = 0; text.size() < bytes; ++i)
    text += guardrail(i, Size());
  return text;
}

tests::Files project(const Size &size) {
  std::string first = header;
  size_t needed = size.guardrails - size.onFirst + (size.onFirst ? 1 : 0);
  Size fitting = size;
  fitting.tools = std::min(size.tools, needed);
  for (size_t i = 0; i < fitting.tools; ++i)
    first += fmt::format(fmt::runtime(tool), i);
  tests::Files files = {{"people.onus", people}, {"system.onus", first + "}\n\n"}};
  for (size_t from = 0; from < size.guardrails; from += size.perFile) {
    std::string text = package;
    for (size_t i = from; i < std::min(from + size.perFile, size.guardrails); ++i)
      text += guardrail(i, fitting);
    files.emplace_back(fmt::format("policies/p{}.onus", from), text);
  }
  return files;
}

size_t lineCount(const tests::Files &files) {
  size_t lines = 0;
  for (const auto &file : files)
    lines += static_cast<size_t>(std::count(file.second.begin(), file.second.end(), '\n'));
  return lines;
}

std::string callEvent(size_t tool, size_t number) {
  return fmt::format(
      R"({{"id":"e-{1}","event":"call","system":"bench.policies.assistant","tool":"tools.t{0}",)"
      R"("args":{{"amount":0.01,"to":["a@bench.example","b@bench.example"],"note":"for the desk","account":"acc-1"}},)"
      R"("context":{{"user":{{"id":"u1","role":"agent"}},"account":{{"id":"acc-1","tier":"standard"}}}},)"
      R"("session":{{"id":"s1","turn":{1}}},"agent":{{"id":"a1","on_behalf_of":"u1"}},"time":"2026-11-22T10:00:00Z"}})",
      tool, number);
}

} // namespace onus::bench
