// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

/// The gravest of what the tool does; null where it does nothing that is high.
const check::Effect *grave(const check::Tool &tool) {
  const check::Effect *worst = nullptr;
  for (const check::ToolEffect &each : tool.effects)
    if (each.effect->severity >= ir::Severity::High && (!worst || each.effect->severity > worst->severity))
      worst = each.effect;
  return worst;
}

void check(const check::Tool &tool, Pass &pass) {
  const check::Effect *effect = grave(tool);
  bool untyped = tool.args && tool.args->kind == ir::TypeKind::Json;
  if (!effect || !tool.args || (!untyped && !tool.args->open))
    return;
  auto builder =
      untyped ? pass.report(tool.range, "nothing is known of the arguments of tool `{}`", tool.qualified)
              : pass.report(tool.range, "tool `{}` takes arguments that nobody wrote down, and no rule reads them",
                            tool.qualified);
  builder.label(std::string(ir::word(effect->severity)) + ": " + effect->symbol->simpleName().str())
      .help("write down what it takes: `tool " + tool.name +
            "(name: type, …)`; an argument that is not named is then denied");
}

} // namespace

extern const Rule open_arguments = {
    .name = "open-arguments",
    .category = Category::Safety,
    .level = Level::Warn,
    .summary = "a tool with grave consequences takes arguments that nobody wrote down",
    .tool = check,
};

} // namespace onus::lint
