// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/layout.h"
#include "source/settings.h"
#include "source/source_manager.h"

#include "llvm/ADT/ArrayRef.h"

#include <string>
#include <vector>

/// Projects: from a path on the command line to the texts that belong together. A project is a file, or a directory, or
/// what lies around the onus.toml above it. With its members and dependencies it is one build.
namespace onus::source {

/// Something that kept a project from being read, or that a person should know about it.
struct LoadProblem {
  enum class Kind {
    Remark,     ///< nothing is missing
    Incomplete, ///< one file among others could not be read
    Input,      ///< nothing could be read, or a setting is wrong
  };
  Kind kind = Kind::Input;
  std::string path;    ///< as people see it; with line and column where there are some
  std::string message; ///< lower case, no full stop
  std::string help;
};

struct Project {
  std::string root;        ///< the directory of onus.toml, else the directory, else that of the file; absolute
  bool configured = false; ///< there is an onus.toml
  Settings settings;
  std::vector<FileId> files; ///< its own in the order of their paths, then those of its dependencies
  size_t ownFiles = 0;       ///< how many of them are its own
  Layout layout;
  std::vector<LoadProblem> problems;
  bool unusable() const;   ///< holds an Input problem
  bool incomplete() const; ///< holds an Incomplete problem
};

/// A text that stands for a file, whether or not the file exists: what an editor holds and has not saved.
struct Overlay {
  std::string path; ///< of the file
  std::string text;
};

/// The onus.toml of the project that a path belongs to, or nothing: the nearest one at or above it, or the one further
/// up that takes this one in as a member.
std::string findSettings(llvm::StringRef path);

/// What a path on the command line stands for: the directory of the onus.toml above it, else the path itself, absolute.
/// Two paths of the same project give the same answer.
std::string projectOf(llvm::StringRef path);

/// Reads the texts of the project that a path stands for. An empty path is the project around the working directory. A
/// file is read up to one byte more than `limit`; whoever parses it says that it is too large. Overlays are read in
/// place of their files; of several for one file the last one counts.
Project loadProject(SourceManager &sources, llvm::StringRef path, size_t limit, llvm::ArrayRef<Overlay> overlays = {});

} // namespace onus::source
