// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

#include <mutex>
#include <optional>
#include <string>

/// Messages as they travel: a header with the number of bytes, an empty line, the bytes.
namespace onus::lsp {

/// Reads messages from a file descriptor.
class MessageReader {
public:
  explicit MessageReader(int descriptor) : descriptor_(descriptor) {}
  enum class Status {
    Message, ///< `body` holds one
    Skipped, ///< something that is no message was passed over; `body` says what was wrong with it
    Silence, ///< nothing came for a second
    End,     ///< nothing more will come
  };
  /// Waits for what comes next. A message of more than 64 MiB is passed over.
  Status next(std::string &body);

private:
  Status fill();
  Status header(llvm::StringRef lines, std::string &body);
  int descriptor_;
  std::string held_;    ///< what was read and not given out yet
  size_t missing_ = 0;  ///< bytes of the body that must come; 0 while a header is read
  size_t skipping_ = 0; ///< bytes of a message that is passed over
};

/// Writes messages to a file descriptor; several threads may.
class MessageWriter {
public:
  explicit MessageWriter(int descriptor) : descriptor_(descriptor) {}
  void write(const json::Value &message);

private:
  std::mutex mutex_;
  int descriptor_;
};

} // namespace onus::lsp
