// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "runtime/json/canonical.h"
#include "runtime/json/read.h"
#include "runtime/json/write.h"

#include <cstdio>
#include <cstdlib>
#include <tuple>

/// Any bytes as JSON: the runtime and the compiler read the same value from them, or refuse them for the same reason at
/// the same place, and write what they read in the same way. So are its lines, since seeds are files of events.

namespace {

using namespace onus;

std::string copied(rt::Text text) { return text.size ? std::string(text.data, text.size) : std::string(); }

[[noreturn]] void fail(const char *what, const std::string &ours, const std::string &theirs) {
  std::fprintf(stderr, "%s\nruntime:  %s\ncompiler: %s\n", what, ours.c_str(), theirs.c_str());
  std::abort();
}

void compareWritten(const rt::Cell &cell, const json::Value &value) {
  rt::Arena scratch;
  rt::Buffer out;
  rt::writeJson({}, cell, out);
  if (out.failed() || copied(out.text()) != json::write(value))
    fail("they write other JSON", copied(out.text()), json::write(value));
  out.clear();
  rt::writeCanonical({}, cell, scratch, out);
  if (out.failed() || copied(out.text()) != json::writeCanonical(value))
    fail("they write another canonical form", copied(out.text()), json::writeCanonical(value));
}

std::string text(const rt::JsonError &error) { return copied(error.message) + " at " + std::to_string(error.offset); }

void compare(llvm::StringRef input, rt::Arena &arena) {
  arena.reset();
  auto expected = json::parse(input);
  rt::Cell cell;
  rt::JsonError error;
  bool read = rt::readJson({input.data(), input.size()}, arena, cell, error);
  auto *mistake = std::get_if<json::Error>(&expected);
  std::string theirs = mistake ? mistake->message + " at " + std::to_string(mistake->offset) : "read";
  std::string ours = read ? "read" : text(error);
  if (ours != theirs)
    fail("they do not say the same", ours, theirs);
  if (read)
    compareWritten(cell, std::get<json::Value>(expected));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static rt::Arena arena; // used again and again, as a worker does
  llvm::StringRef input(reinterpret_cast<const char *>(data), size);
  compare(input, arena);
  for (auto [line, rest] = input.split('\n'); !rest.empty(); std::tie(line, rest) = rest.split('\n'))
    compare(line, arena);
  return 0;
}
