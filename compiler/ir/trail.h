// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace onus::ir {

/// Why a text is no module.
struct ReadError {
  std::string path;    ///< where: `$.systems[0].guardrails[2].rules[0].condition.left`
  std::string message; ///< lower case, no full stop
};

/// Where a reader or the verifier is in the JSON form, and the first thing that it found wrong.
struct Trail {
  std::string path = "$";
  std::optional<ReadError> error;

  bool failed() const { return error.has_value(); }
  void fail(std::string message) {
    if (!error)
      error = ReadError{path, std::move(message)};
  }
};

/// Extends a trail's path while it lives.
class Step {
public:
  Step(Trail &trail, llvm::StringRef name) : trail_(trail), length_(trail.path.size()) {
    trail.path += '.';
    trail.path += name;
  }
  Step(Trail &trail, size_t index) : trail_(trail), length_(trail.path.size()) {
    trail.path += "[" + std::to_string(index) + "]";
  }
  Step(const Step &) = delete;
  Step &operator=(const Step &) = delete;
  ~Step() { trail_.path.resize(length_); }

private:
  Trail &trail_;
  size_t length_;
};

} // namespace onus::ir
