// SPDX-License-Identifier: Apache-2.0
#include "lower/lower.h"

#include "base/digest.h"
#include "ir/json_writer.h"
#include "lower/parts.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

#include <map>
#include <set>

namespace onus::lower {

namespace {

/// A path as a declaration writes it, seen from the project's root.
std::string besideFile(const source::SourceManager &sources, const syntax::File &file, llvm::StringRef path) {
  llvm::SmallString<128> joined(llvm::sys::path::parent_path(sources.projectPath(file.id)));
  llvm::sys::path::append(joined, path);
  llvm::sys::path::remove_dots(joined, /*remove_dot_dot=*/true);
  return joined.str().str();
}

/// What the artifact was made from: the project's own files, the manifests and the data.
std::vector<ir::SourceFile> lowerSources(const check::Program &program) {
  std::map<std::string, std::string> digests;
  for (const auto &package : program.names->packages())
    for (const syntax::File *file : package->files)
      if (!package->standard && !resolve::isTestFile(program.sources->path(file->id)))
        digests[program.sources->projectPath(file->id).str()] = "sha256:" + sha256Hex(program.sources->text(file->id));
  for (const check::Surface &surface : program.surfaces)
    if (!surface.manifestDigest.empty())
      digests[besideFile(*program.sources, *surface.symbol->file, surface.decl->from.value)] = surface.manifestDigest;
  for (const check::Data &data : program.data)
    if (const auto *let = llvm::dyn_cast<syntax::LetDecl>(data.symbol->decl); let && !data.digest.empty())
      digests[besideFile(*program.sources, *data.symbol->file, let->from.value)] = data.digest;
  std::vector<ir::SourceFile> out;
  for (auto &[path, digest] : digests)
    out.push_back({path, digest});
  return out;
}

ir::Party lowerParty(const check::Party &from) {
  const syntax::PartyDecl &decl = *from.decl;
  ir::Party out;
  out.name = from.name();
  out.kind = syntax::word(from.kind).str();
  out.title = decl.title.value.str();
  out.email = decl.email.value.str();
  out.lead = nameOf(from.lead);
  for (const check::Party *member : from.members)
    out.members.push_back(nameOf(member));
  out.answersTo = nameOf(from.answersTo);
  for (const syntax::Contact &contact : decl.contacts)
    out.contacts.emplace_back(contact.channel.text.str(), contact.address.value.str());
  if (decl.activeFrom)
    out.activeFrom = decl.activeFrom.value;
  if (decl.activeUntil)
    out.activeUntil = decl.activeUntil.value;
  return out;
}

template <typename T>
void sortByName(std::vector<T> &items) {
  llvm::sort(items, [](const T &left, const T &right) { return left.name < right.name; });
}

void lowerPeople(const check::Program &program, ir::Module &out) {
  for (const check::Party &party : program.parties)
    if (!party.symbol->testOnly)
      out.parties.push_back(lowerParty(party));
  for (const check::Sink &sink : program.sinks)
    if (!sink.symbol->testOnly)
      out.sinks.push_back({sink.symbol->name, nameOf(sink.owner), sink.decl->keep.value});
  sortByName(out.parties);
  sortByName(out.sinks);
}

/// The compile-time tables that an expression of the module reads.
void lowerData(const check::Program &program, ir::Module &out) {
  std::set<std::string> used;
  for (const ir::System &system : out.systems)
    eachExpr(system, [&](const ir::Expr *expr) {
      if (expr->kind == ir::ExprKind::Data)
        used.insert(expr->text.str());
    });
  for (const check::Data &data : program.data)
    if (used.count(data.symbol->name))
      out.data.push_back({data.symbol->name, data.type, data.value, data.digest});
  sortByName(out.data);
}

} // namespace

ir::Module lower(const LowerableProgram &lowerable, const Options &options) {
  const check::Program &program = lowerable.program();
  ir::Module out;
  out.onusVersion = options.onusVersion;
  out.types = program.types;
  out.arena = program.arena;
  if (options.digests)
    out.sources = lowerSources(program);
  lowerPeople(program, out);
  for (const check::System &system : program.systems)
    if (system.symbol && !system.symbol->testOnly && !system.symbol->package->foreign &&
        (options.system.empty() || system.symbol->name == options.system))
      out.systems.push_back(lowerSystem(program, system));
  for (const check::System &system : program.standIns)
    if (options.standIns && !system.enforced.front()->symbol->package->foreign)
      out.systems.push_back(lowerSystem(program, system));
  sortByName(out.systems);
  lowerData(program, out);
  if (options.digests)
    out.digest = ir::digestOf(ir::toJson(out));
  return out;
}

} // namespace onus::lower
