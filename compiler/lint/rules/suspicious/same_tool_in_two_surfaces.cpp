// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

/// `create_issue`, not `read`: a single word is what many servers call many things, and surfaces tell them apart.
bool isTelling(llvm::StringRef name) {
  return llvm::any_of(llvm::enumerate(name), [&](auto each) {
    char letter = each.value();
    bool capital = letter >= 'A' && letter <= 'Z';
    return each.index() > 0 && (letter == '_' || letter == '-' || letter == '.' || capital);
  });
}

void check(const check::System &system, Pass &pass) {
  std::map<std::string, const check::Tool *> seen;
  for (const check::Surface *surface : system.surfaces)
    for (const check::Tool &tool : surface->tools) {
      if (!isTelling(tool.name))
        continue;
      auto [first, added] = seen.try_emplace(llvm::StringRef(tool.name).lower(), &tool);
      if (added || first->second->surface == surface)
        continue;
      pass.report(tool.range, "`{}` and `{}` have one name, and the model chooses between them by it",
                  first->second->qualified, tool.qualified)
          .label("a server that wants the calls of another names its tool so")
          .related(first->second->range, "the other tool")
          .help("have one of the servers rename its tool, or leave one of them out of the system");
    }
}

} // namespace

extern const Rule same_tool_in_two_surfaces = {
    .name = "same-tool-in-two-surfaces",
    .category = Category::Suspicious,
    .level = Level::Warn,
    .summary = "two surfaces of a system have a tool of one name",
    .system = check,
};

} // namespace onus::lint
