// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/session.h"
#include "lsp/workspace_edit.h"

/// What the editor may offer to do at a place: one file for each sort of action, which adds what it finds. An edit is
/// made when the list is, or when somebody takes the action, as the client likes it.
namespace onus::lsp {

/// Kinds of actions that the protocol does not name itself.
inline constexpr const char *fixAllKind = "source.fixAll.onus";
inline constexpr const char *organizeImportsKind = "source.organizeImports";

struct Action {
  std::string title;
  std::string kind;                           ///< `quickfix`, `refactor.extract.function`
  std::vector<const Finding *> findings = {}; ///< that it mends
  bool preferred = false;                     ///< it is surely what was meant
  bool costly = false;                        ///< its edit takes long to make
  /// Makes the `WorkspaceEdit`; throws RequestError where it cannot be made after all. Called while the request is
  /// answered.
  std::function<json::Value()> edit = {};
  std::string disabled = {}; ///< why it cannot be had here, where that is worth saying; it then has no edit
};

/// The place that actions are asked for.
struct ActionRequest {
  Session &session;
  std::shared_ptr<const Document> document;
  uint32_t begin = 0, end = 0;   ///< bytes of the document's text
  std::vector<Finding> findings; ///< that overlap these bytes
  std::optional<Place> place;    ///< of `begin`, in a view that has the text as it is; nothing where there is none
  std::function<bool(llvm::StringRef kind)> wants; ///< the client asks for actions of this kind

  /// The declarations of the view's file; null where there is no place.
  const syntax::File *tree() const { return place ? place->view->tree(place->file) : nullptr; }
  bool touches(source::Range range) const { return range.begin <= end && begin <= range.end; }
};

using OfferActions = void (*)(const ActionRequest &request, std::vector<Action> &actions);

/// Every fix of a finding.
void offerFixes(const ActionRequest &request, std::vector<Action> &actions);
/// A comment that excuses what lint found, with a reason.
void offerAllowances(const ActionRequest &request, std::vector<Action> &actions);
/// What a guardrail owes and does not say.
void offerMissingClauses(const ActionRequest &request, std::vector<Action> &actions);
/// A signature for what is in a surface and nobody approved.
void offerSignatures(const ActionRequest &request, std::vector<Action> &actions);
/// A test in which a rule fires.
void offerTests(const ActionRequest &request, std::vector<Action> &actions);
/// A constant or function of the selected expression.
void offerExtractions(const ActionRequest &request, std::vector<Action> &actions);
/// The value of a constant in the places of its name.
void offerInlining(const ActionRequest &request, std::vector<Action> &actions);
/// Everything that can be mended safely, in the whole document.
void offerFixAll(const ActionRequest &request, std::vector<Action> &actions);
/// The imports of the document in order, and none twice or in vain.
void offerOrganizedImports(const ActionRequest &request, std::vector<Action> &actions);

} // namespace onus::lsp
