// SPDX-License-Identifier: Apache-2.0
#include "lsp/completion/completer.h"

#include "lint/rule.h"

/// Comments that excuse findings of the linter; in no other one there is anything to propose.
namespace onus::lsp {

namespace {
constexpr llvm::StringLiteral forms[] = {"allow", "allow-file", "expect"};
constexpr llvm::StringLiteral settings[] = {"reason", "until"};
} // namespace

void Completer::comment() {
  llvm::StringRef before = cursor_.comment().ltrim("/").ltrim();
  if (!before.consume_front("onus:"))
    return;
  size_t open = before.find('(');
  if (open == llvm::StringRef::npos) {
    if (before.trim().empty())
      addWords(forms, ItemKind::Keyword, "findings of the linter");
    return;
  }
  llvm::StringRef arguments = before.drop_front(open + 1).rtrim();
  if (arguments.count('"') % 2 == 1 || (!arguments.empty() && !arguments.endswith(",")))
    return;
  for (const lint::Rule *each : lint::allRules()) {
    Proposal proposal;
    proposal.label = std::string(each->name);
    proposal.kind = ItemKind::Value;
    proposal.fit = Fit::Best;
    proposal.detail = std::string(each->summary);
    proposal.rule = proposal.label;
    add(std::move(proposal));
  }
  for (llvm::StringRef each : settings) {
    Proposal proposal;
    proposal.label = each.str();
    proposal.kind = ItemKind::Property;
    proposal.insert = each.str() + " = ";
    if (each == "reason")
      proposal.snippet = "reason = \"$1\"";
    add(std::move(proposal));
  }
}

} // namespace onus::lsp
