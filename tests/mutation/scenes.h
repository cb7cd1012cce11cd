// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/pipeline.h"
#include "evaluate/engine.h"

#include <string>
#include <vector>

/// What two versions of a project are compared on: sequences of events, and at each place of a sequence some events
/// that differ a little from the one that stands there.
namespace onus::tests {

struct SceneEvent {
  std::string line;        ///< JSON
  bool standalone = false; ///< its arguments are not checked
  std::vector<std::string> variants;
};

struct Scene {
  std::string name;
  std::vector<SceneEvent> events;
};

/// The project's own tests, and each file of events (`*.jsonl`) below its directory. The variants put the neighbours of
/// numbers and the other values that occur anywhere in a text's place, leave members out, and come much later.
std::vector<Scene> scenesOf(const driver::Compilation &project, const std::string &directory, Day asOf);

/// How strict one decision was.
struct Strictness {
  ir::Verdict verdict = ir::Verdict::Allow;
  std::vector<std::string> asked;    ///< parties, sorted
  std::vector<std::string> redacted; ///< paths, sorted

  /// Everything that `other` holds back is held back, too.
  bool atLeast(const Strictness &other) const;
  std::string describe() const;
};

/// The decisions about every event and every variant, in the order of the scenes.
std::vector<Strictness> decideAll(const std::vector<Scene> &scenes, const ir::Module &module);
/// What the decision of that place was about.
std::string describePlace(const std::vector<Scene> &scenes, size_t place);

} // namespace onus::tests
