// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/options.h"
#include "driver/pipeline.h"

#include <ctime>
#include <memory>
#include <string>

/// What was found in a project, kept from one run to the next. A finding is kept under everything that it can depend
/// on: the build of this program, the command line but for what only shows findings differently, the day as of which
/// dates are judged, the working directory, each onus.toml, the path and the bytes of every source; and with the digest
/// of every file that sources name. Where one of them differs the project is judged anew. What is not whole, or could
/// not be written, is as if it were not there.
///
/// The cache lies in the user's cache folder and not in the project: whoever may write into the project (the author of
/// a change that is to be judged, say) must not be able to say what was found in it.
namespace onus::driver {

struct CacheOptions {
  bool off = false;
  std::string folder;            ///< empty for the user's cache folder
  std::string arguments() const; ///< what of the command line can matter for what is found

  const CLI::App *command = nullptr;
  std::shared_ptr<Options> common;
  time_t began = 0; ///< of this run, in seconds since 1970
};

/// Adds `--no-cache` and `--cache-dir`.
std::shared_ptr<CacheOptions> addCaching(const Subcommand &command);

/// One project's place in the cache.
class CachedResult {
public:
  /// For a project that was loaded and not yet compiled; it must outlive this. From here on its reader is watched.
  CachedResult(Compilation &loaded, const CacheOptions &options);
  CachedResult(const CachedResult &) = delete;

  /// Gives the project what was found in it before; false where it must be judged.
  bool recall();
  /// Keeps what was found. Does nothing where the project could not be read as a whole, or changed meanwhile.
  void remember();

private:
  bool look();

  Compilation &compilation_;
  time_t began_;
  class WatchedReader *reader_ = nullptr; ///< the compilation's
  std::string file_;                      ///< empty where nothing is kept
  std::string key_;
};

} // namespace onus::driver
