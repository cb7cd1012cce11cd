// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/sha256.h"
#include "runtime/format/bundle.h"

#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// The bytes of a bundle taken apart, so that tests can make small ones by hand and spoil real ones in any place. The
/// digest is repaired when they are put together: what is tested is what lies behind it.
namespace onus::tests {

inline constexpr size_t sectionCount = static_cast<size_t>(rt::Section::Count);

/// How many bytes a row of a section has.
inline size_t rowSize(rt::Section section) {
  using namespace rt;
  static constexpr size_t sizes[] = {
#define ONUS_SECTION(NAME, ROW, DOC) sizeof(ROW),
#include "runtime/format/sections.def"
  };
  return sizes[static_cast<size_t>(section)];
}

/// Bytes that are aligned as a bundle's must be.
class AlignedBytes {
public:
  explicit AlignedBytes(std::string_view bytes) : words_((bytes.size() + 7) / 8 + 1), size_(bytes.size()) {
    std::memcpy(words_.data(), bytes.data(), bytes.size());
  }
  const void *data() const { return words_.data(); }
  size_t size() const { return size_; }

private:
  std::vector<uint64_t> words_;
  size_t size_;
};

/// The SHA-256 of the bytes with the digest's own bytes zero, put there. Bytes that have no whole header are left
/// alone.
inline void repairDigest(std::string &bytes) {
  if (bytes.size() < sizeof(rt::Header))
    return;
  char *at = bytes.data() + offsetof(rt::Header, digest);
  std::memset(at, 0, sizeof(rt::Header::digest));
  rt::Digest digest = rt::sha256({bytes.data(), bytes.size()});
  std::memcpy(at, digest.bytes, sizeof digest.bytes);
}

struct BundleBytes {
  rt::Header header{};
  std::array<std::string, sectionCount> sections;

  BundleBytes() {
    std::memcpy(header.magic, rt::formatMagic, sizeof header.magic);
    header.version = rt::formatVersion;
    header.sections = static_cast<uint32_t>(rt::Section::Count);
  }
  /// Takes apart a bundle that is known to be good.
  explicit BundleBytes(std::string_view bytes) {
    std::memcpy(&header, bytes.data(), sizeof header);
    for (size_t place = 0; place < sectionCount; ++place) {
      rt::SectionRow row;
      std::memcpy(&row, bytes.data() + sizeof header + place * sizeof row, sizeof row);
      sections[place] = bytes.substr(row.offset, row.count * rowSize(static_cast<rt::Section>(place)));
    }
  }

  std::string &bytes(rt::Section section) { return sections[static_cast<size_t>(section)]; }
  size_t count(rt::Section section) const { return sections[static_cast<size_t>(section)].size() / rowSize(section); }
  template <rt::Section S>
  using Row = typename rt::RowOf<S>::Type;
  template <rt::Section S>
  uint32_t add(const Row<S> &row) {
    std::string &into = bytes(S);
    into.append(reinterpret_cast<const char *>(&row), sizeof row);
    return static_cast<uint32_t>(into.size() / sizeof row - 1);
  }
  /// A change to a row: `change` is called with it.
  template <rt::Section S, typename Change>
  void edit(size_t index, Change change) {
    Row<S> row;
    char *at = bytes(S).data() + index * sizeof row;
    std::memcpy(&row, at, sizeof row);
    change(row);
    std::memcpy(at, &row, sizeof row);
  }
  rt::TextRef text(std::string_view text) {
    std::string &texts = bytes(rt::Section::Texts);
    rt::TextRef ref{static_cast<uint32_t>(texts.size()), static_cast<uint32_t>(text.size())};
    texts.append(text);
    return ref;
  }

  /// The whole bundle, its size and digest right.
  std::string put() const {
    std::string out(sizeof header + sectionCount * sizeof(rt::SectionRow), '\0');
    for (size_t place = 0; place < sectionCount; ++place) {
      out.resize((out.size() + 7) / 8 * 8, '\0');
      rt::SectionRow row{out.size(), count(static_cast<rt::Section>(place))};
      std::memcpy(out.data() + sizeof header + place * sizeof row, &row, sizeof row);
      out += sections[place];
    }
    out.resize((out.size() + 7) / 8 * 8, '\0');
    rt::Header copy = header;
    copy.size = out.size();
    std::memcpy(out.data(), &copy, sizeof copy);
    repairDigest(out);
    return out;
  }
};

} // namespace onus::tests
