// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/expressions.h"
#include "check/surfaces/manifest.h"

#include "llvm/ADT/StringMap.h"

namespace onus::check::surfaces {

/// Makes one surface: takes the tools from its manifest or from its own lines, and gives each what its line says. Lives
/// as long as the surface is being made.
class SurfaceBuilder {
public:
  SurfaceBuilder(Context &context, Surface &surface);
  void run();

private:
  // surface_builder.cpp
  void readPeople();
  const Party *readApproval(const syntax::Approval &approval, const std::string &what, const std::string &act);
  void readTools();
  void readManifest();
  void noteDisguises(const ManifestTool &tool);
  void readInline();
  void standIn();
  void checkSignatures();
  void checkUnclassified();

  // document_notes.cpp
  void noteDocument();
  void noteUnsaid(const Tool &tool, const ManifestTool &described);
  void noteLimits(const Tool &tool, const ManifestTool &described);
  template <diagnostics::Kind kind>
  void noteSchema(const Tool &tool, const char *what, llvm::ArrayRef<std::string> lines, const char *help);
  void compareWithAnnotations(const Tool &tool, const Annotations &annotations);

  // tool_lines.cpp
  void readLine(const syntax::ToolDecl &line);
  void readLine(Tool &tool, const syntax::ToolDecl &line, const syntax::Name &name);
  void readParameters(Tool &tool, const syntax::ToolDecl &line);
  void readParameter(const Tool &tool, const syntax::FieldDecl &parameter, std::vector<ir::Field> &fields, bool open);
  void reportUnknownParameter(const Tool &tool, const syntax::Name &parameter, llvm::ArrayRef<ir::Field> fields);
  void readReturns(Tool &tool, const syntax::ToolDecl &line);
  void readUnguarded();
  void addUnguarded(Tool &tool, const syntax::UnguardedClause &clause);
  Tool *findTool(const syntax::Name &name);
  Tool *meantTool(const std::string &guess);
  Tool &addTool(const std::string &name, Range range);

  // bindings.cpp
  void readEffects(Tool &tool, const syntax::ToolDecl &line);
  ToolEffect bindEffect(const Tool &tool, const Effect &effect, const syntax::DoesClause &does);
  std::optional<EffectBinding> bindParameter(const Tool &tool, const Effect &effect, const syntax::Binding &binding);
  void checkUnbound(const Tool &tool, const ToolEffect &effect);

  const syntax::File &file() const { return *surface_.symbol->file; }
  llvm::StringRef name() const { return surface_.symbol->simpleName(); }

  Context &context_;
  Surface &surface_;
  std::vector<ManifestTool> described_; ///< what the document says, in the order of the surface's tools
  llvm::StringMap<Range> lines_;        ///< of the tools that were classified
};

} // namespace onus::check::surfaces
