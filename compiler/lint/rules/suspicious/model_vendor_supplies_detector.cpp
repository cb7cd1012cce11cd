// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

void check(const check::System &system, const check::TypedGuardrail &typed, const ir::Expr &expr, Pass &pass) {
  if (expr.kind != ir::ExprKind::Signal || !system.symbol || !system.model)
    return;
  auto detector = llvm::find_if(pass.program.detectors,
                                [&](const check::Detector &each) { return each.symbol->name == expr.text; });
  if (detector == pass.program.detectors.end() || detector->vendor != system.model)
    return;
  pass.report(detector->decl->vendor.range, "`{}` supplies the model of system `{}` and `{}`, which watches it",
              system.model->symbol->simpleName(), system.symbol->simpleName(), detector->symbol->simpleName())
      .label("what fools the one may well fool the other, and one outage takes both")
      .related(system.decl->model.range, "supplies the model here")
      .related(typed.guardrail->decl->name.range, "this guardrail relies on the detector")
      .help("take the detector from somebody else, or add a rule that needs none");
}

} // namespace

extern const Rule model_vendor_supplies_detector = {
    .name = "model-vendor-supplies-detector",
    .category = Category::Suspicious,
    .level = Level::Info,
    .summary = "the vendor of a system's model also supplies a detector that watches it",
    .condition = check,
};

} // namespace onus::lint
