// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/check_patterns.h"

#include "backends/bytecode/automaton/automaton.h"
#include "ir/regex_dialect.h"

namespace onus::backends::bytecode {

namespace {

using diagnostics::Kind;
using ir::Expr;
using ir::ExprKind;
using ir::RegexNode;

/// A pattern of so many parts, with its repetitions written out, stays far below every bound: none of its tables has
/// more than two sets of that many bits for each of the states that are looked at, nor more ways from one part to
/// another than there are pairs of them. Nearly all patterns are so, and need not be compiled to see it.
constexpr uint64_t surelyFine = 256;
constexpr uint64_t many = uint64_t{1} << 32;

/// An endless repetition counts once more than it must be there.
uint64_t partsOf(const RegexNode &node) {
  uint64_t sum = 1;
  for (const RegexNode &part : node.parts)
    sum = std::min(many, sum + partsOf(part));
  if (node.kind == RegexNode::Kind::Repeat)
    sum = std::min(many, sum * (uint64_t{1} + (node.open ? node.least : node.most)));
  return sum;
}

class PatternCheck {
public:
  explicit PatternCheck(diagnostics::Reporter &reporter) : reporter_(reporter) {}

  void gather(const check::System &system) {
    for (const check::TypedGuardrail &guardrail : system.guardrails)
      gather(guardrail);
    for (const ir::Slot &slot : system.slots) {
      gather(slot.where);
      gather(slot.path);
      for (const Expr *key : slot.per)
        gather(key);
    }
  }

  void report() {
    for (const auto &[pattern, use] : uses_) {
      auto read = ir::readRegex(pattern);
      auto *tree = std::get_if<RegexNode>(&read);
      if (!tree || partsOf(*tree) <= surelyFine)
        continue;
      auto compiled = compilePattern(pattern, use.needs);
      if (auto *refusal = std::get_if<PatternRefusal>(&compiled))
        reporter_.report<Kind::PatternTooLarge>(use.range, refusal->why)
            .help("repeat less, let fewer parts be missing, or make two patterns of it and ask for either");
    }
  }

private:
  struct Use {
    PatternNeeds needs;
    source::Range range; ///< where it was met first
  };

  void gather(const check::TypedGuardrail &guardrail) {
    for (const check::TypedLocal &local : guardrail.lets)
      gather(local.value);
    for (const check::TypedRule &rule : guardrail.rules) {
      gather(rule.condition);
      for (size_t target = 0; target < rule.redact.size(); ++target)
        gather(rule, target);
    }
    for (const check::TypedException &exception : guardrail.exceptions)
      gather(exception.when);
    for (const check::TypedLogItem &item : guardrail.log)
      gather(item.value);
  }

  void gather(const check::TypedRule &rule, size_t target) {
    const ir::RedactTarget &redact = rule.redact[target];
    gather(redact.path);
    if (redact.pattern.empty())
      return;
    bool written = target < rule.syntax->redact.size() && rule.syntax->redact[target].matching;
    Use &use = useOf(redact.pattern, written ? rule.syntax->redact[target].matching->range : rule.syntax->range);
    use.needs.search = use.needs.find = true;
  }

  void gather(const Expr *expr) {
    if (expr)
      ir::walk(expr, [&](const Expr *part) {
        for (const Expr *operand : part->operands)
          if (operand->kind == ExprKind::Pattern)
            gather(*part, *operand);
      });
  }

  void gather(const Expr &user, const Expr &pattern) {
    Use &use = useOf(pattern.text, pattern.range);
    if (user.kind == ExprKind::Matches)
      use.needs.whole = true;
    else
      (user.text == "find" ? use.needs.find : use.needs.search) = true;
  }

  Use &useOf(llvm::StringRef pattern, source::Range range) {
    return uses_.try_emplace(pattern.str(), Use{{}, range}).first->second;
  }

  diagnostics::Reporter &reporter_;
  std::map<std::string, Use> uses_;
};

} // namespace

void checkPatterns(const check::Program &program, diagnostics::Reporter &reporter) {
  PatternCheck check(reporter);
  for (const check::System &system : program.systems)
    check.gather(system);
  for (const check::System &system : program.standIns)
    check.gather(system);
  check.report();
}

} // namespace onus::backends::bytecode
