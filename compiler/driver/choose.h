// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/options.h"
#include "driver/pipeline.h"

#include <string>
#include <vector>

/// What the paths of a command line stand for. A policy is judged as a whole, so a file or a folder stands for the
/// project around it, and only chooses what is said of it. Each project is chosen once, however many paths lie in it.
namespace onus::driver {

/// A project that the command line names.
struct Choice {
  std::string path;              ///< what to load: `-` for standard input, empty for the working directory's project
  std::vector<std::string> only; ///< the files and folders of it (absolute, sorted) that were asked for; empty for all
};

/// The projects of the options' paths, in the order of the paths. A directory that lies in no project with an onus.toml
/// stands for what it holds: the files that belong to none, as one project, and each project below. With `asFilter`, a
/// file of no project stands for the working directory.
std::vector<Choice> chooseProjects(const Options &options);

/// The file is among those that were asked for, or below one of them.
bool isChosen(llvm::ArrayRef<std::string> only, llvm::StringRef absolutePath);

/// Warns of files that were named and are no part of their project, unless the options say that this may be.
void tellLeftOut(const Compilation &compilation, const Options &options, Console &console);

/// Takes back what was reported on files nobody asked about, neither at its place nor at a related one. What keeps a
/// project from compiling stays, wherever it lies.
void keepChosen(Compilation &compilation);

} // namespace onus::driver
