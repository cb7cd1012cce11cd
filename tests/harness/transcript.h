// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"

#include <fstream>
#include <memory>
#include <string>

namespace onus::harness {

/// What the reference engine was asked and answered, for other engines to be compared with: JSON Lines, each
///   {"begin": ARTIFACT, "bundle": FILE, "settings": {…}, "stop": {…}, "keep": BOOL}
///                                                              an engine begins; `keep`: with the state before
///   {"event": "LINE", "record": {…}, "skip_arguments": true}   one decision; the last member may be missing
/// FILE lies beside the transcript and holds the same policy as bytecode.
class Transcript {
public:
  /// FOLDER/NAME.jsonl; nothing is written where the folder is empty.
  Transcript(const std::string &folder, const std::string &name);
  void begin(const ir::Module &module, const std::string &settings, const std::string &stop, bool keep);
  void decided(const std::string &event, const std::string &record, bool skipArguments = false);

private:
  std::string folder_, name_;
  unsigned bundles_ = 0;
  std::unique_ptr<std::ofstream> out_;
};

/// Writes the transcript of a project's policy tests to FOLDER/NAME.N.jsonl, one a test. What went wrong, or nothing.
std::string writeTranscripts(const std::string &project, const std::string &folder);

} // namespace onus::harness
