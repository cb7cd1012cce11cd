// SPDX-License-Identifier: Apache-2.0
#include "lsp/occurrences.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

using Kind = Meaning::Kind;

std::string keyOf(const View &view, const Meaning &meaning) {
  std::string key = std::to_string(static_cast<int>(meaning.kind)) + " ";
  if (meaning.tool)
    return key + meaning.tool->surface->symbol->name + " " + meaning.tool->name + " " + meaning.path + " " +
           meaning.word.str();
  if (auto declared = declarationOf(meaning))
    return key + view.path(declared->file) + " " + std::to_string(declared->begin);
  return key + (meaning.path.empty() ? nameOf(meaning).str() : meaning.path);
}

llvm::StringRef lastPart(llvm::StringRef dotted) { return dotted.substr(dotted.rfind('.') + 1); }

llvm::StringRef wordOf(const Meaning &meaning) { return lastPart(nameOf(meaning)); }

std::set<std::string> keysOf(const View &view, llvm::ArrayRef<Meaning> things) {
  std::set<std::string> keys;
  for (const Meaning &each : things)
    keys.insert(keyOf(view, each));
  return keys;
}

std::vector<Meaning> occurrencesIn(const View &view, source::FileId file, const std::set<std::string> &keys,
                                   llvm::StringRef word) {
  std::vector<Meaning> found;
  for (Meaning &each : meanings(view, file))
    if (wordOf(each) == word && keys.count(keyOf(view, each)) && (found.empty() || !(found.back().range == each.range)))
      found.push_back(std::move(each));
  return found;
}

std::vector<Occurrence> occurrences(const Session &session, const std::set<std::string> &keys, llvm::StringRef word) {
  std::vector<Occurrence> found;
  std::set<std::string> seen;
  for (const ViewPtr &view : session.workspace.wholeViews())
    for (const syntax::File *file : view->compilation().files) {
      if (!view->text(file->id).contains(word) || !seen.insert(session.workspace.uri(*view, file->id)).second)
        continue;
      if (session.isCancelled && session.isCancelled())
        throw RequestError(ErrorCode::RequestCancelled, "the request was cancelled");
      bool shipped = view->names().packageOf(*file).standard;
      for (Meaning &each : occurrencesIn(*view, file->id, keys, word))
        if (!shipped || each.role == Meaning::Role::Declares)
          found.push_back({view, std::move(each)});
    }
  return found;
}

} // namespace onus::lsp
