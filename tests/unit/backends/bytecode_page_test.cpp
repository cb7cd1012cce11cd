// SPDX-License-Identifier: Apache-2.0
#include "runtime/format/bundle.h"
#include "support/catch.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <cstddef>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

/// docs/bytecode.md says where every byte of a bundle lies. Here its tables are held against the structs.

using namespace onus;

namespace {

struct Member {
  std::string name;
  size_t offset, size;
};
struct Struct {
  std::string name;
  size_t size;
  std::vector<Member> members;
};

#define ONUS_MEMBER(TYPE, NAME)                                                                                        \
  { #NAME, offsetof(rt::TYPE, NAME), sizeof(rt::TYPE::NAME) }

std::vector<Struct> structs() {
  std::vector<Struct> rows;
  rows.push_back({"TextRef", sizeof(rt::TextRef), {ONUS_MEMBER(TextRef, offset), ONUS_MEMBER(TextRef, size)}});
  rows.push_back({"Range", sizeof(rt::Range), {ONUS_MEMBER(Range, first), ONUS_MEMBER(Range, count)}});
  rows.push_back({"SpanRow",
                  sizeof(rt::SpanRow),
                  {ONUS_MEMBER(SpanRow, file), ONUS_MEMBER(SpanRow, line), ONUS_MEMBER(SpanRow, column),
                   ONUS_MEMBER(SpanRow, endLine), ONUS_MEMBER(SpanRow, endColumn)}});
  rows.push_back({"Header",
                  sizeof(rt::Header),
                  {ONUS_MEMBER(Header, magic), ONUS_MEMBER(Header, version), ONUS_MEMBER(Header, sections),
                   ONUS_MEMBER(Header, size), ONUS_MEMBER(Header, digest), ONUS_MEMBER(Header, policyDigest),
                   ONUS_MEMBER(Header, onusVersion), ONUS_MEMBER(Header, worstCost), ONUS_MEMBER(Header, reserved)}});
  rows.push_back(
      {"SectionRow", sizeof(rt::SectionRow), {ONUS_MEMBER(SectionRow, offset), ONUS_MEMBER(SectionRow, count)}});
  rows.push_back({"TypeRow",
                  sizeof(rt::TypeRow),
                  {ONUS_MEMBER(TypeRow, kind), ONUS_MEMBER(TypeRow, flags), ONUS_MEMBER(TypeRow, reserved),
                   ONUS_MEMBER(TypeRow, element), ONUS_MEMBER(TypeRow, max), ONUS_MEMBER(TypeRow, parts),
                   ONUS_MEMBER(TypeRow, print)}});
  rows.push_back({"FieldRow",
                  sizeof(rt::FieldRow),
                  {ONUS_MEMBER(FieldRow, name), ONUS_MEMBER(FieldRow, type), ONUS_MEMBER(FieldRow, reserved)}});
  rows.push_back({"Code",
                  sizeof(rt::Code),
                  {ONUS_MEMBER(Code, op), ONUS_MEMBER(Code, flags), ONUS_MEMBER(Code, depth), ONUS_MEMBER(Code, type),
                   ONUS_MEMBER(Code, operands), ONUS_MEMBER(Code, number), ONUS_MEMBER(Code, text)}});
  rows.push_back({"Cell",
                  sizeof(rt::Cell),
                  {ONUS_MEMBER(Cell, kind), ONUS_MEMBER(Cell, stored), ONUS_MEMBER(Cell, prefix),
                   ONUS_MEMBER(Cell, reserved), ONUS_MEMBER(Cell, size), ONUS_MEMBER(Cell, payload)}});
  rows.push_back({"DataRow",
                  sizeof(rt::DataRow),
                  {ONUS_MEMBER(DataRow, name), ONUS_MEMBER(DataRow, digest), ONUS_MEMBER(DataRow, constant),
                   ONUS_MEMBER(DataRow, set)}});
  rows.push_back({"SetRow",
                  sizeof(rt::SetRow),
                  {ONUS_MEMBER(SetRow, seed), ONUS_MEMBER(SetRow, displacements), ONUS_MEMBER(SetRow, keys),
                   ONUS_MEMBER(SetRow, values)}});
  rows.push_back({"PatternRow",
                  sizeof(rt::PatternRow),
                  {ONUS_MEMBER(PatternRow, source), ONUS_MEMBER(PatternRow, whole), ONUS_MEMBER(PatternRow, search),
                   ONUS_MEMBER(PatternRow, find), ONUS_MEMBER(PatternRow, reserved)}});
  rows.push_back(
      {"AutomatonRow", sizeof(rt::AutomatonRow), {ONUS_MEMBER(AutomatonRow, tables), ONUS_MEMBER(AutomatonRow, size)}});
  rows.push_back(
      {"SystemRow",
       sizeof(rt::SystemRow),
       {ONUS_MEMBER(SystemRow, name),      ONUS_MEMBER(SystemRow, title),        ONUS_MEMBER(SystemRow, operatorParty),
        ONUS_MEMBER(SystemRow, business),  ONUS_MEMBER(SystemRow, engineering),  ONUS_MEMBER(SystemRow, security),
        ONUS_MEMBER(SystemRow, model),     ONUS_MEMBER(SystemRow, modelVersion), ONUS_MEMBER(SystemRow, change),
        ONUS_MEMBER(SystemRow, incident),  ONUS_MEMBER(SystemRow, review),       ONUS_MEMBER(SystemRow, reviewOn),
        ONUS_MEMBER(SystemRow, toolSet),   ONUS_MEMBER(SystemRow, tools),        ONUS_MEMBER(SystemRow, context),
        ONUS_MEMBER(SystemRow, detectors), ONUS_MEMBER(SystemRow, slots),        ONUS_MEMBER(SystemRow, guardrails),
        ONUS_MEMBER(SystemRow, dispatch),  ONUS_MEMBER(SystemRow, worstCost)}});
  rows.push_back({"DispatchRow",
                  sizeof(rt::DispatchRow),
                  {ONUS_MEMBER(DispatchRow, guardrails), ONUS_MEMBER(DispatchRow, covering),
                   ONUS_MEMBER(DispatchRow, recording)}});
  rows.push_back({"ToolRow",
                  sizeof(rt::ToolRow),
                  {ONUS_MEMBER(ToolRow, name), ONUS_MEMBER(ToolRow, surface), ONUS_MEMBER(ToolRow, digest),
                   ONUS_MEMBER(ToolRow, classifiedBy), ONUS_MEMBER(ToolRow, owner), ONUS_MEMBER(ToolRow, args),
                   ONUS_MEMBER(ToolRow, result), ONUS_MEMBER(ToolRow, flags), ONUS_MEMBER(ToolRow, reserved),
                   ONUS_MEMBER(ToolRow, effects), ONUS_MEMBER(ToolRow, bindings), ONUS_MEMBER(ToolRow, unguarded)}});
  rows.push_back({"BindingRow",
                  sizeof(rt::BindingRow),
                  {ONUS_MEMBER(BindingRow, parameter), ONUS_MEMBER(BindingRow, type), ONUS_MEMBER(BindingRow, value)}});
  rows.push_back({"UnguardedRow",
                  sizeof(rt::UnguardedRow),
                  {ONUS_MEMBER(UnguardedRow, event), ONUS_MEMBER(UnguardedRow, waiver)}});
  rows.push_back({"ContextRow",
                  sizeof(rt::ContextRow),
                  {ONUS_MEMBER(ContextRow, name), ONUS_MEMBER(ContextRow, type), ONUS_MEMBER(ContextRow, reserved)}});
  rows.push_back({"DetectorRow",
                  sizeof(rt::DetectorRow),
                  {ONUS_MEMBER(DetectorRow, name), ONUS_MEMBER(DetectorRow, owner), ONUS_MEMBER(DetectorRow, vendor),
                   ONUS_MEMBER(DetectorRow, output), ONUS_MEMBER(DetectorRow, reserved),
                   ONUS_MEMBER(DetectorRow, timeout), ONUS_MEMBER(DetectorRow, terms)}});
  rows.push_back({"SlotRow",
                  sizeof(rt::SlotRow),
                  {ONUS_MEMBER(SlotRow, text), ONUS_MEMBER(SlotRow, definition), ONUS_MEMBER(SlotRow, op),
                   ONUS_MEMBER(SlotRow, flags), ONUS_MEMBER(SlotRow, event), ONUS_MEMBER(SlotRow, amount),
                   ONUS_MEMBER(SlotRow, where), ONUS_MEMBER(SlotRow, path), ONUS_MEMBER(SlotRow, reserved),
                   ONUS_MEMBER(SlotRow, per), ONUS_MEMBER(SlotRow, notFor), ONUS_MEMBER(SlotRow, readers),
                   ONUS_MEMBER(SlotRow, last), ONUS_MEMBER(SlotRow, capacity)}});
  rows.push_back(
      {"GuardrailRow",
       sizeof(rt::GuardrailRow),
       {ONUS_MEMBER(GuardrailRow, fails), ONUS_MEMBER(GuardrailRow, severity), ONUS_MEMBER(GuardrailRow, reserved),
        ONUS_MEMBER(GuardrailRow, failsWaiver), ONUS_MEMBER(GuardrailRow, shadow), ONUS_MEMBER(GuardrailRow, lets),
        ONUS_MEMBER(GuardrailRow, rules), ONUS_MEMBER(GuardrailRow, exceptions), ONUS_MEMBER(GuardrailRow, name),
        ONUS_MEMBER(GuardrailRow, failsAsk)}});
  rows.push_back({"LetRow",
                  sizeof(rt::LetRow),
                  {ONUS_MEMBER(LetRow, local), ONUS_MEMBER(LetRow, value), ONUS_MEMBER(LetRow, reserved)}});
  rows.push_back({"RuleRow",
                  sizeof(rt::RuleRow),
                  {ONUS_MEMBER(RuleRow, verdict), ONUS_MEMBER(RuleRow, require), ONUS_MEMBER(RuleRow, reserved),
                   ONUS_MEMBER(RuleRow, condition), ONUS_MEMBER(RuleRow, redact), ONUS_MEMBER(RuleRow, notFor),
                   ONUS_MEMBER(RuleRow, label), ONUS_MEMBER(RuleRow, askParty), ONUS_MEMBER(RuleRow, within)}});
  rows.push_back({"RedactRow", sizeof(rt::RedactRow), {ONUS_MEMBER(RedactRow, path), ONUS_MEMBER(RedactRow, pattern)}});
  rows.push_back({"ExceptionRow",
                  sizeof(rt::ExceptionRow),
                  {ONUS_MEMBER(ExceptionRow, lifts), ONUS_MEMBER(ExceptionRow, when), ONUS_MEMBER(ExceptionRow, on),
                   ONUS_MEMBER(ExceptionRow, until), ONUS_MEMBER(ExceptionRow, reviewedBefore)}});
  rows.push_back({"GuardrailColdRow",
                  sizeof(rt::GuardrailColdRow),
                  {ONUS_MEMBER(GuardrailColdRow, title), ONUS_MEMBER(GuardrailColdRow, doc),
                   ONUS_MEMBER(GuardrailColdRow, owner), ONUS_MEMBER(GuardrailColdRow, span),
                   ONUS_MEMBER(GuardrailColdRow, sink), ONUS_MEMBER(GuardrailColdRow, reserved),
                   ONUS_MEMBER(GuardrailColdRow, log), ONUS_MEMBER(GuardrailColdRow, escalate),
                   ONUS_MEMBER(GuardrailColdRow, controls), ONUS_MEMBER(GuardrailColdRow, escalateMoreThan),
                   ONUS_MEMBER(GuardrailColdRow, escalateIn), ONUS_MEMBER(GuardrailColdRow, rollbackAct),
                   ONUS_MEMBER(GuardrailColdRow, rollbackBy), ONUS_MEMBER(GuardrailColdRow, runbook),
                   ONUS_MEMBER(GuardrailColdRow, rollbackTargets), ONUS_MEMBER(GuardrailColdRow, rollbackWithin)}});
  rows.push_back(
      {"RuleColdRow", sizeof(rt::RuleColdRow), {ONUS_MEMBER(RuleColdRow, because), ONUS_MEMBER(RuleColdRow, span)}});
  rows.push_back({"ExceptionColdRow",
                  sizeof(rt::ExceptionColdRow),
                  {ONUS_MEMBER(ExceptionColdRow, name), ONUS_MEMBER(ExceptionColdRow, reviewedBy),
                   ONUS_MEMBER(ExceptionColdRow, span), ONUS_MEMBER(ExceptionColdRow, waiver),
                   ONUS_MEMBER(ExceptionColdRow, reviewedOn), ONUS_MEMBER(ExceptionColdRow, every),
                   ONUS_MEMBER(ExceptionColdRow, alert), ONUS_MEMBER(ExceptionColdRow, moreThan),
                   ONUS_MEMBER(ExceptionColdRow, in)}});
  rows.push_back({"LogRow",
                  sizeof(rt::LogRow),
                  {ONUS_MEMBER(LogRow, text), ONUS_MEMBER(LogRow, value), ONUS_MEMBER(LogRow, flags)}});
  rows.push_back(
      {"EscalateRow", sizeof(rt::EscalateRow), {ONUS_MEMBER(EscalateRow, to), ONUS_MEMBER(EscalateRow, within)}});
  rows.push_back({"WaiverRow",
                  sizeof(rt::WaiverRow),
                  {ONUS_MEMBER(WaiverRow, on), ONUS_MEMBER(WaiverRow, until), ONUS_MEMBER(WaiverRow, because),
                   ONUS_MEMBER(WaiverRow, requestedBy), ONUS_MEMBER(WaiverRow, approvedBy),
                   ONUS_MEMBER(WaiverRow, alsoApprovedBy)}});
  rows.push_back({"PartyRow",
                  sizeof(rt::PartyRow),
                  {ONUS_MEMBER(PartyRow, name), ONUS_MEMBER(PartyRow, title), ONUS_MEMBER(PartyRow, email),
                   ONUS_MEMBER(PartyRow, answersTo), ONUS_MEMBER(PartyRow, kind), ONUS_MEMBER(PartyRow, lead),
                   ONUS_MEMBER(PartyRow, members), ONUS_MEMBER(PartyRow, contacts), ONUS_MEMBER(PartyRow, activeFrom),
                   ONUS_MEMBER(PartyRow, activeUntil)}});
  rows.push_back({"SinkRow",
                  sizeof(rt::SinkRow),
                  {ONUS_MEMBER(SinkRow, name), ONUS_MEMBER(SinkRow, owner), ONUS_MEMBER(SinkRow, keep)}});
  rows.push_back({"ControlRow",
                  sizeof(rt::ControlRow),
                  {ONUS_MEMBER(ControlRow, framework), ONUS_MEMBER(ControlRow, version), ONUS_MEMBER(ControlRow, id),
                   ONUS_MEMBER(ControlRow, title)}});
  rows.push_back({"SourceRow", sizeof(rt::SourceRow), {ONUS_MEMBER(SourceRow, path), ONUS_MEMBER(SourceRow, digest)}});
  return rows;
}

std::vector<std::string> pageLines() {
  std::ifstream page(ONUS_SOURCE_DIR "/docs/bytecode.md");
  std::vector<std::string> lines;
  for (std::string line; std::getline(page, line);)
    lines.push_back(line);
  return lines;
}

/// The cells of a row of a table, without the spaces and backquotes around them; empty where the line is none.
std::vector<std::string> cells(const std::string &line) {
  std::vector<std::string> out;
  if (line.empty() || line.front() != '|')
    return out;
  llvm::SmallVector<llvm::StringRef> parts;
  llvm::StringRef(line).drop_front().split(parts, '|');
  for (llvm::StringRef part : parts)
    out.push_back(part.trim(" `").str());
  return out;
}

/// The rows of the table that follows a line which begins so, without its head.
std::vector<std::vector<std::string>> tableAfter(const std::vector<std::string> &lines, const std::string &start) {
  std::vector<std::vector<std::string>> rows;
  size_t at = 0;
  while (at < lines.size() && lines[at].rfind(start, 0) != 0)
    ++at;
  while (at < lines.size() && cells(lines[at]).empty())
    ++at;
  for (; at < lines.size() && !cells(lines[at]).empty(); ++at)
    rows.push_back(cells(lines[at]));
  if (rows.size() >= 2)
    rows.erase(rows.begin(), rows.begin() + 2); // the head, and the line below it
  return rows;
}

} // namespace

TEST_CASE("docs/bytecode.md says where the members of rows lie", "[bytecode]") {
  auto lines = pageLines();
  std::set<std::string> known;
  for (const Struct &row : structs()) {
    INFO(row.name);
    std::string title = "#### `" + row.name + "`, " + std::to_string(row.size) + " bytes";
    known.insert(title);
    std::string expected, found;
    size_t end = 0;
    for (const Member &member : row.members) {
      CHECK(member.offset == end); // no byte that means nothing
      end = member.offset + member.size;
      expected += std::to_string(member.offset) + " " + std::to_string(member.size) + " " + member.name + "\n";
    }
    CHECK(end == row.size);
    for (const auto &each : tableAfter(lines, title))
      found += each.at(0) + " " + each.at(1) + " " + each.at(2) + "\n";
    CHECK(found == expected);
  }
  for (const std::string &line : lines)
    if (line.rfind("#### `", 0) == 0 && line.find(" bytes") != std::string::npos)
      CHECK(known.count(line) == 1);
}

TEST_CASE("docs/bytecode.md lists the sections in their order", "[bytecode]") {
  std::string expected, found;
#define ONUS_SECTION(NAME, ROW, DOC)                                                                                   \
  expected += std::to_string(static_cast<int>(rt::Section::NAME)) + " " #NAME " " +                                    \
              std::to_string(sizeof(rt::RowOf<rt::Section::NAME>::Type)) + " " DOC "\n";
#include "runtime/format/sections.def"
  for (const auto &each : tableAfter(pageLines(), "## 3. The sections"))
    found += each.at(0) + " " + each.at(1) + " " + each.at(3) + " " + each.at(4) + "\n";
  CHECK(found == expected);
}

TEST_CASE("docs/bytecode.md lists every operation and function with its number", "[bytecode]") {
  std::string expected, found, functions;
#define ONUS_OPCODE(NAME, WORD, LEAST, MOST, NUMBER, TEXT, DOC)                                                        \
  expected += std::to_string(static_cast<int>(rt::Opcode::NAME)) + " " WORD " " #LEAST "\n";
#include "runtime/format/opcodes.def"
  for (const auto &each : tableAfter(pageLines(), "order of the last column"))
    found += each.at(0) + " " + each.at(1) + " " + llvm::StringRef(each.at(2)).split(' ').first.str() + "\n";
  CHECK(found == expected);
#define ONUS_RUNTIME_BUILTIN(NAME, WORD, LEAST, MOST)                                                                  \
  functions += (functions.empty() ? "" : ", ") + std::to_string(static_cast<int>(rt::Builtin::NAME)) + " `" WORD "`";
#include "runtime/format/builtins.def"
  std::string all;
  for (const std::string &line : pageLines())
    all += line + "\n";
  CHECK(all.find("**Functions** of `call`: " + functions + ".") != std::string::npos);
}
