// SPDX-License-Identifier: Apache-2.0
#include "driver/line_reader.h"

#include <algorithm>
#include <cerrno>
#include <unistd.h>

namespace onus::driver {

bool LineReader::fill() {
  if (ended_)
    return false;
  buffer_.erase(0, at_);
  at_ = 0;
  size_t before = buffer_.size();
  buffer_.resize(before + (1u << 16));
  ssize_t count = 0;
  do
    count = ::read(STDIN_FILENO, buffer_.data() + before, buffer_.size() - before);
  while (count < 0 && errno == EINTR);
  if (count < 0)
    error_ = errno;
  ended_ = count <= 0;
  buffer_.resize(before + static_cast<size_t>(std::max<ssize_t>(count, 0)));
  return !ended_;
}

std::optional<std::string> LineReader::next() {
  std::string line;
  bool any = false;
  while (at_ < buffer_.size() || fill()) {
    any = true;
    size_t end = buffer_.find('\n', at_);
    size_t stop = end == std::string::npos ? buffer_.size() : end;
    if (line.size() <= limit_)
      line.append(buffer_, at_, std::min(stop - at_, limit_ + 1 - line.size()));
    at_ = end == std::string::npos ? stop : end + 1;
    if (end != std::string::npos)
      break;
  }
  if (!any)
    return std::nullopt;
  if (!line.empty() && line.back() == '\r')
    line.pop_back();
  return line;
}

} // namespace onus::driver
