// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"
#include "check/surfaces/manifest.h"

/// What is different between a surface and a newer document of its tools.
namespace onus::scaffold {

/// A tool as a surface has it.
struct KnownTool {
  std::string name;
  bool classified = false;                                  ///< a line says what it does
  const check::surfaces::ManifestTool *described = nullptr; ///< by the surface's own document; null where it has none
  const ir::Type *args = nullptr;                           ///< of an inline surface
  std::string approvedDigest;                               ///< by onus.lock; empty where it is not in it
};

struct Change {
  std::string what; ///< description, annotation, argument, schema, result or approval
  std::string name; ///< of the argument or the annotation; else empty
  std::string from; ///< as people write it; empty where there was nothing
  std::string to;   ///< empty where nothing is left
};

struct ChangedTool {
  std::string name;
  std::vector<Change> changes;
};

struct Comparison {
  std::vector<const check::surfaces::ManifestTool *> added;        ///< the surface does not have them
  std::vector<const check::surfaces::ManifestTool *> unclassified; ///< it has them, and no line says what they do
  std::vector<std::string> removed;
  std::vector<ChangedTool> changed;
  bool same() const { return added.empty() && unclassified.empty() && removed.empty() && changed.empty(); }
};

/// Both in their own order. Types are compared as they are printed, so they may come from different tables.
Comparison compare(const std::vector<KnownTool> &known, const std::vector<check::surfaces::ManifestTool> &tools);

} // namespace onus::scaffold
