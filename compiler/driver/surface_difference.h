// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/surfaces/manifest.h"
#include "driver/console.h"
#include "driver/exit_status.h"
#include "driver/options.h"

namespace onus::driver {

/// Which surface a document is compared with.
struct SurfaceChoice {
  std::string project;  ///< a path as on the command line
  std::string surface;  ///< its name, qualified or not; empty where there is only one
  std::string document; ///< the path of the newer document, `-` for standard input
};

/// Prints what is different, as text or JSON. Clean where nothing is; Findings where a tool is unclassified, gone or
/// not the one that was approved; Input where there is no such surface.
ExitStatus compareSurface(const SurfaceChoice &choice, const std::vector<check::surfaces::ManifestTool> &tools,
                          const Options &options, Console &console);

} // namespace onus::driver
