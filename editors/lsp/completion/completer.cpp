// SPDX-License-Identifier: Apache-2.0
#include "lsp/completion/completer.h"

#include "resolve/names.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

using syntax::RuleKind;
using syntax::TokenKind;

Completer::Completer(const Document &document, const Cursor &cursor, CompletionProject project)
    : document_(document), cursor_(cursor), project_(std::move(project)) {
  if (project_.file)
    types_ = std::make_unique<ExpressionTypes>(*project_.view);
}

std::vector<Proposal> Completer::run() {
  if (cursor_.where() == Cursor::Where::Comment)
    comment();
  for (const Way &each : cursor_.ways())
    way(each);
  llvm::stable_sort(proposals_, [](const Proposal &left, const Proposal &right) {
    return std::tie(left.fit, left.label, left.origin) < std::tie(right.fit, right.label, right.origin);
  });
  return std::move(proposals_);
}

void Completer::way(const Way &way) {
  bool inText = cursor_.where() == Cursor::Where::Text;
  if (types_ && has(way.next, TokenKind::String) && !way.isName() && (inText || rule(way, 0).rule != RuleKind::Atom))
    texts(way); // what an expression may begin with is proposed together
  if (inText)
    return;
  if (!way.isName())
    keywords(way);
  else if (types_)
    name(way);
}

const syntax::OpenRule &Completer::rule(const Way &way, size_t up) const {
  return way.rules[way.rules.size() - 1 - std::min(up, way.rules.size() - 1)];
}

TokenKind Completer::keyword(const OpenRule &rule) const {
  return rule.keyword == OpenRule::none ? TokenKind::End : cursor_.kind(rule.keyword);
}

void Completer::add(Proposal proposal) {
  if (mayMean(cursor_.typed(), proposal.label) && known_.emplace(proposal.label, proposal.origin).second)
    proposals_.push_back(std::move(proposal));
}

void Completer::addWords(llvm::ArrayRef<llvm::StringLiteral> words, ItemKind kind, const char *detail) {
  for (llvm::StringRef word : words) {
    Proposal proposal;
    proposal.label = word.str();
    proposal.kind = kind;
    proposal.fit = Fit::Local;
    proposal.detail = detail;
    add(std::move(proposal));
  }
}

bool Completer::inTests() const { return resolve::isTestFile(document_.path); }

} // namespace onus::lsp
