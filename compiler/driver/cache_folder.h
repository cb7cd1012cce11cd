// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// Where a user's own files lie that can be made again at any time.
namespace onus::driver {

/// `$XDG_CACHE_HOME/onus`, else `~/.cache/onus`; empty where the environment names neither.
std::string userCacheFolder();

/// Makes the folder; false where it is not this user's alone to write into.
bool prepareCacheFolder(const std::string &folder);

} // namespace onus::driver
