// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/rows.h"

#include "base/digest.h"
#include "support/bundle_reader.h"
#include "support/catch.h"

#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace onus;
using backends::bytecode::Rows;
using rt::Section;

namespace {

std::string finished(const Rows &rows) {
  rt::Header header{};
  header.version = rt::formatVersion;
  header.sections = static_cast<uint32_t>(Section::Count);
  return rows.finish(header);
}

} // namespace

TEST_CASE("equal texts lie in a bundle once, and one may lie within another", "[bytecode]") {
  Rows rows;
  rt::TextRef whole = rows.text("args.amount > 10.0"), again = rows.text("args.amount > 10.0");
  CHECK((whole.offset == again.offset && whole.size == again.size));
  rt::TextRef part = rows.textWithin("args.amount", whole);
  CHECK((part.offset == whole.offset && part.size == 11));
  CHECK(rows.count(Section::Texts) == whole.size);
  rt::TextRef known = rows.text("args.amount"); // found again without knowing where it lies
  CHECK((known.offset == part.offset && known.size == part.size));
  rt::TextRef other = rows.textWithin("args.limit", whole);
  CHECK(other.offset == whole.size);
  rt::TextRef empty = rows.text("");
  CHECK((empty.offset == 0 && empty.size == 0));
  tests::BundleReader reader(finished(rows));
  CHECK(reader.text(part) == "args.amount");
  CHECK(reader.text(other) == "args.limit");
}

TEST_CASE("equal lists are shared, and only those that were shared before", "[bytecode]") {
  Rows rows;
  rt::Range first = rows.share<Section::Indexes>(std::vector<uint32_t>{1, 2, 3});
  rt::Range own = rows.addAll<Section::Indexes>(std::vector<uint32_t>{1, 2, 3});
  rt::Range again = rows.share<Section::Indexes>(std::vector<uint32_t>{1, 2, 3});
  CHECK((first.first == 0 && first.count == 3));
  CHECK((own.first == 3 && own.count == 3));
  CHECK((again.first == 0 && again.count == 3));
  CHECK(rows.share<Section::Indexes>(std::vector<uint32_t>{}).count == 0);
}

TEST_CASE("a list is not shared without end, and a row is", "[bytecode]") {
  Rows rows;
  std::set<uint32_t> lists, single;
  for (int use = 0; use < 100; ++use) {
    lists.insert(rows.share<Section::Indexes>(std::vector<uint32_t>{1, 2, 3}).first);
    single.insert(rows.shareOne<Section::Waivers>({1, 2, {}, {}, {}, {}}));
  }
  CHECK(lists.size() == 4);
  CHECK(single.size() == 1);
}

TEST_CASE("a bundle has a directory of aligned sections, and a digest of all its bytes", "[bytecode]") {
  Rows rows;
  rows.text("seven b");
  rows.add<Section::Indexes>(7);
  std::string bytes = finished(rows);
  tests::BundleReader reader(bytes);
  CHECK(memcmp(reader.header().magic, rt::formatMagic, sizeof(rt::formatMagic)) == 0);
  CHECK(reader.header().size == bytes.size());
  size_t end = sizeof(rt::Header) + static_cast<size_t>(Section::Count) * sizeof(rt::SectionRow);
  for (uint32_t section = 0; section < static_cast<uint32_t>(Section::Count); ++section) {
    const rt::SectionRow &row = reader.section(static_cast<Section>(section));
    CHECK(row.offset % 8 == 0);
    CHECK(row.offset >= end);
    end = row.offset;
  }
  CHECK(reader.rows<Section::Indexes>()[0] == 7);
  std::string zeroed = bytes;
  std::fill_n(zeroed.begin() + offsetof(rt::Header, digest), 32, '\0');
  CHECK(llvm::toHex(llvm::ArrayRef<uint8_t>(reader.header().digest), true) == sha256Hex(zeroed));
}

TEST_CASE("what the format cannot number is refused, and nothing wraps", "[bytecode]") {
  Rows rows(10);
  CHECK(rows.text("0123456789").size == 10);
  CHECK(rows.problem().empty());
  rows.text("x");
  CHECK(rows.problem() ==
        "the bundle would hold more than 10 rows of `Texts`, which is all that the format can number");
  rows.addAll<Section::Indexes>(std::vector<uint32_t>(11));
  CHECK(rows.count(Section::Indexes) == 0);
}
