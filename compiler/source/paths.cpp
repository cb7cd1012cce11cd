// SPDX-License-Identifier: Apache-2.0
#include "source/paths.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace onus::source {

namespace {

std::string asUtf8(llvm::StringRef text) {
  std::string result;
  auto *at = reinterpret_cast<const llvm::UTF8 *>(text.begin());
  auto *end = reinterpret_cast<const llvm::UTF8 *>(text.end());
  while (at < end) {
    unsigned length = llvm::getNumBytesForUTF8(*at);
    if (length <= static_cast<size_t>(end - at) && llvm::isLegalUTF8Sequence(at, end)) {
      result.append(reinterpret_cast<const char *>(at), length);
      at += length;
    } else {
      result += "\xEF\xBF\xBD";
      ++at;
    }
  }
  return result;
}

} // namespace

std::string absolutePath(llvm::StringRef path) {
  llvm::SmallString<256> result = path;
  llvm::sys::fs::make_absolute(result);
  llvm::sys::path::remove_dots(result, /*remove_dot_dot=*/true);
  return result.str().str();
}

bool isWithin(llvm::StringRef path, llvm::StringRef directory) {
  if (!path.consume_front(directory))
    return false;
  return path.empty() || path.front() == '/' || directory.endswith("/");
}

std::string relativePath(llvm::StringRef path, llvm::StringRef directory) {
  if (!isWithin(path, directory))
    return path.str();
  return path.drop_front(directory.size()).ltrim('/').str();
}

std::string pathFrom(llvm::StringRef path, llvm::StringRef directory) {
  std::string up;
  for (llvm::StringRef at = directory.rtrim('/'); at.contains('/'); at = at.rsplit('/').first, up += "../")
    if (isWithin(path, at))
      return path == at ? (up.empty() ? "." : up.substr(0, up.size() - 1)) : up + relativePath(path, at);
  return path.str();
}

std::string shownPath(llvm::StringRef path) {
  llvm::SmallString<256> here;
  llvm::sys::fs::current_path(here);
  std::string absolute = absolutePath(path);
  if (isWithin(absolute, here) && absolute != here.str())
    return asUtf8(relativePath(absolute, here));
  return asUtf8(path);
}

std::string nearPath(llvm::StringRef path) {
  llvm::SmallString<256> here;
  llvm::sys::fs::current_path(here);
  return asUtf8(pathFrom(absolutePath(path), here));
}

std::string realPath(llvm::StringRef path) {
  llvm::SmallString<256> result;
  return llvm::sys::fs::real_path(path, result) ? std::string() : result.str().str();
}

} // namespace onus::source
