// SPDX-License-Identifier: Apache-2.0
#include "format/format.h"
#include "format/edits.h"

#include <cstdio>
#include <cstdlib>

/// The formatter. A text that parses is formatted to one that parses, of the same words and comments, which formatting
/// again does not change; applying the edits to the text gives the same.

namespace {

using namespace onus;

[[noreturn]] void fail(const char *what) {
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

std::string edited(llvm::StringRef before, llvm::StringRef after) {
  std::vector<llvm::StringRef> old = format::splitLines(before), lines = format::splitLines(after);
  std::string out;
  size_t at = 0;
  for (const format::LineEdit &edit : format::lineEdits(before, after)) {
    for (; at < edit.begin; ++at)
      out += old[at];
    for (size_t line = edit.newBegin; line < edit.newEnd; ++line)
      out += lines[line];
    at = edit.end;
  }
  for (; at < old.size(); ++at)
    out += old[at];
  return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  std::optional<std::string> once = format::format(text);
  if (!once)
    return 0;
  if (!format::sameWords(text, *once))
    fail("other words or comments");
  std::optional<std::string> twice = format::format(*once);
  if (!twice)
    fail("the formatted text does not parse");
  if (*twice != *once)
    fail("formatting again changes the text");
  if (edited(text, *once) != *once)
    fail("the edits give another text");
  return 0;
}
