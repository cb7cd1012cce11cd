// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/tool_reads.h"

namespace onus::lint {

namespace {

bool readsUntrusted(const check::Tool &tool) {
  return llvm::any_of(tool.effects, [](const check::ToolEffect &each) {
    return each.effect->symbol->name == "std.effects.reads_untrusted";
  });
}

/// A member in which words can stand.
bool holdsWords(const ir::Type *type) {
  switch (type->kind) {
  case ir::TypeKind::String:
  case ir::TypeKind::Json:
    return true;
  case ir::TypeKind::List:
  case ir::TypeKind::Map:
  case ir::TypeKind::Optional:
    return holdsWords(type->element);
  case ir::TypeKind::Record:
    return llvm::any_of(type->fields, [](const ir::Field &field) { return holdsWords(field.type); });
  default:
    return false;
  }
}

void checkTool(const check::System &system, const check::Tool &tool, Pass &pass) {
  if (!tool.result || tool.result->kind != ir::TypeKind::Record || !readsUntrusted(tool))
    return;
  ToolReads reads(system, tool, ir::EventKind::Result, pass.asOf());
  if (!reads.any()) // what nobody looks at at all, the compiler speaks of
    return;
  for (const ir::Field &member : tool.result->fields)
    if (holdsWords(member.type) && !reads.reads(member.name))
      pass.report(tool.range, "guardrails look at the result of tool `{}`, and none of them at its `{}`",
                  tool.qualified, member.name)
          .label("outsiders write this too, and the model reads it")
          .help("`text(result)` is the text of all of it");
}

void check(const check::System &system, Pass &pass) {
  for (const check::Surface *surface : system.surfaces)
    for (const check::Tool &tool : surface->tools)
      checkTool(system, tool, pass);
}

} // namespace

extern const Rule half_read_result = {
    .name = "half-read-result",
    .category = Category::Safety,
    .level = Level::Warn,
    .summary = "of a result that outsiders wrote, guardrails look at one part only",
    .system = check,
};

} // namespace onus::lint
