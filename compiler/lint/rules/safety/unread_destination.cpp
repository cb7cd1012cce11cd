// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/places.h"
#include "lint/tool_reads.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::lint {

namespace {

/// Whatever does not merely read or use something up changes the world outside.
bool changesSomething(const check::Tool &tool) {
  return llvm::any_of(tool.effects, [](const check::ToolEffect &each) {
    llvm::StringRef name = each.effect->symbol->simpleName();
    return each.effect->severity >= ir::Severity::Medium && !name.startswith("reads_") && name != "spends";
  });
}

bool isUnguarded(const check::Tool &tool) {
  return llvm::any_of(tool.unguarded, [](const check::ToolUnguarded &each) {
    return !each.event || *each.event == ir::EventKind::Call;
  });
}

bool holdsText(const ir::Type *type) {
  while (type->isOptional() || type->kind == ir::TypeKind::List)
    type = type->element;
  return type->kind == ir::TypeKind::String || type->kind == ir::TypeKind::Json;
}

void checkTool(const check::System &system, const check::Tool &tool, Pass &pass) {
  if (!tool.args || !changesSomething(tool) || isUnguarded(tool))
    return;
  ToolReads reads(system, tool, ir::EventKind::Call, pass.asOf());
  std::vector<std::string> unread;
  for (const ir::Field &argument : tool.args->fields)
    if (namesDestination(argument.name) && holdsText(argument.type) && !reads.reads(argument.name))
      unread.push_back("`" + argument.name.str() + "`");
  if (!unread.empty())
    pass.report(tool.range, "no guardrail reads {} of tool `{}`: it may lead anywhere", llvm::join(unread, ", "),
                tool.qualified)
        .label("decides where something goes")
        .help("compare it in a rule, or bind it to a parameter of an effect whose guardrails do");
}

void check(const check::System &system, Pass &pass) {
  for (const check::Surface *surface : system.surfaces)
    for (const check::Tool &tool : surface->tools)
      checkTool(system, tool, pass);
}

} // namespace

extern const Rule unread_destination = {
    .name = "unread-destination",
    .category = Category::Safety,
    .level = Level::Warn,
    .summary = "a tool that changes something takes a destination that no guardrail looks at",
    .system = check,
};

} // namespace onus::lint
