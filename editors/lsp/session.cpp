// SPDX-License-Identifier: Apache-2.0
#include "lsp/session.h"

namespace onus::lsp {

std::shared_ptr<const Document> documentOf(const Session &session, const json::Value &params) {
  const json::Value &uri = required(required(params, "textDocument"), "uri");
  auto document = uri.asString() ? session.documents.find(*uri.asString()) : nullptr;
  if (!document)
    throw RequestError(ErrorCode::InvalidParams, "the document is not open");
  return document;
}

namespace {

std::optional<Place> place(const Session &session, const json::Value &params, bool whole) {
  auto document = documentOf(session, params);
  uint32_t offset = document->lines.offset(readPosition(required(params, "position")));
  return session.workspace.place(std::move(document), offset, whole);
}

} // namespace

std::optional<Place> placeOf(const Session &session, const json::Value &params) {
  return place(session, params, false);
}

std::optional<Place> placeInWhole(const Session &session, const json::Value &params) {
  return place(session, params, true);
}

} // namespace onus::lsp
