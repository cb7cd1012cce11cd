// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/buffer.h"

/// Values of state as bytes: little-endian numbers of a fixed size, and texts behind their size.
namespace onus::rt {

class BlobWriter {
public:
  explicit BlobWriter(Buffer &out) : out_(out) {}
  void byte(uint8_t value) { out_.append(static_cast<char>(value)); }
  void word(uint32_t value) { raw(&value, sizeof value); }
  void number(int64_t value) { raw(&value, sizeof value); }
  void text(Text value) {
    word(static_cast<uint32_t>(value.size));
    out_.append(value);
  }

private:
  void raw(const void *bytes, size_t size) { out_.append(Text(static_cast<const char *>(bytes), size)); }
  Buffer &out_;
};

/// Reads bytes that may be anything: once something is missing all that is read is zero or empty, and `ok` is false.
class BlobReader {
public:
  explicit BlobReader(Text bytes) : bytes_(bytes) {}
  uint8_t byte() {
    uint8_t value = 0;
    raw(&value, sizeof value);
    return value;
  }
  uint32_t word() {
    uint32_t value = 0;
    raw(&value, sizeof value);
    return value;
  }
  int64_t number() {
    int64_t value = 0;
    raw(&value, sizeof value);
    return value;
  }
  /// Points into the bytes.
  Text text() {
    uint32_t size = word();
    return take(size);
  }
  Text take(size_t size) {
    if (!ok_ || size > bytes_.size - at_) {
      ok_ = false;
      return {};
    }
    at_ += size;
    return {bytes_.data + at_ - size, size};
  }
  bool ok() const { return ok_; }
  bool atEnd() const { return at_ == bytes_.size; }
  size_t left() const { return bytes_.size - at_; }

private:
  void raw(void *into, size_t size) {
    Text taken = take(size);
    if (ok_)
      memcpy(into, taken.data, size);
  }

  Text bytes_;
  size_t at_ = 0;
  bool ok_ = true;
};

} // namespace onus::rt
