// SPDX-License-Identifier: Apache-2.0
#include "lsp/transport.h"

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace onus::lsp {

namespace {

constexpr size_t largestMessage = 64u << 20;
constexpr size_t largestHeader = 16u << 10;

} // namespace

MessageReader::Status MessageReader::fill() {
  pollfd waiting{descriptor_, POLLIN, 0};
  int ready = poll(&waiting, 1, 1000);
  if (ready == 0 || (ready < 0 && errno == EINTR))
    return Status::Silence;
  char buffer[64u << 10];
  ssize_t count = read(descriptor_, buffer, sizeof buffer);
  if (count < 0 && (errno == EINTR || errno == EAGAIN))
    return Status::Silence;
  if (count <= 0)
    return Status::End;
  llvm::StringRef came(buffer, static_cast<size_t>(count));
  size_t skipped = std::min(skipping_, came.size());
  skipping_ -= skipped;
  held_ += came.drop_front(skipped);
  return Status::Message;
}

/// Takes a header; what stands for a body afterwards begins `held_`.
MessageReader::Status MessageReader::header(llvm::StringRef lines, std::string &body) {
  std::optional<size_t> length;
  while (!lines.empty()) {
    auto [line, rest] = lines.split('\n');
    auto [name, value] = line.split(':');
    size_t number = 0;
    if (name.trim().equals_insensitive("content-length") && !value.trim().getAsInteger(10, number))
      length = number;
    lines = rest;
  }
  if (!length) {
    body = "a message without Content-Length";
    return Status::Skipped;
  }
  if (*length > largestMessage) {
    size_t here = std::min(*length, held_.size());
    held_.erase(0, here);
    skipping_ = *length - here;
    body = "a message of more than 64 MiB";
    return Status::Skipped;
  }
  missing_ = *length;
  return Status::Message;
}

MessageReader::Status MessageReader::next(std::string &body) {
  while (true) {
    if (missing_ > 0 && held_.size() >= missing_) {
      body = held_.substr(0, missing_);
      held_.erase(0, missing_);
      missing_ = 0;
      return Status::Message;
    }
    if (missing_ == 0) {
      // Some clients end lines with a lone `\n`.
      size_t crlf = held_.find("\r\n\r\n"), lf = held_.find("\n\n");
      size_t end = std::min(crlf, lf);
      if (end != std::string::npos) {
        std::string lines = held_.substr(0, end);
        held_.erase(0, end + (end == crlf ? 4 : 2));
        if (header(lines, body) == Status::Skipped)
          return Status::Skipped;
        continue;
      }
      if (held_.size() > largestHeader) {
        held_.clear();
        body = "a header without an end";
        return Status::Skipped;
      }
    }
    if (Status status = fill(); status != Status::Message)
      return status;
  }
}

void MessageWriter::write(const json::Value &message) {
  std::string body = json::write(message);
  std::string bytes = "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  std::lock_guard lock(mutex_);
  for (size_t sent = 0; sent < bytes.size();) {
    ssize_t count = ::write(descriptor_, bytes.data() + sent, bytes.size() - sent);
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      return; // The client is gone; that its side is closed ends the server.
    sent += static_cast<size_t>(count);
  }
}

} // namespace onus::lsp
