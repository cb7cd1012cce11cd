// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/builder.h"

namespace onus::syntax {

/// A surface while its clauses are read: they stand flat in the grammar, and here each finds what it belongs to.
struct TreeBuilder::SurfaceParts {
  SurfaceDecl &decl;
  std::vector<ToolDecl *> tools;
  std::vector<SurfaceUnguarded> unguarded; ///< of the surface
  // Of the tool that is being read.
  ToolDecl *tool = nullptr;
  std::vector<DoesClause> does;
  std::vector<UnguardedClause> toolUnguarded;
  /// The waiver that the next `approved by` or `until` belongs to; null after any other clause.
  Waiver *waiver = nullptr;
};

Decl *TreeBuilder::surface(OnusParser::SurfaceDeclContext *context) {
  auto *decl = open<SurfaceDecl>(context, context->title, context->caption);
  SurfaceParts parts{*decl, {}, {}, nullptr, {}, {}, nullptr};
  // A waiver is written to while its list may still grow.
  parts.unguarded.reserve(context->clauses.size());
  parts.toolUnguarded.reserve(context->clauses.size());
  for (OnusParser::SurfaceClauseContext *clause : context->clauses)
    surfaceClause(clause, parts);
  closeTool(parts);
  decl->tools = keep(parts.tools);
  decl->unguarded = keep(parts.unguarded);
  return decl;
}

void TreeBuilder::surfaceClause(OnusParser::SurfaceClauseContext *context, SurfaceParts &parts) {
  switch (asWord(context->start).kind()) {
  case TokenKind::Requested:
  case TokenKind::Approved:
  case TokenKind::Reviewed:
  case TokenKind::Until:
    return surfaceTerm(context, parts);
  default:
    break;
  }
  parts.waiver = nullptr;
  if (auto *tool = alternative<OnusParser::SurfaceToolContext>(context)) {
    openTool(tool, parts);
  } else if (auto *from = alternative<OnusParser::SurfaceFromContext>(context)) {
    once(parts.decl.format, name(from->format), range(context));
    parts.decl.from = string(from->document);
  } else if (auto *owner = alternative<OnusParser::SurfaceOwnerContext>(context)) {
    once(parts.decl.owner, path(owner->owner), range(context));
  } else if (auto *waived = alternative<OnusParser::SurfaceUnguardedContext>(context)) {
    unguarded(waived, parts);
  } else {
    toolClause(context, parts);
  }
}

void TreeBuilder::openTool(OnusParser::SurfaceToolContext *context, SurfaceParts &parts) {
  closeTool(parts);
  auto *tool = arena_.make<ToolDecl>();
  parts.tool = tool;
  tool->range = range(context);
  tool->doc = docAbove(context->start);
  std::vector<Name> names;
  for (OnusParser::ToolNameContext *word : context->names)
    names.push_back(name(word));
  tool->names = keep(names);
  if (context->parameters != nullptr) {
    Parameters found = parameters(context->parameters->items, ParameterForm::MayBeOpen);
    tool->hasParameters = true;
    tool->parameters = keep(found.fields);
    tool->open = found.open;
  }
}

void TreeBuilder::closeTool(SurfaceParts &parts) {
  if (parts.tool == nullptr)
    return;
  parts.tool->does = keep(parts.does);
  parts.tool->unguarded = keep(parts.toolUnguarded);
  parts.tools.push_back(parts.tool);
  parts.tool = nullptr;
  parts.does.clear();
  parts.toolUnguarded.clear();
}

/// `returns` and `does`.
void TreeBuilder::toolClause(OnusParser::SurfaceClauseContext *context, SurfaceParts &parts) {
  Range whole = range(context);
  if (parts.tool == nullptr)
    return misplaced(
        whole, fmt::format("`{}` says something of a tool and none stands before it", textOf(range(context->start))),
        "write it after `tool NAME`");
  ToolDecl &tool = *parts.tool;
  if (auto *returns = alternative<OnusParser::ToolReturnsContext>(context)) {
    if (tool.returns != nullptr)
      saidTwice(tool.returns->range, whole);
    else
      tool.returns = type(returns->shape);
    tool.fromText = returns->text != nullptr;
  } else {
    auto *does = static_cast<OnusParser::ToolDoesContext *>(context);
    if (tool.classified)
      saidTwice(parts.does.empty() ? tool.range : parts.does.front().range, whole);
    tool.classified = true;
    for (OnusParser::EffectUseContext *effect : does->effects)
      parts.does.push_back(this->does(effect));
    bool nothing = parts.does.size() == 1 && parts.does.front().effect.names.size() == 1 &&
                   parts.does.front().effect.names.front().text == "nothing" && parts.does.front().bindings.empty();
    tool.nothing = nothing;
    if (nothing)
      parts.does.clear();
  }
  tool.range = source::join(tool.range, whole);
}

void TreeBuilder::unguarded(OnusParser::SurfaceUnguardedContext *context, SurfaceParts &parts) {
  UnguardedClause clause;
  clause.waiver.range = range(context);
  clause.waiver.because = string(context->reason);
  std::vector<Name> names;
  // `unguarded call because` signs for one kind of event; `unguarded call a, b because` does so for named tools.
  TokenKind first = context->first == nullptr ? TokenKind::End : asWord(context->first->start).kind();
  bool kind = first == TokenKind::Call || first == TokenKind::Result;
  bool alone = context->second == nullptr && context->others.empty();
  if (kind && (context->second != nullptr || (alone && parts.tool != nullptr)))
    clause.event = eventKind(first);
  else if (context->first != nullptr)
    names.push_back(name(context->first));
  if (context->second != nullptr) {
    names.push_back(name(context->second));
    if (!kind)
      misplaced(names.back().range, "the names of tools are separated by commas", "");
  }
  for (OnusParser::ToolNameContext *word : context->others)
    names.push_back(name(word));
  if (!names.empty()) {
    closeTool(parts);
    parts.unguarded.push_back({keep(names), clause});
    parts.waiver = &parts.unguarded.back().clause.waiver;
  } else if (parts.tool != nullptr) {
    parts.toolUnguarded.push_back(clause);
    parts.waiver = &parts.toolUnguarded.back().waiver;
    parts.tool->range = source::join(parts.tool->range, clause.waiver.range);
  } else {
    misplaced(clause.waiver.range, "`unguarded` names no tool",
              "write it after `tool NAME`, or name the tools: `unguarded a, b because \"…\"`");
  }
}

/// `approved by` and the like: of the waiver that has just been opened, else of the tool, else of the surface.
void TreeBuilder::surfaceTerm(OnusParser::SurfaceClauseContext *context, SurfaceParts &parts) {
  Range whole = range(context);
  if (auto *term = alternative<OnusParser::SurfaceApprovedContext>(context)) {
    bool waiver = parts.waiver != nullptr && (!parts.waiver->approved || parts.tool == nullptr);
    if (waiver) {
      approved(term->term, *parts.waiver);
    } else {
      Approval &slot = parts.tool != nullptr ? parts.tool->approved : parts.decl.approved;
      once(slot, approval(term->term), whole);
    }
  } else if (parts.waiver == nullptr) {
    misplaced(whole, fmt::format("`{}` belongs to an `unguarded` clause", textOf(range(context->start))),
              "write it after `unguarded because \"…\"`");
  } else if (auto *asked = alternative<OnusParser::SurfaceRequestedContext>(context)) {
    requested(asked->term, *parts.waiver);
  } else if (auto *review = alternative<OnusParser::SurfaceReviewedContext>(context)) {
    reviewed(review->term, *parts.waiver);
  } else if (auto *end = alternative<OnusParser::SurfaceUntilContext>(context)) {
    until(end->term, *parts.waiver);
  }
  if (parts.waiver != nullptr)
    parts.waiver->range = source::join(parts.waiver->range, whole);
  if (parts.tool != nullptr)
    parts.tool->range = source::join(parts.tool->range, whole);
}

DoesClause TreeBuilder::does(OnusParser::EffectUseContext *context) {
  std::vector<Binding> bindings;
  for (OnusParser::BindingContext *item : context->bindings)
    bindings.push_back(binding(item));
  return {path(context->effect), keep(bindings), range(context)};
}

Binding TreeBuilder::binding(OnusParser::BindingContext *context) {
  Binding binding;
  binding.parameter = name(context->parameter);
  binding.range = range(context);
  binding.value = expr(context->value);
  auto *word = llvm::dyn_cast<NameExpr>(binding.value);
  if (word != nullptr && word->name == "none") {
    binding.none = true;
    binding.value = nullptr;
  }
  if (context->reason != nullptr) {
    binding.because = string(context->reason);
    if (!binding.none)
      misplaced(binding.because.range, "only `none` has a reason; an argument needs no `because`", "");
  }
  return binding;
}

} // namespace onus::syntax
