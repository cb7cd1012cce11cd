// SPDX-License-Identifier: Apache-2.0
#include "lsp/tell/teller.h"

#include "check/coverage.h"
#include "check/selectors.h"
#include "prose/lexicon.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

/// Tools, what they do, and who looks at them.
namespace onus::lsp {

namespace {

/// The part of a JSON Schema that a path of members and `[]` leads to; null where the schema does not say it so.
const json::Value *partOf(const json::Value &schema, llvm::StringRef path) {
  const json::Value *at = &schema;
  while (at && !path.empty()) {
    path.consume_front(".");
    if (path.consume_front("[]")) {
      at = at->get("items");
      continue;
    }
    size_t end = std::min(path.find_first_of(".["), path.size());
    at = dig(*at, {"properties", path.take_front(end)});
    path = path.drop_front(end);
  }
  return at;
}

const ir::Type *partOf(const ir::Type *type, llvm::StringRef path) {
  auto bare = [](const ir::Type *each) { return each && each->isOptional() ? each->element : each; };
  while (type && !path.empty()) {
    path.consume_front(".");
    type = bare(type);
    if (path.consume_front("[]")) {
      type = type->element;
      continue;
    }
    size_t end = std::min(path.find_first_of(".["), path.size());
    const ir::Field *field = type->kind == ir::TypeKind::Record ? type->field(path.take_front(end)) : nullptr;
    type = field ? field->type : nullptr;
    path = path.drop_front(end);
  }
  return type;
}

/// The argument or the result that a path begins with, and what of it is meant.
std::pair<llvm::StringRef, llvm::StringRef> rootOf(llvm::StringRef path) {
  size_t end = std::min(path.find_first_of(".["), path.size());
  return {path.take_front(end), path.drop_front(end)};
}

std::string signature(const check::Tool &tool) {
  std::string out = "tool " + tool.qualified + "(";
  if (tool.args && tool.args->kind == ir::TypeKind::Record) {
    bool isFirst = true;
    for (const ir::Field &field : tool.args->fields) {
      out += (isFirst ? "" : ", ") + field.name.str() + ": " + ir::print(field.type);
      isFirst = false;
    }
    if (tool.args->open)
      out += isFirst ? "..." : ", ...";
  } else {
    out += "...";
  }
  out += ")";
  if (tool.result && tool.result->kind != ir::TypeKind::Json && !tool.result->isError())
    out += " returns " + ir::print(tool.result);
  return out;
}

} // namespace

std::optional<check::surfaces::ManifestTool> describedTool(const View &view, const check::Tool &tool) {
  const syntax::SurfaceDecl &decl = *tool.surface->decl;
  if (!decl.from)
    return std::nullopt;
  std::string error;
  auto bytes = view.compilation().reader->read(view.sources().path(decl.range.file), decl.from.value, error);
  ir::TypeTable types;
  auto manifest = bytes ? check::surfaces::readManifest(types, decl.format.text, *bytes)
                        : std::optional<check::surfaces::Manifest>();
  auto *tools = manifest ? std::get_if<std::vector<check::surfaces::ManifestTool>>(&*manifest) : nullptr;
  if (!tools)
    return std::nullopt;
  auto found = llvm::find_if(*tools, [&](const auto &each) { return each.name == tool.name; });
  return found == tools->end() ? std::nullopt : std::optional(std::move(*found));
}

std::string describedPart(const check::surfaces::ManifestTool &tool, llvm::StringRef path) {
  auto [root, rest] = rootOf(path);
  const json::Value *part = nullptr;
  if (root == "result") {
    part = partOf(tool.resultSchema, rest);
  } else {
    rest.consume_front(".");
    auto [name, inner] = rootOf(rest);
    for (const check::surfaces::ManifestArgument &argument : tool.arguments)
      if (argument.name == name)
        part = partOf(argument.schema, inner);
  }
  return part ? part->string("description").str() : std::string();
}

std::string Teller::tools(llvm::ArrayRef<const check::Tool *> tools) const {
  constexpr size_t most = 12;
  std::vector<std::string> shown;
  for (const check::Tool *tool : tools.take_front(most))
    shown.push_back(linked(prose::code(tool->qualified), tool->range));
  if (tools.size() > most)
    shown.push_back(prose::counted(static_cast<int64_t>(tools.size() - most), "other"));
  return prose::enumerate(shown);
}

void Teller::tool(const check::Tool &tool) {
  out_.source(signature(tool));
  if (tool.syntax)
    documented(tool.syntax->doc);
  if (!tool.description.empty())
    out_.paragraph(out_.text(tool.description));
  auto described = describedTool(view_, tool);
  if (tool.args && tool.args->kind == ir::TypeKind::Record)
    for (const ir::Field &field : tool.args->fields)
      if (std::string text = described ? describedPart(*described, ("args." + field.name).str()) : ""; !text.empty())
        out_.item(out_.text(prose::code(field.name) + ": " + text));
  effects(tool);
  if (tool.approvedBy) {
    bool own = tool.syntax && tool.syntax->approved;
    const syntax::Approval &approval = own ? tool.syntax->approved : tool.surface->decl->approved;
    fact("Approved", approved(approval, tool.approvedBy), approval.range);
  }
  cover(tool);
  for (const check::ToolUnguarded &each : tool.unguarded) {
    std::string kind = each.event ? prose::one(*each.event) : "what nothing covers";
    fact("Unguarded",
         out_.text(kind + ", because " + prose::quote(each.waiver.syntax->because.value) + ", until ") +
             ends(each.waiver.syntax->until) + ", " + signedBy(each.waiver),
         each.waiver.range);
  }
}

std::string Teller::approved(const syntax::Approval &approval, const check::Party *by) const {
  return "by " + named(by) + (approval.on ? " on " + formatDay(approval.on.value) : std::string());
}

void Teller::effects(const check::Tool &tool) {
  if (tool.syntax && tool.syntax->nothing)
    return fact("Does", out_.text("nothing"));
  for (const check::ToolEffect &each : tool.effects) {
    if (!each.effect)
      continue;
    std::string bindings = each.syntax ? written(each.syntax->range) : std::string();
    size_t begin = bindings.find('(');
    fact("Does", name(*each.effect->symbol) +
                     (begin == std::string::npos ? "" : out_.text(" " + prose::code(bindings.substr(begin)))));
  }
}

/// Which guardrails look at it, system by system.
void Teller::cover(const check::Tool &tool) {
  for (const check::System &system : program().systems) {
    if (!system.symbol || !llvm::is_contained(system.surfaces, tool.surface))
      continue;
    std::vector<std::string> guardrails;
    for (const check::TypedGuardrail &typed : system.guardrails)
      for (const check::TypedSelector &each : typed.on)
        if (llvm::is_contained(each.tools, &tool))
          guardrails.push_back(name(*typed.guardrail->symbol) + " (" + prose::one(each.event) + ")");
    check::CoverageIndex index(system, asOf());
    std::vector<std::string> open;
    for (ir::EventKind kind : check::requiredKinds(tool))
      if (!index.covers(tool, kind))
        open.push_back(prose::one(kind));
    fact("In", name(*system.symbol) + ": " +
                   (guardrails.empty() ? "no guardrail looks at it" : "looked at by " + prose::enumerate(guardrails)) +
                   (open.empty() ? "" : "; nothing covers " + prose::enumerate(open)));
  }
}

void Teller::argument(const check::Tool &tool, llvm::StringRef path) {
  auto [root, rest] = rootOf(path);
  const ir::Type *type = partOf(root == "result" ? tool.result : tool.args, rest);
  out_.source(path.str() + (type ? ": " + ir::print(type) : ""));
  auto described = describedTool(view_, tool);
  if (std::string text = described ? describedPart(*described, path) : ""; !text.empty())
    out_.paragraph(out_.text(text));
  out_.paragraph(out_.text(root == "result" ? "What comes back from " : "An argument of ") +
                 linked(prose::code(tool.qualified), tool.range));
}

void Teller::surface(const check::Surface &surface) {
  fact("Owner", named(surface.owner), surface.decl->owner.range);
  if (surface.decl->approved)
    fact("Approved", approved(surface.decl->approved, surface.approvedBy), surface.decl->approved.range);
  std::vector<const check::Tool *> all;
  for (const check::Tool &tool : surface.tools)
    all.push_back(&tool);
  fact(prose::counted(static_cast<int64_t>(all.size()), "tool"), tools(all));
}

void Teller::effect(const check::Effect &effect) {
  fact("Severity", out_.text(syntax::word(effect.severity)));
  std::string covered = effect.coverCall && effect.coverResult ? "its calls and their results"
                        : effect.coverCall                     ? "its calls"
                        : effect.coverResult                   ? "the results of its calls"
                                                               : "nothing";
  fact("What must be covered of a tool that has it", out_.text(covered));
  std::vector<const check::Tool *> having;
  for (const check::Surface &surface : program().surfaces)
    for (const check::Tool &tool : surface.tools)
      if (tool.find(&effect))
        having.push_back(&tool);
  if (!having.empty())
    fact(prose::counted(static_cast<int64_t>(having.size()), "tool"), tools(having));
}

void Teller::selector(const syntax::File &file, const syntax::Selector &selector) {
  if (!check::hasTools(selector.event))
    return;
  bool selects = false;
  auto look = [&](const check::System &system, const std::string &label) {
    diagnostics::Reporter nobody;
    auto meaning = check::resolveSelector(program(), nobody, file, system, selector);
    if (!meaning || meaning->typed.tools.empty())
      return;
    selects = true;
    fact(label, tools(meaning->typed.tools));
  };
  for (const check::System &system : program().systems)
    if (system.symbol)
      look(system, "Selects in " + prose::code(system.symbol->simpleName()));
  if (!selects && !program().standIns.empty())
    look(program().standIns.front(), "Would select");
  if (!selects)
    fact("Selects", out_.text("no tool of any system"));
}

} // namespace onus::lsp
