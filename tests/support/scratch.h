// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/catch.h"

#include <filesystem>
#include <fstream>
#include <stdlib.h>

namespace onus::tests {

/// A directory that goes away with the test.
struct Scratch {
  std::filesystem::path root;
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "onus-test-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()));
    root = std::filesystem::canonical(name);
  }
  ~Scratch() { std::filesystem::remove_all(root); }
  Scratch(const Scratch &) = delete;
  /// Writes a file below the directory, and the directories that it needs.
  void write(const char *path, const char *text = "") const {
    std::filesystem::create_directories((root / path).parent_path());
    std::ofstream(root / path) << text;
  }
};

} // namespace onus::tests
