// SPDX-License-Identifier: Apache-2.0
#include "lint/fixes/version.h"

#include "lower/lower.h"

namespace onus::lint::fixes {

std::unique_ptr<Version> versionOf(const check::Program &program) {
  diagnostics::Reporter none; // findings of lint may be errors, too, and are no matter here
  auto lowerable = lower::LowerableProgram::from(program, none);
  lower::Options options;
  options.standIns = true;
  options.digests = false;
  return std::make_unique<Version>(Version{program, lower::lower(*lowerable, options)});
}

} // namespace onus::lint::fixes
