// SPDX-License-Identifier: Apache-2.0
#include "check/lock.h"
#include "check/passes.h"
#include "check/surfaces/surface_builder.h"

namespace onus::check {

void checkSurfaces(Context &context) {
  for (const resolve::Symbol *symbol : context.program.names->all(Decl::Kind::Surface)) {
    Surface &surface = context.program.surfaces.emplace_back();
    surface.symbol = symbol;
    surface.decl = llvm::cast<syntax::SurfaceDecl>(symbol->decl);
    context.program.byDecl[symbol->decl] = &surface;
  }
  for (Surface &surface : context.program.surfaces)
    surfaces::SurfaceBuilder(context, surface).run();
  checkLock(context);
}

} // namespace onus::check
