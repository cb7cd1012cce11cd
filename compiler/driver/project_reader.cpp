// SPDX-License-Identifier: Apache-2.0
#include "driver/project_reader.h"

#include "source/paths.h"
#include "source/read_file.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace onus::driver {

namespace {
constexpr size_t largest = 64u << 20;
}

ProjectReader::ProjectReader(std::string root) : root_(std::move(root)), realRoot_(source::realPath(root_)) {}

std::optional<std::string> ProjectReader::read(llvm::StringRef fromFile, llvm::StringRef path, std::string &error) {
  if (path.empty() || path.contains('\0')) {
    error = "this is no path";
    return std::nullopt;
  }
  if (llvm::sys::path::is_absolute(path)) {
    error = "an absolute path means something else on every machine; write it relative to this file or to the project";
    return std::nullopt;
  }
  std::string beside =
      source::absolutePath((llvm::sys::path::parent_path(source::absolutePath(fromFile)) + "/" + path).str());
  std::string below = source::absolutePath(root_ + "/" + path.str());
  bool besideInside = !fromFile.empty() && source::isWithin(beside, root_);
  const std::string &chosen = besideInside && llvm::sys::fs::exists(beside) ? beside : below;
  if (!source::isWithin(chosen, root_)) {
    error = "it lies outside of the project";
    return std::nullopt;
  }
  std::string real = source::realPath(chosen);
  if (!real.empty() && !source::isWithin(real, realRoot_)) {
    error = "it is a link that leads out of the project";
    return std::nullopt;
  }
  auto bytes = source::readFile(chosen, largest);
  if (auto *failure = std::get_if<source::ReadError>(&bytes)) {
    error = failure->message;
    return std::nullopt;
  }
  if (std::get<std::string>(bytes).size() > largest) {
    error = "it is larger than 64 MiB";
    return std::nullopt;
  }
  return std::move(std::get<std::string>(bytes));
}

} // namespace onus::driver
