// SPDX-License-Identifier: Apache-2.0
#include "source/source_manager.h"
#include "support/catch.h"

using namespace onus::source;

TEST_CASE("positions count lines and Unicode scalars from 1") {
  SourceManager sources;
  FileId file = sources.add("a.onus", "ab\né😀x\r\nlast");
  CHECK(sources.position(file, 0).line == 1);
  Position x = sources.position(file, 9); // two bytes of é and four of the emoji stand before it
  CHECK(x.line == 2);
  CHECK(x.column == 3);
  CHECK(sources.line(file, 1) == "ab");
  CHECK(sources.line(file, 2) == "é😀x");
  CHECK(sources.line(file, 3) == "last");
  CHECK(sources.line(file, 4) == "");
  CHECK(sources.lineCount(file) == 3);
  CHECK(sources.lineBegin(file, 3) == 12);
  CHECK(describe(sources, {file, 9, 10}) == "a.onus:2:3");
}

TEST_CASE("a lone carriage return ends a line, the end of the text is a place") {
  SourceManager sources;
  FileId file = sources.add("a", "x\ry\n");
  CHECK(sources.lineCount(file) == 3);
  CHECK(sources.line(file, 2) == "y");
  Position end = sources.position(file, 4);
  CHECK(end.line == 3);
  CHECK(end.column == 1);
  CHECK(sources.position(file, 400).line == 3);
  FileId empty = sources.add("b", "");
  CHECK(sources.position(empty, 0).line == 1);
  CHECK(describe(sources, Range{}) == "<unknown>");
}

TEST_CASE("join spans both ranges") {
  FileId file{0};
  CHECK(join({file, 4, 6}, {file, 1, 2}) == Range{file, 1, 6});
}
