// SPDX-License-Identifier: Apache-2.0
#include "onus/onus.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <wasi/api.h>

/// What JavaScript cannot do with onus.h alone: it has no function whose address it could pass. Besides, this file says
/// where js/index.js may look for the members of a structure: where one moves, this does not compile. And it takes the
/// place of the host for wasi-libc, so that the module imports nothing.

static_assert(sizeof(onus_problem) == 248 && offsetof(onus_problem, offset) == 240);
static_assert(sizeof(onus_decision) == 48 && offsetof(onus_decision, reason) == 4 &&
              offsetof(onus_decision, detail) == 12 && offsetof(onus_decision, record) == 20 &&
              offsetof(onus_decision, redacted) == 28 && offsetof(onus_decision, steps) == 40);
static_assert(sizeof(onus_settings) == 68 && offsetof(onus_settings, system) == 4 &&
              offsetof(onus_settings, key_id) == 12 && offsetof(onus_settings, key) == 20 &&
              offsetof(onus_settings, stop) == 28 && offsetof(onus_settings, delivers) == 36 &&
              offsetof(onus_settings, store) == 44 && offsetof(onus_settings, max_event_bytes) == 48 &&
              offsetof(onus_settings, max_depth) == 52 && offsetof(onus_settings, remembered_ids) == 56 &&
              offsetof(onus_settings, open_asks) == 60 && offsetof(onus_settings, sessions) == 64);

namespace {

struct Bytes {
  char *data;
  size_t size, room;
};

int append(void *context, const void *bytes, size_t size) {
  Bytes &all = *static_cast<Bytes *>(context);
  if (size > SIZE_MAX / 2 - all.size)
    return 1;
  if (all.size + size > all.room) {
    size_t room = (all.size + size) * 2;
    void *grown = realloc(all.data, room);
    if (!grown)
      return 1;
    all.data = static_cast<char *>(grown);
    all.room = room;
  }
  if (size)
    memcpy(all.data + all.size, bytes, size);
  all.size += size;
  return 0;
}

} // namespace

/// onus_engine_save into one piece of memory, which the caller frees with `free(state->data)`.
extern "C" onus_status onus_wasm_save(onus_engine *engine, onus_text *state) {
  Bytes all = {nullptr, 0, 0};
  onus_status status = onus_engine_save(engine, append, &all);
  if (status != ONUS_OK) {
    free(all.data);
    all = {nullptr, 0, 0};
  }
  *state = {all.data, all.size};
  return status;
}

// `snprintf` into memory brings along all of wasi-libc's streams, which would import these from the host. Nothing here
// has a stream, so nothing calls them.
extern "C" {
__wasi_errno_t __wasi_fd_close(__wasi_fd_t) { return __WASI_ERRNO_NOSYS; }
__wasi_errno_t __wasi_fd_seek(__wasi_fd_t, __wasi_filedelta_t, __wasi_whence_t, __wasi_filesize_t *) {
  return __WASI_ERRNO_NOSYS;
}
__wasi_errno_t __wasi_fd_write(__wasi_fd_t, const __wasi_ciovec_t *, size_t, __wasi_size_t *) {
  return __WASI_ERRNO_NOSYS;
}
__wasi_errno_t __wasi_fd_read(__wasi_fd_t, const __wasi_iovec_t *, size_t, __wasi_size_t *) {
  return __WASI_ERRNO_NOSYS;
}
}
