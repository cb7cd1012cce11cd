// SPDX-License-Identifier: Apache-2.0
#include "source/read_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace onus::source {

namespace {

ReadError systemError(int code) {
  switch (code) {
  case ENOENT:
  case ENOTDIR:
    return {"there is no such file", true};
  case EACCES:
  case EPERM:
    return {"reading it is not permitted"};
  case ELOOP:
    return {"its symbolic links go round in a circle"};
  case EBADF:
    return {"it is closed"};
  case EISDIR:
    return {"it is a directory"};
  default:
    return {std::string("it could not be read: ") + std::strerror(code)};
  }
}

/// `expected` is how many bytes there probably are.
std::variant<std::string, ReadError> readAll(int descriptor, size_t limit, size_t expected) {
  std::string bytes;
  size_t chunk = expected + 1; // one more, so that the end is seen without more room
  while (bytes.size() <= limit) {
    size_t room = std::min(chunk, limit + 1 - bytes.size());
    size_t before = bytes.size();
    bytes.resize(before + room);
    ssize_t count = ::read(descriptor, bytes.data() + before, room);
    if (count < 0 && errno == EINTR)
      count = 0;
    else if (count < 0)
      return systemError(errno);
    else if (count == 0) {
      bytes.resize(before);
      break;
    }
    size_t got = static_cast<size_t>(count);
    bytes.resize(before + got);
    chunk = got < room ? room - got : std::min<size_t>(chunk * 2, 1u << 24);
  }
  return bytes;
}

} // namespace

std::variant<std::string, ReadError> readFile(llvm::StringRef path, size_t limit) {
  // Without O_NONBLOCK the mere opening of a pipe would wait for its other end.
  int descriptor = ::open(path.str().c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor < 0)
    return systemError(errno);
  struct stat status {};
  std::variant<std::string, ReadError> result = ReadError{"it is no regular file"};
  if (::fstat(descriptor, &status) != 0)
    result = systemError(errno);
  else if (S_ISDIR(status.st_mode))
    result = systemError(EISDIR);
  else if (S_ISREG(status.st_mode))
    result = readAll(descriptor, limit, std::min(limit, static_cast<size_t>(status.st_size)));
  ::close(descriptor);
  return result;
}

std::variant<std::string, ReadError> readStandardInput(size_t limit) { return readAll(STDIN_FILENO, limit, 1u << 16); }

} // namespace onus::source
