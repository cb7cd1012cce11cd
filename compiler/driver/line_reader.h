// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace onus::driver {

/// Standard input line by line, as lines arrive. Of a line longer than the limit only the first `limit` + 1 bytes are
/// kept, so that whoever decides about it sees that it is too long.
class LineReader {
public:
  explicit LineReader(size_t limit) : limit_(limit) {}
  /// The next line without its line break; nothing at the end, or after an error.
  std::optional<std::string> next();
  /// The number of the error that ended the input; 0 where it simply ended.
  int error() const { return error_; }

private:
  bool fill();
  size_t limit_;
  std::string buffer_;
  size_t at_ = 0;
  bool ended_ = false;
  int error_ = 0;
};

} // namespace onus::driver
