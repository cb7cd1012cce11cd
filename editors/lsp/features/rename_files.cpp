// SPDX-License-Identifier: Apache-2.0
#include "lsp/annotated_edit.h"
#include "lsp/feature.h"
#include "lsp/targets.h"
#include "source/paths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

/// What files say about each other's places, when some of them move: the manifests and data that sources name, and the
/// members and dependencies of onus.toml. Packages are named by what their files say and not by where they lie, so
/// nothing else changes.
namespace onus::lsp {

namespace {

using llvm::StringRef;

/// Where files will be.
class Moves {
public:
  explicit Moves(const json::Value &params) {
    const json::Array *files = required(params, "files").asArray();
    if (!files)
      throw RequestError(ErrorCode::InvalidParams, "`files` is no list");
    for (const json::Value &each : *files) {
      auto from = pathOf(each.string("oldUri")), to = pathOf(each.string("newUri"));
      if (from && to)
        moves_.emplace_back(*from, *to);
    }
  }

  std::string of(StringRef path) const {
    for (const auto &[from, to] : moves_)
      if (source::isWithin(path, from))
        return to + path.substr(from.size()).str();
    return path.str();
  }

  /// Whether there will be a file of that name.
  bool willExist(StringRef path) const {
    for (const auto &[from, to] : moves_)
      if (source::isWithin(path, to))
        return llvm::sys::fs::exists(from + path.substr(to.size()));
    return of(path) == path && llvm::sys::fs::exists(path);
  }

private:
  std::vector<std::pair<std::string, std::string>> moves_;
};

std::string inFolder(StringRef folder, StringRef path) { return source::absolutePath((folder + "/" + path).str()); }

/// As it stands between quotes.
std::string escaped(StringRef text) {
  std::string out;
  for (char letter : text) {
    if (letter == '"' || letter == '\\')
      out += '\\';
    out += letter;
  }
  return out;
}

class Mover {
public:
  Mover(const Session &session, const Moves &moves) : session_(session), moves_(moves), edit_(session) {}

  void view(const View &view) {
    for (const syntax::File *file : view.compilation().files) {
      if (view.names().packageOf(*file).standard)
        continue;
      for (const syntax::Decl *decl : file->decls) {
        if (auto *surface = llvm::dyn_cast<syntax::SurfaceDecl>(decl))
          named(view, *file, surface->from);
        else if (auto *let = llvm::dyn_cast<syntax::LetDecl>(decl))
          named(view, *file, let->from);
      }
    }
    for (const source::Unit &unit : view.compilation().project.layout.units)
      settings(unit);
  }

  json::Value result() const { return edit_.isEmpty() ? json::Value() : edit_.json(); }

private:
  /// A file that a source names, and which must still be found from where both will be.
  void named(const View &view, const syntax::File &file, const syntax::Text &path) {
    auto target = path ? namedFile(view, file.id, path.value) : std::nullopt;
    if (!target || !llvm::sys::fs::exists(*target) || !session_.workspace.isCurrent(view, file.id))
      return;
    std::string source = view.path(file.id), newSource = moves_.of(source), newTarget = moves_.of(*target);
    if (source == newSource && *target == newTarget)
      return;
    std::string written = renamed(view, file, path.value, *target);
    auto span = session_.workspace.span(view, {file.id, path.range.begin + 1, path.range.end - 1});
    std::string uri = session_.workspace.uri(view, file.id);
    if (written != path.value && span && seen_.insert(uri + std::to_string(path.range.begin)).second)
      edit_.add(uri, *span, escaped(written));
  }

  /// The path as it must be written, by the rules by which it is read: beside the source, in its member's folder, at
  /// the root of its project.
  std::string renamed(const View &view, const syntax::File &file, StringRef path, StringRef target) const {
    const source::Layout &layout = view.compilation().project.layout;
    const source::Unit *unit = layout.unitOf(file.id);
    if (!unit)
      return path.str();
    std::string source = view.path(file.id), folder = llvm::sys::path::parent_path(source).str();
    std::string newFolder = llvm::sys::path::parent_path(moves_.of(source)).str();
    std::string newUnit = moves_.of(unit->directory), newRoot = moves_.of(layout.units[unit->project].directory);
    std::string newTarget = moves_.of(target), found = inFolder(newRoot, path);
    for (const std::string &candidate : {inFolder(newUnit, path), inFolder(newFolder, path)})
      if (moves_.willExist(candidate))
        found = candidate;
    if (found == newTarget || !source::isWithin(newTarget, newRoot))
      return path.str();
    bool besideIt = inFolder(folder, path) == target;
    return besideIt ? source::pathFrom(newTarget, newFolder) : source::relativePath(newTarget, newRoot);
  }

  /// Folders that an onus.toml names.
  void settings(const source::Unit &unit) {
    if (unit.settings.empty() || !toml_.insert(unit.settings).second)
      return;
    auto text = shownText(session_, unit.settings);
    if (!text)
      return;
    for (const source::MemberSetting &each : unit.said.members)
      setting(unit, *text, each.path, each.place);
    for (const source::DependencySetting &each : unit.said.dependencies)
      setting(unit, *text, each.path, each.place);
  }

  void setting(const source::Unit &unit, StringRef text, const std::string &path, source::SettingsPlace place) {
    std::string old = inFolder(unit.directory, path), folder = moves_.of(unit.directory), now = moves_.of(old);
    if (!llvm::sys::fs::exists(old) || inFolder(folder, path) == now)
      return;
    size_t line = 0;
    for (uint32_t count = 1; count < place.line && line != StringRef::npos; ++count)
      line = text.find('\n', line) + 1;
    size_t at = StringRef::npos;
    for (char quote : {'"', '\''})
      at = std::min(at, text.find(quote + path + quote, line));
    if (at == StringRef::npos)
      return;
    auto begin = static_cast<uint32_t>(at + 1);
    TextLines lines(text, session_.client.encoding());
    auto document = session_.documents.findPath(unit.settings);
    edit_.add(document ? document->uri : uriOf(unit.settings),
              lines.span(begin, begin + static_cast<uint32_t>(path.size())), source::pathFrom(now, folder));
  }

  const Session &session_;
  const Moves &moves_;
  AnnotatedEdit edit_;
  std::set<std::string> seen_, toml_;
};

json::Value willRename(Session &session, const json::Value &params) {
  Moves moves(params);
  Mover mover(session, moves);
  for (const ViewPtr &view : session.workspace.wholeViews())
    mover.view(*view);
  return mover.result();
}

/// Files that sources name, and folders with such files in them.
json::Value filters() {
  json::Array list;
  for (auto [glob, matches] : {std::pair("**/*.{onus,json,csv,txt}", "file"), std::pair("**/*", "folder")})
    list.push_back(json::Object{{"scheme", "file"}, {"pattern", json::Object{{"glob", glob}, {"matches", matches}}}});
  return json::Object{{"filters", std::move(list)}};
}

void offer(json::Object &capabilities, const Client &client) {
  json::Object operations;
  for (const char *operation : {"willRename", "didRename"}) // the server itself hears of the second
    if (client.supports({"workspace", "fileOperations", operation}))
      operations.emplace_back(operation, filters());
  if (operations.empty())
    return;
  auto found = llvm::find_if(capabilities, [](const json::Member &each) { return each.first == "workspace"; });
  json::Object workspace = found != capabilities.end() ? *found->second.asObject() : json::Object();
  workspace.emplace_back("fileOperations", std::move(operations));
  if (found != capabilities.end())
    found->second = std::move(workspace);
  else
    capabilities.emplace_back("workspace", std::move(workspace));
}

} // namespace

const Feature renameFiles = {.offer = offer, .methods = {{"workspace/willRenameFiles", willRename}}};

} // namespace onus::lsp
