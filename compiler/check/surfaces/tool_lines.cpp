// SPDX-License-Identifier: Apache-2.0
#include "check/people.h"
#include "check/surfaces/signature.h"
#include "check/surfaces/surface_builder.h"

#include <algorithm>

namespace onus::check::surfaces {

using diagnostics::Kind;

/// The tool that a misspelt line was about, unless another line classifies it.
Tool *SurfaceBuilder::meantTool(const std::string &guess) {
  for (const syntax::ToolDecl *line : surface_.decl->tools)
    for (const syntax::Name &other : line->names)
      if (other.text == guess)
        return nullptr;
  return const_cast<Tool *>(surface_.find(guess));
}

Tool *SurfaceBuilder::findTool(const syntax::Name &wanted) {
  if (const Tool *tool = surface_.find(wanted.text))
    return const_cast<Tool *>(tool);
  std::vector<llvm::StringRef> candidates;
  for (const Tool &tool : surface_.tools)
    candidates.push_back(tool.name);
  std::string guess = resolve::closest(wanted.text, candidates);
  auto builder = context_.reporter.report<Kind::ToolUnknown>(wanted.range, name(), wanted.text);
  if (surface_.decl->from)
    builder.related(surface_.decl->from.range, "its tools are those of this document");
  if (guess.empty()) {
    builder.label("not one of its tools");
    return nullptr;
  }
  builder.didYouMean(wanted.range, wanted.quoted ? "\"" + guess + "\"" : guess);
  return meantTool(guess);
}

void SurfaceBuilder::readLine(const syntax::ToolDecl &line) {
  for (const syntax::Name &toolName : line.names) {
    Tool *tool = findTool(toolName);
    if (!tool)
      continue;
    auto [place, fresh] = lines_.try_emplace(toolName.text, toolName.range);
    if (fresh)
      readLine(*tool, line, toolName);
    else
      context_.reporter.report<Kind::ToolClassifiedTwice>(toolName.range, toolName.text)
          .label("again here")
          .related(place->second, "first here");
  }
}

void SurfaceBuilder::readLine(Tool &tool, const syntax::ToolDecl &line, const syntax::Name &toolName) {
  tool.syntax = &line;
  tool.range = toolName.range;
  readParameters(tool, line);
  readReturns(tool, line);
  if (!surface_.decl->from) {
    tool.description = line.doc.str();
    json::Value description(tool.description);
    tool.digest = toolDigest(tool.name, line.doc.empty() ? nullptr : &description, json::Value(ir::print(tool.args)));
  }
  tool.approvedBy = surface_.approvedBy;
  if (line.approved)
    tool.approvedBy =
        readApproval(line.approved, "tool `" + tool.name + "`", "approve what tool `" + tool.name + "` does");
  if (!line.classified) {
    context_.program.broken.insert(surface_.decl);
    context_.reporter.report<Kind::ToolUnclassified>(toolName.range, tool.name, name())
        .label("no `does`")
        .help("say which effects it has, or `does nothing` where it has no consequence");
  }
  readEffects(tool, line);
  for (const syntax::UnguardedClause &clause : line.unguarded)
    addUnguarded(tool, clause);
}

void SurfaceBuilder::readParameters(Tool &tool, const syntax::ToolDecl &line) {
  if (!line.hasParameters)
    return;
  bool imported = surface_.decl->from.range.valid();
  bool untyped = tool.args->kind == ir::TypeKind::Json;
  if (imported && tool.args->isError())
    return;
  std::vector<ir::Field> fields;
  if (imported && !untyped)
    fields.assign(tool.args->fields.begin(), tool.args->fields.end());
  bool open = line.open || (imported && (untyped || tool.args->open));
  std::vector<llvm::StringRef> seen;
  for (const syntax::FieldDecl &parameter : line.parameters) {
    if (llvm::is_contained(seen, parameter.name.text))
      context_.reporter.report<Kind::ParameterTwice>(parameter.name.range, parameter.name.text).label("the second");
    else
      readParameter(tool, parameter, fields, open || !imported);
    seen.push_back(parameter.name.text);
  }
  tool.args = context_.program.types->record(fields, open);
}

void SurfaceBuilder::readParameter(const Tool &tool, const syntax::FieldDecl &parameter, std::vector<ir::Field> &fields,
                                   bool open) {
  ir::TypeTable &types = *context_.program.types;
  const ir::Type *type = parameter.type ? elaborateType(context_, file(), parameter.type) : types.error();
  auto known = std::find_if(fields.begin(), fields.end(),
                            [&](const ir::Field &field) { return field.name == parameter.name.text; });
  if (known == fields.end() && open) {
    fields.push_back({parameter.name.text, type});
  } else if (known == fields.end()) {
    reportUnknownParameter(tool, parameter.name, fields);
  } else if (const ir::Type *narrowed = narrow(types, type, known->type)) {
    known->type = narrowed;
  } else {
    context_.reporter
        .report<Kind::SignatureWider>(parameter.range, "`" + parameter.name.text.str() + "`", ir::print(type),
                                      ir::print(known->type))
        .label("lets through what the schema does not")
        .help("a signature may only narrow what the server says");
    known->type = types.error();
  }
}

void SurfaceBuilder::reportUnknownParameter(const Tool &tool, const syntax::Name &parameter,
                                            llvm::ArrayRef<ir::Field> fields) {
  std::vector<llvm::StringRef> candidates;
  for (const ir::Field &field : fields)
    candidates.push_back(field.name);
  std::string guess = resolve::closest(parameter.text, candidates);
  auto builder = context_.reporter.report<Kind::ParameterUnknown>(parameter.range, tool.name, parameter.text);
  builder.related(surface_.decl->from.range, "its schema is in this document");
  if (guess.empty())
    builder.label("not in its schema");
  else
    builder.didYouMean(parameter.range, guess);
}

void SurfaceBuilder::readReturns(Tool &tool, const syntax::ToolDecl &line) {
  if (!line.returns)
    return;
  const ir::Type *written = elaborateType(context_, file(), line.returns);
  const ir::Type *type = written;
  if (tool.saysResult && !line.fromText)
    type = narrow(*context_.program.types, written, tool.result);
  if (!type)
    context_.reporter
        .report<Kind::SignatureWider>(line.returns->range, "the result of `" + tool.name + "`", ir::print(written),
                                      ir::print(tool.result))
        .label("lets through what the schema does not")
        .help("a signature may only narrow what the server says");
  tool.result = type ? type : context_.program.types->error();
  tool.resultFromText = line.fromText;
}

void SurfaceBuilder::readUnguarded() {
  for (const syntax::SurfaceUnguarded &line : surface_.decl->unguarded)
    for (const syntax::Name &toolName : line.tools)
      if (Tool *tool = findTool(toolName))
        addUnguarded(*tool, line.clause);
}

void SurfaceBuilder::addUnguarded(Tool &tool, const syntax::UnguardedClause &clause) {
  ToolUnguarded unguarded;
  if (clause.event)
    unguarded.event = *clause.event == syntax::EventKind::Call ? ir::EventKind::Call : ir::EventKind::Result;
  for (const ToolUnguarded &other : tool.unguarded)
    if (!other.event || !unguarded.event || other.event == unguarded.event) {
      context_.reporter
          .report<Kind::UnguardedNeedless>(clause.waiver.range, "`" + tool.qualified + "` is signed for already")
          .label("a second signature")
          .related(other.waiver.range, "the first");
      return;
    }
  unguarded.waiver.syntax = &clause.waiver;
  unguarded.waiver.range = clause.waiver.range;
  tool.unguarded.push_back(std::move(unguarded));
}

} // namespace onus::check::surfaces
