// SPDX-License-Identifier: Apache-2.0
#include "check/surfaces/surface_builder.h"

#include "base/digest.h"
#include "check/people.h"
#include "source/characters.h"

namespace onus::check::surfaces {

using diagnostics::Kind;

SurfaceBuilder::SurfaceBuilder(Context &context, Surface &surface) : context_(context), surface_(surface) {}

void SurfaceBuilder::run() {
  readPeople();
  readTools();
  for (const syntax::ToolDecl *line : surface_.decl->tools)
    readLine(*line);
  readUnguarded();
  noteDocument();
  checkSignatures();
  checkUnclassified();
}

void SurfaceBuilder::readPeople() {
  const syntax::SurfaceDecl &decl = *surface_.decl;
  std::string quoted = "surface `" + name().str() + "`";
  if (decl.owner)
    surface_.owner = findInternal(context_, file(), decl.owner, "own " + quoted);
  else
    context_.reporter.report<Kind::SurfaceOwnerMissing>(decl.name.range, name())
        .label("nobody answers for these tools")
        .help("say who looks after them: `owner some_team`");
  if (decl.approved)
    surface_.approvedBy = readApproval(decl.approved, quoted, "approve the tools of " + quoted);
}

/// Who signed for a classification, on a day that has come.
const Party *SurfaceBuilder::readApproval(const syntax::Approval &approval, const std::string &what,
                                          const std::string &act) {
  if (approval.on.value > context_.program.options.asOf)
    context_.reporter.report<Kind::ClassificationNotYet>(approval.on.range, what, formatDay(approval.on.value))
        .label("after " + formatDay(context_.program.options.asOf))
        .help("write the day on which it was approved");
  return findActor(context_, file(), approval.by, act, approval.on.value);
}

void SurfaceBuilder::readTools() {
  if (surface_.decl->from)
    readManifest();
  else
    readInline();
}

Tool &SurfaceBuilder::addTool(const std::string &toolName, Range range) {
  Tool &tool = surface_.tools.emplace_back();
  tool.surface = &surface_;
  tool.name = toolName;
  tool.qualified = name().str() + "." + toolName;
  tool.range = range;
  tool.args = tool.result = context_.program.types->simple(ir::TypeKind::Json);
  return tool;
}

void SurfaceBuilder::readManifest() {
  const syntax::SurfaceDecl &decl = *surface_.decl;
  std::string problem;
  auto bytes = context_.files.read(context_.program.sources->path(decl.from.range.file), decl.from.value, problem);
  if (!bytes) {
    context_.reporter.report<Kind::ManifestUnreadable>(decl.from.range, decl.from.value, problem)
        .label("the path is relative to this file");
    return standIn();
  }
  auto manifest = surfaces::readManifest(*context_.program.types, decl.format.text, *bytes);
  if (!manifest) {
    context_.reporter.report<Kind::ManifestFormatUnknown>(decl.format.range, decl.format.text)
        .label("no format that Onus reads")
        .help("write `from mcp \"…\"` for the result of `tools/list`, or `from openapi \"…\"` for OpenAPI 3 in JSON");
    return standIn();
  }
  if (auto *error = std::get_if<ManifestError>(&*manifest)) {
    context_.reporter.report<Kind::ManifestInvalid>(decl.from.range, decl.from.value, error->message)
        .label("this document");
    return standIn();
  }
  surface_.manifestPath = decl.from.value.str();
  surface_.manifestDigest = "sha256:" + sha256Hex(*bytes);
  described_ = std::move(std::get<std::vector<ManifestTool>>(*manifest));
  for (const ManifestTool &described : described_) {
    Tool &tool = addTool(described.name, decl.from.range);
    tool.description = described.description;
    tool.args = described.args;
    tool.result = described.result;
    tool.saysResult = described.saysResult;
    tool.digest = described.digest;
  }
  for (const ManifestTool &described : described_)
    noteDisguises(described);
}

/// Words that the model reads and nobody sees are how a server gives orders of its own.
void SurfaceBuilder::noteDisguises(const ManifestTool &tool) {
  auto say = [&](llvm::StringRef what, const std::string &held) {
    if (!held.empty())
      context_.reporter.report<Kind::ManifestCharacter>(surface_.decl->from.range, what, tool.name, held)
          .label("the tool is in this document")
          .help("look at it with an editor that shows such characters, and ask whoever runs the server what it is for");
  };
  say("the name", source::disguise(tool.name));
  say("the description", source::disguiseInProse(tool.description));
  say("the schema", tool.hiddenInSchema);
  for (const ir::Field &field : tool.args->fields)
    say("an argument's name", source::disguise(field.name));
}

/// The tools that the lines name, of no known type: what is said about them elsewhere is not one more mistake.
void SurfaceBuilder::standIn() {
  context_.program.broken.insert(surface_.decl);
  readInline();
  for (const syntax::SurfaceUnguarded &line : surface_.decl->unguarded)
    for (const syntax::Name &tool : line.tools)
      if (!surface_.find(tool.text))
        addTool(tool.text.str(), tool.range).syntax = surface_.decl->tools.empty() ? nullptr : surface_.decl->tools[0];
  for (Tool &tool : surface_.tools)
    tool.args = tool.result = context_.program.types->error();
}

void SurfaceBuilder::readInline() {
  for (const syntax::ToolDecl *line : surface_.decl->tools)
    for (const syntax::Name &tool : line->names)
      if (!surface_.find(tool.text))
        addTool(tool.text.str(), tool.range).args = context_.program.types->record({});
}

void SurfaceBuilder::checkSignatures() {
  if (surface_.decl->approved)
    return;
  std::vector<const Tool *> unsigned_;
  for (const Tool &tool : surface_.tools)
    if (tool.syntax && tool.syntax->classified && !tool.syntax->approved)
      unsigned_.push_back(&tool);
  if (unsigned_.empty())
    return;
  bool whole = unsigned_.size() == surface_.tools.size();
  std::string what = whole ? "the tools" : "tool `" + unsigned_.front()->name + "`";
  if (!whole && unsigned_.size() > 1)
    what += " and " + std::to_string(unsigned_.size() - 1) + " more";
  Range range = whole ? surface_.decl->name.range : unsigned_.front()->range;
  context_.reporter.report<Kind::ClassificationUnsigned>(range, what, name())
      .label("no `approved by`")
      .help(
          "whoever says what a tool does signs for it: `approved by some_team on 2026-05-01`, once for the surface or "
          "on the tool's line");
}

void SurfaceBuilder::checkUnclassified() {
  for (Tool &tool : surface_.tools) {
    if (tool.syntax)
      continue;
    context_.program.broken.insert(surface_.decl);
    context_.reporter.report<Kind::ToolUnclassified>(surface_.decl->name.range, tool.name, name())
        .label("one of its tools has no line")
        .related(surface_.decl->from.range, "the tool is in this document")
        .help("add `tool " + tool.name + "  does …`, or `does nothing` where it has no consequence");
  }
}

} // namespace onus::check::surfaces
