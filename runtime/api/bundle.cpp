// SPDX-License-Identifier: Apache-2.0
#include "runtime/api/objects.h"
#include "runtime/verify/verify.h"

#if !defined(__wasm__)
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace onus::rt;

uint32_t onus_api_version(void) { return ONUS_API_VERSION; }

onus_status onus_bundle_open(const void *bytes, size_t size, onus_bundle **bundle, onus_problem *problem) {
  Problem why(problem);
  *bundle = nullptr;
  onus_bundle *made = create<onus_bundle>();
  if (!made)
    return ONUS_NO_MEMORY;
  BundleProblem found;
  if (verify(bytes, size, made->bundle, found)) {
    *bundle = made;
    return ONUS_OK;
  }
  why.say(Text(found.message, strlen(found.message)), {}, {}, found.offset);
  destroy(made);
  return ONUS_BAD_BUNDLE;
}

#if !defined(__wasm__)

namespace {

/// A file in memory, read only; null with errno where it cannot be read. An empty file cannot be mapped: it is `size`
/// 0.
void *mapFile(const char *path, size_t &size) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0)
    return nullptr;
  struct stat status;
  void *mapped = MAP_FAILED;
  if (fstat(file, &status) == 0) {
    errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
    if (S_ISREG(status.st_mode) && static_cast<uint64_t>(status.st_size) <= SIZE_MAX) {
      size = static_cast<size_t>(status.st_size);
      mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    }
  }
  int problem = errno;
  close(file);
  errno = problem;
  return mapped == MAP_FAILED ? nullptr : mapped;
}

} // namespace

onus_status onus_bundle_open_file(const char *path, onus_bundle **bundle, onus_problem *problem) {
  Problem why(problem);
  *bundle = nullptr;
  size_t size = SIZE_MAX;
  void *mapped = mapFile(path, size);
  if (size == 0) {
    alignas(8) static constexpr char nothing[8] = {};
    return onus_bundle_open(nothing, 0, bundle, problem);
  }
  if (!mapped) {
    const char *reason = strerror(errno);
    why.say("the file cannot be read: ", Text(reason, strlen(reason)));
    return ONUS_NO_FILE;
  }
  onus_status status = onus_bundle_open(mapped, size, bundle, problem);
  if (status != ONUS_OK) {
    munmap(mapped, size);
    return status;
  }
  (*bundle)->mapped = mapped;
  (*bundle)->mappedSize = size;
  return ONUS_OK;
}

void onus_bundle_close(onus_bundle *bundle) {
  if (bundle && bundle->mapped)
    munmap(bundle->mapped, bundle->mappedSize);
  destroy(bundle);
}

#else

void onus_bundle_close(onus_bundle *bundle) { destroy(bundle); }

#endif

onus_text onus_bundle_digest(const onus_bundle *bundle) {
  return toC(bundle->bundle.text(bundle->bundle.header().policyDigest));
}

onus_text onus_bundle_system(const onus_bundle *bundle, size_t index) {
  Span<SystemRow> systems = bundle->bundle.rows<Section::Systems>();
  return index < systems.size ? toC(bundle->bundle.text(systems[index].name)) : onus_text{nullptr, 0};
}

int64_t onus_bundle_worst_cost(const onus_bundle *bundle, size_t index) {
  Span<SystemRow> systems = bundle->bundle.rows<Section::Systems>();
  return index < systems.size ? systems[index].worstCost : 0;
}
