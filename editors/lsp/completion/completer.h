// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/completion/item.h"
#include "lsp/completion/name_places.h"
#include "lsp/completion/wanted_type.h"

#include <set>

namespace onus::lsp {

/// What completion knows of the project around a document.
struct CompletionProject {
  ViewPtr view;                       ///< null where nothing was understood yet: then keywords alone are proposed
  const syntax::File *file = nullptr; ///< of the view
  ViewPtr whole;                      ///< what the whole project had when it was last compiled; may be null
};

/// Proposes what may be written at a cursor. For each way in which the grammar goes on there, it proposes the keywords
/// of the way, or the names that make sense in it.
class Completer {
public:
  Completer(const Document &document, const Cursor &cursor, CompletionProject project);
  /// Those that what was typed may mean, the best first; each label and origin once.
  std::vector<Proposal> run();

private:
  using Way = syntax::Continuation;
  using OpenRule = syntax::OpenRule;

  // completer.cpp
  void way(const Way &way);
  void add(Proposal proposal);
  void addWords(llvm::ArrayRef<llvm::StringLiteral> words, ItemKind kind, const char *detail = "");
  /// The rule `up` levels around the innermost.
  const OpenRule &rule(const Way &way, size_t up) const;
  syntax::TokenKind keyword(const OpenRule &rule) const;

  // complete_keywords.cpp
  void keywords(const Way &way);
  void keyword(syntax::TokenKind kind, const Way &way);
  bool isTaken(syntax::TokenKind kind, const Way &way) const;
  void units();

  // complete_names.cpp
  void name(const Way &way);
  void path(const Way &way);
  void qualifiedNames(llvm::ArrayRef<syntax::Name> before, resolve::Kinds kinds);
  void declared(resolve::Kinds kinds);
  void imported(resolve::Kinds kinds);
  void elsewhere(resolve::Kinds kinds);
  void addSymbol(const resolve::Symbol &symbol, Fit fit, llvm::StringRef label, bool imports = false);
  void packages();
  void packageRoots();
  void innerExceptions();
  void severities();
  void used(const Way &way);
  void tools(const Way &way);
  void toolNames(const check::Surface &surface);
  void surfaceTools();
  void addTool(const check::Tool &tool);
  void words(const Way &way);
  void standardSubjects();
  void labels(const resolve::Symbol *guardrail);
  void parameters(const Way &way);

  // complete_expressions.cpp
  void expression(const Way &way);
  void roots(const ReadScope &scope);
  void effectNames(const ReadScope &scope);
  void functions();
  void bindings(const ReadScope &scope);
  void attributes(llvm::StringRef before);
  void member(const Way &way);
  void methods(const ir::Type *base, bool events);
  void fields(const ir::Type *type, ItemKind kind);
  void recordMember(const Way &way);
  void recordSnippet(const Way &way, const ReadScope &scope);
  const OpenRule *around(const Way &way, syntax::RuleKind rule) const;

  // complete_comments.cpp
  void comment();

  // complete_texts.cpp
  void texts(const Way &way);
  void choices(const ir::Type *type);
  void controls(const OpenRule &clause);
  void addText(Proposal proposal);

  bool inTests() const;
  CompletionPlace place() const { return {cursor_, *project_.view, *project_.file, *types_}; }

  const Document &document_;
  const Cursor &cursor_;
  CompletionProject project_;
  std::unique_ptr<ExpressionTypes> types_; ///< null without a view
  std::vector<Proposal> proposals_;
  std::set<std::pair<std::string, std::string>> known_;
};

} // namespace onus::lsp
