// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fstream>
#include <memory>
#include <string>

namespace onus::harness {

/// What the reference engine was asked and answered, for other engines to be compared with: JSON Lines, each
///   {"begin": ARTIFACT, "settings": {…}, "stop": {…}, "keep": BOOL}   an engine begins; `keep`: with the state before
///   {"event": "LINE", "record": {…}, "skip_arguments": true}          one decision; the last member may be missing
class Transcript {
public:
  /// Nothing is written where `path` is empty.
  explicit Transcript(const std::string &path) {
    if (!path.empty())
      out_ = std::make_unique<std::ofstream>(path, std::ios::binary);
  }
  void begin(const std::string &artifact, const std::string &settings, const std::string &stop, bool keep);
  void decided(const std::string &event, const std::string &record, bool skipArguments = false);

private:
  std::unique_ptr<std::ofstream> out_;
};

/// Writes the transcript of a project's policy tests to FOLDER/NAME.N.jsonl, one a test. What went wrong, or nothing.
std::string writeTranscripts(const std::string &project, const std::string &folder);

} // namespace onus::harness
