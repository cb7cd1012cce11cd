// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/pipeline.h"
#include "lint/levels.h"

#include <string>

namespace onus::driver {

/// What is done with the baseline of a project.
struct BaselineOptions {
  std::string file;   ///< `--baseline`; else what onus.toml names
  bool write = false; ///< it is renewed, and may only shrink
  bool grow = false;  ///< it is renewed, and takes in what is new
};

/// Excuses what the project's baseline lists; with `write` renews the file first. Without a baseline nothing happens.
/// What is wrong with the file becomes a problem of the project.
void useBaseline(Compilation &compilation, const lint::Levels &levels, const BaselineOptions &options, bool isolated);

} // namespace onus::driver
