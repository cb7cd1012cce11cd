// SPDX-License-Identifier: Apache-2.0
#include "driver/surface_difference.h"

#include "driver/pipeline.h"

#include "check/lock.h"
#include "scaffold/compare.h"
#include "scaffold/render.h"
#include "source/paths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::driver {

namespace {

using check::surfaces::ManifestTool;
using scaffold::Change;
using scaffold::Comparison;
using scaffold::KnownTool;

/// The surfaces that the path and the name can mean.
std::vector<const check::Surface *> candidates(const Compilation &compilation, const SurfaceChoice &choice) {
  std::string file = source::absolutePath(choice.project);
  auto inFile = [&](const check::Surface &surface) {
    auto id = surface.decl->name.range.file;
    return source::absolutePath(compilation.sources.path(id)) == file;
  };
  std::vector<const check::Surface *> all, named;
  bool fileNamed = llvm::any_of(compilation.program->surfaces, inFile);
  for (const check::Surface &surface : compilation.program->surfaces) {
    if (fileNamed && !inFile(surface))
      continue;
    all.push_back(&surface);
    if (surface.symbol->name == choice.surface || surface.symbol->simpleName() == choice.surface)
      named.push_back(&surface);
  }
  return choice.surface.empty() ? all : named;
}

const check::Surface *choose(const Compilation &compilation, const SurfaceChoice &choice, Console &console) {
  auto found = candidates(compilation, choice);
  std::string where = source::shownPath(choice.project);
  if (found.size() == 1)
    return found.front();
  if (found.empty()) {
    console.error(where + ": there is no surface" + (choice.surface.empty() ? "" : " `" + choice.surface + "`"));
    return nullptr;
  }
  std::string names;
  for (const check::Surface *surface : found)
    names += (names.empty() ? "`" : ", `") + surface->symbol->name + "`";
  console.error(where + ": there are several surfaces: " + names, "say which with `--surface NAME`");
  return nullptr;
}

/// The surface's own document; empty where it has none. False after saying why it cannot be read.
bool readOwn(Compilation &compilation, const check::Surface &surface, ir::TypeTable &types,
             std::vector<ManifestTool> &own, Console &console) {
  const syntax::SurfaceDecl &decl = *surface.decl;
  if (!decl.from)
    return true;
  std::string problem;
  auto bytes = compilation.reader->read(compilation.sources.path(decl.from.range.file), decl.from.value, problem);
  auto manifest = bytes ? check::surfaces::readManifest(types, decl.format.text, *bytes) : std::nullopt;
  if (manifest && std::holds_alternative<std::vector<ManifestTool>>(*manifest)) {
    own = std::move(std::get<std::vector<ManifestTool>>(*manifest));
    return true;
  }
  if (manifest)
    problem = std::get<check::surfaces::ManifestError>(*manifest).message;
  else if (problem.empty())
    problem = "`" + decl.format.text.str() + "` is no format";
  console.error("the document of surface `" + surface.symbol->name + "`, `" + decl.from.value.str() + "`: " + problem,
                "what its tools were is not known, so nothing can be compared");
  return false;
}

std::vector<KnownTool> knownTools(Compilation &compilation, const check::Surface &surface,
                                  const std::vector<ManifestTool> &own) {
  std::string ignored;
  check::Lock lock;
  if (auto text = compilation.reader->read("", check::lockFileName, ignored))
    if (auto read = check::readLock(*text); std::holds_alternative<check::Lock>(read))
      lock = std::get<check::Lock>(std::move(read));
  const auto &locked = lock[surface.symbol->name];
  std::vector<KnownTool> known;
  auto classified = [&](llvm::StringRef name) {
    for (const syntax::ToolDecl *line : surface.decl->tools)
      for (const syntax::Name &tool : line->names)
        if (line->classified && tool.text == name)
          return true;
    return false;
  };
  auto digest = [&](const std::string &name) {
    auto found = locked.find(name);
    return found == locked.end() ? std::string() : found->second.digest;
  };
  for (const ManifestTool &tool : own)
    known.push_back({tool.name, classified(tool.name), &tool, nullptr, digest(tool.name)});
  for (const syntax::ToolDecl *line : surface.decl->tools)
    for (const syntax::Name &name : line->names) {
      if (llvm::any_of(known, [&](const KnownTool &tool) { return tool.name == name.text; }))
        continue;
      const check::Tool *tool = surface.decl->from ? nullptr : surface.find(name.text);
      known.push_back(
          {name.text.str(), line->classified, nullptr, tool ? tool->args : nullptr, digest(name.text.str())});
    }
  return known;
}

std::string described(const Change &change) {
  constexpr size_t most = 160;
  std::string from = scaffold::oneLine(change.from, most), to = scaffold::oneLine(change.to, most);
  std::string what = change.what + (change.name.empty() ? "" : " `" + scaffold::oneLine(change.name, most) + "`");
  if (change.what == "approval")
    return "it is not the tool that onus.lock says was approved";
  if (from.empty())
    return what + ": new, " + to;
  if (to.empty())
    return what + ": gone, was " + from;
  return what + ": " + from + " -> " + to;
}

void printText(const Comparison &found, Console &console) {
  auto addLines = [&](const char *what, const std::vector<const ManifestTool *> &tools) {
    for (const ManifestTool *tool : tools)
      console.out(std::string(what) + scaffold::writtenName(tool->name) + "\n" + scaffold::renderTool(*tool));
  };
  addLines("added         ", found.added);
  addLines("unclassified  ", found.unclassified);
  for (const std::string &name : found.removed)
    console.out("removed       " + scaffold::writtenName(name) + "\n");
  for (const scaffold::ChangedTool &tool : found.changed) {
    console.out("changed       " + scaffold::writtenName(tool.name) + "\n");
    for (const Change &change : tool.changes)
      console.out("  " + described(change) + "\n");
  }
}

json::Value changeValue(const Change &change) {
  json::Object out{{"what", json::Value(change.what)}};
  if (!change.name.empty())
    out.emplace_back("name", json::Value(change.name));
  if (!change.from.empty())
    out.emplace_back("from", json::Value(change.from));
  if (!change.to.empty())
    out.emplace_back("to", json::Value(change.to));
  return out;
}

void printJson(const Comparison &found, const check::Surface &surface, Console &console) {
  auto names = [](const std::vector<const ManifestTool *> &tools) {
    json::Array out;
    for (const ManifestTool *tool : tools)
      out.push_back(json::Value(tool->name));
    return out;
  };
  json::Array removed, changed;
  for (const std::string &name : found.removed)
    removed.push_back(json::Value(name));
  for (const scaffold::ChangedTool &tool : found.changed) {
    json::Array changes;
    for (const Change &change : tool.changes)
      changes.push_back(changeValue(change));
    changed.push_back(json::Object{{"tool", json::Value(tool.name)}, {"changes", std::move(changes)}});
  }
  console.out(json::writePretty(json::Object{{"version", json::Value::integer(1)},
                                             {"surface", json::Value(surface.symbol->name)},
                                             {"added", names(found.added)},
                                             {"unclassified", names(found.unclassified)},
                                             {"removed", std::move(removed)},
                                             {"changed", std::move(changed)}}));
}

/// What keeps the surface from being known at all; what is wrong with its lines is not in the way.
bool isReadable(const Compilation &compilation, Console &console) {
  if (compilation.program && !compilation.project.unusable() && !compilation.project.incomplete())
    return true;
  for (const source::LoadProblem &problem : compilation.project.problems)
    console.error(problem.path + ": " + problem.message, problem.help);
  if (compilation.reporter.hasErrors())
    console.error(std::to_string(compilation.reporter.errorCount()) + " errors keep the surface from being read",
                  "`onus check " + source::shownPath(compilation.project.root) + "` shows them");
  return false;
}

} // namespace

ExitStatus compareSurface(const SurfaceChoice &choice, const std::vector<ManifestTool> &tools, const Options &options,
                          Console &console) {
  auto compilation = load(choice.project);
  PipelineOptions settings;
  settings.check = options.checkOptions();
  compile(*compilation, Stage::Check, settings);
  if (!isReadable(*compilation, console))
    return ExitStatus::Input;
  const check::Surface *surface = choose(*compilation, choice, console);
  ir::TypeTable types;
  std::vector<ManifestTool> own;
  if (!surface || !readOwn(*compilation, *surface, types, own, console))
    return ExitStatus::Input;
  Comparison found = scaffold::compare(knownTools(*compilation, *surface, own), tools);
  if (options.format == Format::Json)
    printJson(found, *surface, console);
  else
    printText(found, console);
  if (!options.quiet && options.format == Format::Text)
    console.err(found.same()
                    ? "nothing differs: the surface classifies each of the " + std::to_string(tools.size()) + " tools\n"
                    : std::to_string(found.added.size()) + " added, " + std::to_string(found.unclassified.size()) +
                          " unclassified, " + std::to_string(found.removed.size()) + " removed, " +
                          std::to_string(found.changed.size()) + " changed\n");
  return found.same() ? ExitStatus::Clean : ExitStatus::Findings;
}

} // namespace onus::driver
