// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/format/bundle.h"

#include <string>
#include <vector>

namespace onus::tests {

/// Reads the rows of a bundle that the compiler made, without verifying it.
class BundleReader {
public:
  explicit BundleReader(const std::string &bytes) : words_((bytes.size() + 7) / 8) {
    memcpy(words_.data(), bytes.data(), bytes.size());
  }
  const rt::Header &header() const { return *at<rt::Header>(0); }
  const rt::SectionRow &section(rt::Section section) const {
    return at<rt::SectionRow>(sizeof(rt::Header))[static_cast<size_t>(section)];
  }
  template <rt::Section S>
  rt::Span<typename rt::RowOf<S>::Type> rows() const {
    return {at<typename rt::RowOf<S>::Type>(section(S).offset), section(S).count};
  }
  template <rt::Section S>
  std::vector<typename rt::RowOf<S>::Type> rows(rt::Range range) const {
    auto all = rows<S>();
    return {all.data + range.first, all.data + range.first + range.count};
  }
  std::string text(rt::TextRef ref) const {
    return {at<char>(section(rt::Section::Texts).offset) + ref.offset, ref.size};
  }
  std::vector<std::string> texts(rt::Range range) const {
    std::vector<std::string> out;
    for (rt::TextRef ref : rows<rt::Section::TextRefs>(range))
      out.push_back(text(ref));
    return out;
  }

private:
  template <typename T>
  const T *at(size_t offset) const {
    return reinterpret_cast<const T *>(reinterpret_cast<const char *>(words_.data()) + offset);
  }
  std::vector<uint64_t> words_; // aligned to 8
};

} // namespace onus::tests
