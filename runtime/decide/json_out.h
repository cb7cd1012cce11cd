// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/time.h"
#include "runtime/json/write.h"

/// Objects and arrays, written part by part.
namespace onus::rt {

class ObjectOut {
public:
  explicit ObjectOut(Buffer &out) : out_(out) { out_.append('{'); }
  /// Begins a member: its value is to be written next.
  Buffer &member(Text name) {
    if (!first_)
      out_.append(',');
    first_ = false;
    out_.append('"');
    out_.append(name); // names of records need no escapes
    out_.append(Text("\":"));
    return out_;
  }
  void text(Text name, Text value) { writeJsonString(value, member(name)); }
  void textOrNull(Text name, Text value) {
    if (value.empty())
      member(name).append(Text("null"));
    else
      text(name, value);
  }
  void number(Text name, int64_t value) { member(name).appendInt(value); }
  void instant(Text name, int64_t value) {
    char written[timeRoom];
    size_t size = formatInstant(value, written);
    text(name, Text(written, size));
  }
  void day(Text name, int32_t value) {
    char written[timeRoom];
    size_t size = formatDay(value, written);
    text(name, Text(written, size));
  }
  void close() { out_.append('}'); }

private:
  Buffer &out_;
  bool first_ = true;
};

class ArrayOut {
public:
  explicit ArrayOut(Buffer &out) : out_(out) { out_.append('['); }
  /// Begins an item: it is to be written next.
  Buffer &item() {
    if (!first_)
      out_.append(',');
    first_ = false;
    return out_;
  }
  void close() { out_.append(']'); }

private:
  Buffer &out_;
  bool first_ = true;
};

} // namespace onus::rt
