// SPDX-License-Identifier: Apache-2.0
#include "lsp/targets.h"

#include "driver/project_reader.h"
#include "lsp/manifest_places.h"
#include "source/paths.h"
#include "source/read_file.h"

namespace onus::lsp {

namespace {

/// As large as the compiler reads one.
constexpr size_t largestManifest = 64u << 20;

} // namespace

std::optional<std::string> shownText(const Session &session, llvm::StringRef path) {
  if (auto document = session.documents.findPath(path))
    return document->text;
  auto read = source::readFile(path, largestManifest);
  auto *text = std::get_if<std::string>(&read);
  return text ? std::optional(std::move(*text)) : std::nullopt;
}

std::optional<Target> targetOf(const Session &session, const View &view, source::Range name, source::Range whole) {
  auto nameSpan = session.workspace.span(view, name);
  if (!nameSpan)
    return std::nullopt;
  auto wholeSpan = session.workspace.span(view, whole);
  return Target{session.workspace.uri(view, name.file), wholeSpan ? *wholeSpan : *nameSpan, *nameSpan};
}

std::optional<Target> targetOf(const Session &session, const View &view, const syntax::Decl &decl) {
  return targetOf(session, view, decl.name ? decl.name.range : decl.keyword, decl.range);
}

Target fileTarget(llvm::StringRef path) { return {uriOf(path), {}, {}}; }

std::optional<std::string> namedFile(const View &view, source::FileId from, llvm::StringRef path) {
  std::string error;
  return driver::ProjectReader(view.compilation().project.layout).find(view.path(from), path, error);
}

std::optional<Target> manifestTarget(const Session &session, const View &view, const check::Tool &tool,
                                     llvm::StringRef path, llvm::StringRef word) {
  const check::Surface &surface = *tool.surface;
  if (surface.manifestPath.empty())
    return std::nullopt;
  auto file = namedFile(view, surface.symbol->file->id, surface.manifestPath);
  if (!file)
    return std::nullopt;
  std::string text = shownText(session, *file).value_or("");
  Target target = fileTarget(*file);
  if (auto place = manifestPlace(text, surface.decl->format.text, tool.name, path, word)) {
    TextLines lines(text, session.client.encoding());
    uint32_t begin = std::min(place->begin, place->nameBegin);
    target.whole = lines.span(begin, std::max(place->end, place->nameEnd));
    target.name = lines.span(place->nameBegin, place->nameEnd);
  }
  return target;
}

json::Value answer(const Session &session, llvm::StringRef ability, const std::optional<Span> &origin,
                   const std::vector<Target> &targets) {
  if (targets.empty())
    return {};
  bool links = session.client.supports({"textDocument", ability, "linkSupport"});
  json::Array out;
  for (const Target &each : targets) {
    if (!links) {
      out.push_back(json::Object{{"uri", each.uri}, {"range", toJson(each.name)}});
      continue;
    }
    json::Object link;
    if (origin)
      link.emplace_back("originSelectionRange", toJson(*origin));
    link.emplace_back("targetUri", each.uri);
    link.emplace_back("targetRange", toJson(each.whole));
    link.emplace_back("targetSelectionRange", toJson(each.name));
    out.push_back(std::move(link));
  }
  return out;
}

} // namespace onus::lsp
