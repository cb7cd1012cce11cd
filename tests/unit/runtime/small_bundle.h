// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/bundle_bytes.h"

#include <algorithm>

namespace onus::tests {

/// A bundle made by hand: one system with the tool `stripe.refund` and one guardrail with one rule, which denies every
/// call.
class SmallBundle {
public:
  BundleBytes bytes;
  uint32_t boolType = 0, jsonType = 0, truth = 0;

  SmallBundle() {
    bytes.header.policyDigest = bytes.text("sha256:00");
    bytes.header.onusVersion = bytes.text("0.1.0");
    bytes.header.worstCost = 10;
    boolType = type(rt::TypeKind::Bool, "bool");
    jsonType = type(rt::TypeKind::Json, "json");
    truth = code(rt::Opcode::Bool, boolType, 1);
    bytes.add<rt::Section::Sinks>({bytes.text("acme.logs"), bytes.text("acme.people.ciso"), 1000});
    addSystem();
    addGuardrail();
  }

  uint32_t type(rt::TypeKind kind, std::string_view print, uint32_t element = rt::none) {
    rt::TypeRow row;
    row.kind = kind;
    row.element = element;
    row.print = bytes.text(print);
    return bytes.add<rt::Section::Types>(row);
  }
  uint32_t code(rt::Opcode op, uint32_t typeOf, int64_t number, std::vector<uint32_t> operands = {}) {
    rt::Code row;
    row.op = op;
    row.type = typeOf;
    row.number = number;
    row.operands = {static_cast<uint32_t>(bytes.count(rt::Section::Operands)), static_cast<uint32_t>(operands.size())};
    unsigned deepest = 0;
    for (uint32_t operand : operands) {
      bytes.add<rt::Section::Operands>(operand);
      bytes.edit<rt::Section::Codes>(operand,
                                     [&](const rt::Code &part) { deepest = std::max<unsigned>(deepest, part.depth); });
    }
    row.depth = static_cast<uint16_t>(deepest + 1);
    bytes.add<rt::Section::Prints>(bytes.header.onusVersion);
    bytes.add<rt::Section::CodeSpans>({});
    return bytes.add<rt::Section::Codes>(row);
  }

private:
  void addSystem() {
    rt::SystemRow system;
    system.name = bytes.text("acme.agent");
    system.worstCost = 10;
    system.toolSet = 0;
    system.tools = {0, 1};
    system.guardrails = {0, 1};
    system.dispatch = {0, 9};
    bytes.add<rt::Section::Systems>(system);
    rt::ToolRow tool;
    tool.name = bytes.text("stripe.refund");
    tool.args = tool.result = jsonType;
    bytes.add<rt::Section::Tools>(tool);
    uint32_t zero = bytes.add<rt::Section::Indexes>(0);
    uint32_t key = bytes.add<rt::Section::TextRefs>(tool.name);
    rt::SetRow set;
    set.displacements = set.values = {zero, 1};
    set.keys = {key, 1};
    bytes.add<rt::Section::Sets>(set);
    bytes.add<rt::Section::Dispatch>({{zero, 1}, {zero, 1}, {}});
    for (int row = 1; row < 9; ++row)
      bytes.add<rt::Section::Dispatch>({});
  }
  void addGuardrail() {
    rt::GuardrailRow guardrail;
    guardrail.rules = {0, 1};
    guardrail.name = bytes.text("acme.no_refunds");
    bytes.add<rt::Section::Guardrails>(guardrail);
    rt::RuleRow rule;
    rule.condition = truth;
    rule.within = 3'600'000;
    bytes.add<rt::Section::Rules>(rule);
    bytes.add<rt::Section::RulesCold>({bytes.text("no refunds at all"), {}});
    rt::GuardrailColdRow cold;
    cold.sink = 0;
    cold.rollbackWithin = 1000;
    bytes.add<rt::Section::GuardrailsCold>(cold);
  }
};

} // namespace onus::tests
