// SPDX-License-Identifier: Apache-2.0
#include "driver/console.h"

#include "diagnostics/render/cells.h"
#include "diagnostics/render/style.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace onus::driver {

using diagnostics::render::paint;
using diagnostics::render::Role;

void Console::guardDescriptors() {
  // A closed descriptor would be given to the next file that is opened, and messages would end up in it. The stand-in
  // is opened the wrong way round, so that using it is an error as it was before.
  for (int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(descriptor, F_GETFD) < 0 && errno == EBADF)
      (void)::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  (void)std::signal(SIGPIPE, SIG_IGN); // a reader that went away is told as a failed write
}

void Console::setColor(ColorMode mode) {
  const char *noColor = std::getenv("NO_COLOR"), *terminal = std::getenv("TERM");
  bool wanted = !(noColor && *noColor) && !(terminal && llvm::StringRef(terminal) == "dumb");
  auto decide = [&](int descriptor) {
    return mode == ColorMode::Always || (mode == ColorMode::Auto && wanted && ::isatty(descriptor));
  };
  colorOut_ = decide(STDOUT_FILENO);
  colorErr_ = decide(STDERR_FILENO);
}

int writeAll(int descriptor, llvm::StringRef text) {
  while (!text.empty()) {
    ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return errno;
    text = text.drop_front(static_cast<size_t>(count));
  }
  return 0;
}

void Console::out(llvm::StringRef text) {
  waiting_ += text;
  if (waiting_.size() >= 1u << 16)
    flush();
}

bool Console::flush() {
  if (!broken_)
    if (int error = writeAll(STDOUT_FILENO, waiting_)) {
      broken_ = true;
      waiting_.clear();
      Console::error(std::string("standard output could not be written: ") + std::strerror(error));
    }
  waiting_.clear();
  return !broken_;
}

void Console::err(llvm::StringRef text) {
  flush(); // keeps the order in which things were said, where both go to one place
  (void)writeAll(STDERR_FILENO, text);
}

void Console::message(llvm::StringRef tag, bool strong, llvm::StringRef text, llvm::StringRef help) {
  Role role = tag == "error" ? Role::Error : tag == "warning" ? Role::Warning : Role::Note;
  std::string line = paint(colorErr_, role, tag) + ": " +
                     paint(colorErr_, strong ? Role::Strong : Role::Plain, diagnostics::render::printable(text)) + "\n";
  if (!help.empty())
    line += "  " + paint(colorErr_, Role::Help, "help") + ": " + diagnostics::render::printable(help) + "\n";
  err(line);
}

void Console::error(llvm::StringRef text, llvm::StringRef help) { message("error", true, text, help); }
void Console::warning(llvm::StringRef text, llvm::StringRef help) { message("warning", true, text, help); }
void Console::note(llvm::StringRef text) { message("note", false, text, {}); }

std::string writeFileAtomically(llvm::StringRef path, llvm::StringRef text) {
  // A link stays a link: what it leads to is replaced.
  llvm::SmallString<256> target;
  if (llvm::sys::fs::real_path(path, target))
    target = path;
  struct stat status {};
  bool exists = ::stat(target.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) {
    // A device or a pipe is written in place; there is nothing to rename.
    int descriptor = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    int error = descriptor < 0 ? errno : writeAll(descriptor, text);
    if (descriptor >= 0 && ::close(descriptor) != 0 && !error)
      error = errno;
    return error ? std::strerror(error) : std::string();
  }
  std::string temporary = (target + ".XXXXXX").str();
  int descriptor = ::mkstemp(temporary.data());
  if (descriptor < 0)
    return std::strerror(errno);
  int error = writeAll(descriptor, text);
  mode_t mask = ::umask(0);
  ::umask(mask);
  mode_t mode = exists ? status.st_mode & 07777 : 0666 & ~mask;
  if (!error && (::fchmod(descriptor, mode) != 0 || ::fsync(descriptor) != 0))
    error = errno;
  if (::close(descriptor) != 0 && !error)
    error = errno;
  if (!error && ::rename(temporary.c_str(), target.c_str()) != 0)
    error = errno;
  if (error)
    ::unlink(temporary.c_str());
  return error ? std::strerror(error) : std::string();
}

} // namespace onus::driver
