// SPDX-License-Identifier: Apache-2.0
// What the C API says of files that are no bundles and of settings that nobody could have meant.
#include "support/scratch.h"
#include "unit/runtime/both_engines.h"
#include "unit/runtime/every_operation.h"

#include "onus/onus.h"

#include <sys/stat.h>

using namespace onus::tests;

namespace {

std::string openFile(const std::string &path, onus_status expected) {
  onus_bundle *bundle = nullptr;
  onus_problem problem;
  CHECK(onus_bundle_open_file(path.c_str(), &bundle, &problem) == expected);
  CHECK((bundle != nullptr) == (expected == ONUS_OK));
  onus_bundle_close(bundle);
  return problem.message;
}

struct OpenBundle {
  OpenBundle() { REQUIRE(onus_bundle_open(text.bytes(), text.size(), &bundle, nullptr) == ONUS_OK); }
  ~OpenBundle() { onus_bundle_close(bundle); }

  /// The problem that the settings have.
  std::string refused(const void *settings) {
    onus_engine *engine = nullptr;
    onus_problem problem;
    CHECK(onus_engine_new(bundle, static_cast<const onus_settings *>(settings), &engine, &problem) ==
          ONUS_BAD_SETTINGS);
    CHECK(!engine);
    return problem.message;
  }

  BundleText text{everyOperation};
  onus_bundle *bundle = nullptr;
};

} // namespace

TEST_CASE_METHOD(Scratch, "a file that is no bundle is told from one that cannot be read") {
  std::string file = (root / "file").string(), pipe = (root / "pipe").string();
  CHECK(openFile(file, ONUS_NO_FILE) == "the file cannot be read: No such file or directory");
  CHECK(openFile(root.string(), ONUS_NO_FILE) == "the file cannot be read: Is a directory");
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(openFile(pipe, ONUS_NO_FILE) == "the file cannot be read: Invalid argument");
  write("file");
  CHECK(openFile(file, ONUS_BAD_BUNDLE) == "this is no bundle of Onus: it does not begin with `ONUSB`");
  write("file", "{\"format\":\"onus-policy-ir\"}");
  CHECK(openFile(file, ONUS_BAD_BUNDLE) ==
        "this is JSON and no bundle of Onus: `onus build --target bytecode` makes bundles");
  BundleText text(everyOperation);
  std::ofstream(file, std::ios::binary)
      .write(static_cast<const char *>(text.bytes()), static_cast<std::streamsize>(text.size()));
  CHECK(openFile(file, ONUS_OK).empty());
}

TEST_CASE_METHOD(OpenBundle, "settings without their size are refused") {
  onus_settings settings = {};
  CHECK(refused(&settings) == "`struct_size` is not set: it says how large the caller's settings are");
  settings.struct_size = sizeof settings - 1;
  CHECK(refused(&settings) == "`struct_size` is not set: it says how large the caller's settings are");
}

TEST_CASE_METHOD(OpenBundle, "settings of a newer header are taken where they want nothing new") {
  struct {
    onus_settings known;
    uint64_t added;
  } newer = {};
  newer.known.struct_size = sizeof newer;
  onus_engine *engine = nullptr;
  CHECK(onus_engine_new(bundle, &newer.known, &engine, nullptr) == ONUS_OK);
  onus_engine_free(engine);
  newer.added = 1;
  CHECK(refused(&newer) == "there are settings that this version of the runtime does not know");
}

TEST_CASE_METHOD(OpenBundle, "a named key that is empty is no wish for none") {
  onus_settings settings = {};
  settings.struct_size = sizeof settings;
  settings.key_id = {"k1", 2};
  CHECK(refused(&settings) == "the key `k1` is empty");
}
