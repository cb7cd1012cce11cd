// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"

namespace onus::lint {

namespace {

using Served = llvm::DenseSet<const check::Control *>;

/// So many missing controls are named; more are counted.
constexpr size_t named = 10;

/// A group is served as a whole, with everything below it.
bool isServed(const check::Control *control, const Served &served) {
  for (; control; control = control->parent)
    if (served.contains(control))
      return true;
  return false;
}

/// Only where guardrails serve at least two thirds of the framework: a few controls of a long catalogue are no claim to
/// it.
void report(const check::System &system, const check::Framework &framework, const Served &served, Pass &pass) {
  std::vector<const check::Control *> missing;
  size_t all = 0;
  for (const check::Control &control : framework.controls) {
    if (control.decl->withdrawn || !control.decl->children.empty())
      continue;
    ++all;
    if (!isServed(&control, served))
      missing.push_back(&control);
  }
  if (missing.empty() || missing.size() * 3 > all)
    return;
  auto builder =
      pass.report(system.decl->name.range, "in system `{}`, no guardrail serves {} of the {} controls of `{}`",
                  system.symbol->simpleName(), missing.size(), all, framework.symbol->simpleName());
  builder.label("the others are served");
  for (size_t i = 0; i < std::min(missing.size(), named); ++i)
    builder.note(fmt::format("{} {}", missing[i]->decl->id.value, missing[i]->decl->title.value));
  if (missing.size() > named)
    builder.note(fmt::format("and {} more", missing.size() - named));
  builder.help("write guardrails for them, or map those that serve them already");
}

void check(const check::System &system, Pass &pass) {
  llvm::MapVector<const check::Framework *, Served> frameworks;
  for (const check::Guardrail *guardrail : system.enforced)
    for (const check::MappedControl &each : guardrail->controls)
      frameworks[each.framework].insert(each.control);
  for (const auto &[framework, served] : frameworks)
    report(system, *framework, served, pass);
}

} // namespace

extern const Rule framework_gap = {
    .name = "framework-gap",
    .category = Category::Completeness,
    .level = Level::Info,
    .summary = "a system's guardrails serve most controls of a framework, and some not at all",
    .system = check,
};

} // namespace onus::lint
