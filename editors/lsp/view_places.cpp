// SPDX-License-Identifier: Apache-2.0
#include "lsp/view_places.h"

namespace onus::lsp {

std::optional<ViewPlace> findPlace(const Session &session, llvm::StringRef uri, Position position) {
  if (auto document = session.documents.find(uri)) {
    auto place = session.workspace.place(document, document->lines.offset(position), /*whole=*/true);
    return place ? std::optional(ViewPlace{place->view, place->file, place->offset}) : std::nullopt;
  }
  for (const ViewPtr &view : session.workspace.wholeViews())
    for (const syntax::File *file : view->compilation().files)
      if (session.workspace.uri(*view, file->id) == uri)
        return ViewPlace{view, file->id, TextLines(view->text(file->id), session.client.encoding()).offset(position)};
  return std::nullopt;
}

} // namespace onus::lsp
