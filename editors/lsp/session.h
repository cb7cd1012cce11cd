// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/client.h"
#include "lsp/documents.h"
#include "lsp/workspace.h"

namespace onus::lsp {

/// What an answer can be made from.
struct Session {
  Client &client;
  Documents &documents;
  Workspace &workspace;
  std::function<bool()> isCancelled; ///< the client does not want the answer any more; for what takes long
};

/// The open document that `params.textDocument` names; throws InvalidParams where none is open.
std::shared_ptr<const Document> documentOf(const Session &session, const json::Value &params);
/// The place that `params.textDocument` and `params.position` name, in the newest view that has it; nothing where the
/// text there is not understood yet.
std::optional<Place> placeOf(const Session &session, const json::Value &params);
/// The same in a view of the whole project.
std::optional<Place> placeInWhole(const Session &session, const json::Value &params);

} // namespace onus::lsp
