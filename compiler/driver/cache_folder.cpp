// SPDX-License-Identifier: Apache-2.0
#include "driver/cache_folder.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <cstdlib>
#include <sys/stat.h>
#include <unistd.h>

namespace onus::driver {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

std::string userCacheFolder() {
  const char *cache = std::getenv("XDG_CACHE_HOME"), *home = std::getenv("HOME");
  if (cache && path::is_absolute(cache))
    return std::string(cache) + "/onus";
  return home && path::is_absolute(home) ? std::string(home) + "/.cache/onus" : std::string();
}

bool prepareCacheFolder(const std::string &folder) {
  if (fs::create_directories(folder, /*IgnoreExisting=*/true, fs::owner_all))
    return false;
  struct stat status {};
  return ::stat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid() &&
         (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

} // namespace onus::driver
