// SPDX-License-Identifier: Apache-2.0
#include "check/surfaces/surface_builder.h"

#include <algorithm>

/// What is worth knowing at a tool about its document: parts of the schema that no type holds, and hints of the server
/// that say more than the classification does.
namespace onus::check::surfaces {

using diagnostics::Kind;

namespace {

constexpr size_t shown = 5;

/// The first few lines as notes.
void addNotes(diagnostics::Builder &builder, llvm::ArrayRef<std::string> lines) {
  for (size_t i = 0; i < lines.size() && i < shown; ++i)
    builder.note(lines[i]);
  if (lines.size() > shown)
    builder.note("and " + std::to_string(lines.size() - shown) + " more");
}

/// The tool's own signature says what the argument, or the whole of them, is.
bool saidInSignature(const Tool &tool, llvm::StringRef where) {
  if (!tool.syntax || !where.consume_front("args"))
    return false;
  if (!where.consume_front("."))
    return tool.syntax->hasParameters;
  llvm::StringRef name = where.take_until([](char c) { return c == '.' || c == '['; });
  return std::any_of(tool.syntax->parameters.begin(), tool.syntax->parameters.end(),
                     [&](const syntax::FieldDecl &parameter) { return parameter.name.text == name; });
}

/// By convention an effect that changes nothing is called `reads_…`; using up a paid resource changes nothing either.
bool onlyReads(const ToolEffect &effect) {
  llvm::StringRef name = effect.effect->symbol->simpleName();
  return name.startswith("reads_") || name == "spends";
}

std::string lineOf(const SchemaNote &note) { return "`" + note.where + "`: " + note.reason; }

} // namespace

void SurfaceBuilder::noteDocument() {
  for (size_t i = 0; i < described_.size(); ++i) {
    const Tool &tool = surface_.tools[i];
    noteUnsaid(tool, described_[i]);
    noteLimits(tool, described_[i]);
    compareWithAnnotations(tool, described_[i].annotations);
  }
}

void SurfaceBuilder::noteUnsaid(const Tool &tool, const ManifestTool &described) {
  std::vector<std::string> lines;
  for (const SchemaNote &note : described.notes)
    if (note.kind == SchemaNote::Kind::Unsaid && !saidInSignature(tool, note.where))
      lines.push_back(lineOf(note));
  noteSchema<Kind::SchemaUnsaid>(tool, "part", lines,
                                 "say what it is in the tool's signature where a rule needs to read it");
}

void SurfaceBuilder::noteLimits(const Tool &tool, const ManifestTool &described) {
  std::vector<std::string> lines;
  for (const SchemaNote &note : described.notes)
    if (note.kind == SchemaNote::Kind::Limit)
      lines.push_back(lineOf(note));
  noteSchema<Kind::SchemaLimits>(tool, "limit", lines, "where such a limit matters, a rule says it");
}

/// One note at the tool for all of the lines, counted as so many of `what`; none for none.
template <Kind kind>
void SurfaceBuilder::noteSchema(const Tool &tool, const char *what, llvm::ArrayRef<std::string> lines,
                                const char *help) {
  if (lines.empty())
    return;
  bool one = lines.size() == 1;
  std::string count = std::to_string(lines.size()) + " " + what + (one ? "" : "s");
  auto builder = context_.reporter.report<kind>(tool.range, count, tool.name, one ? "is" : "are");
  addNotes(builder, lines);
  if (tool.syntax)
    builder.related(surface_.decl->from.range, "its schema is in this document");
  builder.help(help);
}

/// The dangerous direction only: a line that makes the tool out to be milder than its own server does. The other way
/// round costs a needless guardrail, and a hint is no proof that it is needless.
void SurfaceBuilder::compareWithAnnotations(const Tool &tool, const Annotations &annotations) {
  if (!tool.syntax || !tool.syntax->classified || tool.effects.size() != tool.syntax->does.size())
    return;
  bool nothing = tool.effects.empty();
  if (!nothing && !std::all_of(tool.effects.begin(), tool.effects.end(), onlyReads))
    return;
  const char *hint = nullptr, *meaning = nullptr;
  // For a tool that only reads, the protocol gives `destructiveHint` no meaning.
  if (annotations.destructive == true && annotations.readOnly != true)
    hint = "destructiveHint: true", meaning = "may destroy or overwrite something";
  else if (annotations.readOnly == false)
    hint = "readOnlyHint: false", meaning = "changes something";
  else if (nothing && annotations.openWorld == true)
    hint = "openWorldHint: true", meaning = "deals with the world outside";
  if (!hint)
    return;
  context_.reporter
      .report<Kind::ClassificationMild>(tool.range, tool.name, nothing ? "does nothing" : "only reads", meaning)
      .label(nothing ? "`does nothing`" : "only effects that read")
      .related(surface_.decl->from.range, std::string("the server says `") + hint + "`")
      .help(nothing && annotations.openWorld == true && annotations.destructive != true && annotations.readOnly != false
                ? "look again at what the tool does: what comes from outside is at least `reads_untrusted`"
                : "look again at what the tool does: add an effect that changes something, or have the server's "
                  "annotation corrected");
}

} // namespace onus::check::surfaces
