// SPDX-License-Identifier: Apache-2.0
#include "format/layout.h"

namespace onus::format {

void Layout::guardrailMembers(llvm::ArrayRef<Part> members) {
  uint32_t wide = column(members), labels = 0;
  auto labelled = [&](const Part &member) {
    Node node = source_.node(member);
    return node.inner().index() == node.index() && node.end() > node.first() + 1 &&
           source_.kind(node.first() + 1) == TokenKind::Colon;
  };
  for (const Part &each : members)
    if (labelled(each))
      labels = std::max(labels, source_.width(each.word));
  for (const Part &each : members) {
    Node member = source_.node(each).inner();
    gap(Gap::Statement);
    if (member.rule() == RuleKind::RuleBody) {
      rule(source_.parts(member), false);
    } else if (member.rule() == RuleKind::LetDecl) {
      let(member, {});
    } else if (member.rule() == RuleKind::ExceptionDecl) {
      block(member, {});
    } else if (labelled(each)) {
      Parts parts = source_.parts(member);
      document_.beginContinuation(4);
      part(parts[0]);
      word(); // the colon
      if (gap(Gap::Plain))
        document_.pad(labels - source_.width(each.word));
      rule(source_.parts(source_.node(parts[2])), true);
      document_.end();
    } else {
      clause(member, wide);
    }
  }
}

/// `VERDICT … when CONDITION` and the reason below it. Behind a label the reason stands under the verdict, else under
/// what follows the verdict.
void Layout::rule(llvm::ArrayRef<Part> parts, bool labelled) {
  document_.beginContinuation(4);
  if (labelled)
    document_.beginAlign();
  word(); // the verdict
  if (parts.size() > 1) {
    gap(Gap::Plain);
    if (!labelled)
      document_.beginAlign();
    ruleBody(parts.drop_front());
    if (!labelled)
      document_.end();
  }
  if (labelled)
    document_.end();
  document_.end();
}

void Layout::ruleBody(llvm::ArrayRef<Part> parts) {
  // A reason stays on the line of a verdict that always comes.
  bool conditional = source_.kind(parts.front().word - 1) == TokenKind::Require ||
                     source_.kind(parts.front().word - 1) == TokenKind::Redact;
  for (const Part &each : parts)
    conditional |= source_.is(each, TokenKind::When);
  document_.beginGroup();
  for (size_t i = 0; i < parts.size(); ++i) {
    if (source_.is(parts[i], TokenKind::Because) && i > 0)
      gap(conditional ? Gap::Hard : Gap::Group);
    flow(parts[i]);
    if (source_.is(parts[i], TokenKind::Comma))
      gap(Gap::Fill);
  }
  document_.end();
}

void Layout::clauseValue(Node clause, llvm::ArrayRef<Part> parts) {
  switch (clause.rule() == RuleKind::GuardrailMember ? clause.firstKind() : TokenKind::End) {
  case TokenKind::Log:
    return log(parts);
  case TokenKind::Rollback:
    return rollback(parts);
  case TokenKind::Shadow:
    return terms(parts);
  case TokenKind::Fails:
    return terms(source_.parts(source_.node(parts.front())));
  case TokenKind::Maps:
    return maps(parts);
  default:
    return flow(parts);
  }
}

/// `log ITEMS redact ITEMS to SINK`
void Layout::log(llvm::ArrayRef<Part> parts) {
  document_.beginGroup();
  bool redacting = false;
  for (const Part &each : parts) {
    bool to = source_.is(each, TokenKind::To);
    if (to && redacting)
      document_.end();
    if (to || source_.is(each, TokenKind::Redact))
      gap(Gap::Group);
    flow(each);
    if (source_.is(each, TokenKind::Comma))
      gap(Gap::Fill);
    if (source_.is(each, TokenKind::Redact)) {
      redacting = true;
      gap(Gap::Plain);
      document_.beginAlign();
    }
  }
  document_.end();
}

/// `rollback ACTION by PARTY within TIME`, and the runbook below.
void Layout::rollback(llvm::ArrayRef<Part> parts) {
  document_.beginGroup();
  bool open = true;
  for (const Part &each : parts) {
    if (source_.is(each, RuleKind::RollbackAction)) {
      Parts action = source_.parts(source_.node(each));
      word();
      if (action.size() > 1) {
        gap(Gap::Plain);
        document_.beginAlign();
        flow(llvm::makeArrayRef(action).drop_front());
        document_.end();
      }
      continue;
    }
    if (source_.is(each, TokenKind::By))
      gap(Gap::Group);
    if (source_.is(each, TokenKind::Runbook)) {
      document_.end();
      open = false;
      gap(Gap::Hard);
    }
    part(each);
  }
  if (open)
    document_.end();
}

void Layout::gapBeforeTerm(TokenKind before, TokenKind now) {
  bool ends = now == TokenKind::Until && (before == TokenKind::Approved || before == TokenKind::Reviewed);
  gap(ends ? Gap::Plain : Gap::Fill);
}

/// What signs for an absence: a line may end before each term but the first.
void Layout::terms(llvm::ArrayRef<Part> parts) {
  TokenKind before = TokenKind::End;
  for (const Part &each : parts) {
    if (each.isNode() && before != TokenKind::End)
      gapBeforeTerm(before, source_.kind(each.word));
    if (each.isNode())
      before = source_.kind(each.word);
    part(each);
  }
}

/// `maps FRAMEWORK "ID", "ID"`
void Layout::maps(llvm::ArrayRef<Part> parts) {
  part(parts.front());
  gap(Gap::Plain);
  document_.beginAlign();
  flow(parts.drop_front());
  document_.end();
}

} // namespace onus::format
