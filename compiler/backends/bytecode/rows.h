// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/format/bundle.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <array>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

/// The sections of a bundle while it is made: rows are added in order, equal texts and lists are kept once, and at the
/// end everything becomes bytes. Whatever depends on an order takes that of first use, so the same calls give the same
/// bytes. What does not fit in 32 bits is refused, and the indexes that come back then mean nothing.
namespace onus::backends::bytecode {

/// Text of the runtime as the compiler has it, and back.
inline rt::Text asText(llvm::StringRef text) { return {text.data(), text.size()}; }

class Rows {
public:
  /// No section holds more than so many rows.
  explicit Rows(size_t limit = rt::none) : limit_(limit) {}

  /// Where a text lies; it is added where it is not there yet.
  rt::TextRef text(llvm::StringRef text);
  /// The same for a text that is likely a part of another one, which is there: it then needs no room.
  rt::TextRef textWithin(llvm::StringRef text, rt::TextRef outer);

  /// The text itself, until the next one is added.
  llvm::StringRef textOf(rt::TextRef ref) const {
    return llvm::StringRef(part(rt::Section::Texts).bytes).substr(ref.offset, ref.size);
  }

  template <rt::Section S>
  using Row = typename rt::RowOf<S>::Type;
  /// Adds a row.
  template <rt::Section S>
  uint32_t add(const Row<S> &row) {
    return append(S, bytesOf<S>(row), 1).first;
  }
  /// Adds rows that follow one another.
  template <rt::Section S>
  rt::Range addAll(llvm::ArrayRef<Row<S>> rows) {
    return append(S, bytesOf<S>(rows), rows.size());
  }
  template <rt::Section S>
  rt::Range addAll(const std::vector<Row<S>> &rows) {
    return addAll<S>(llvm::ArrayRef<Row<S>>(rows));
  }
  /// Who verifies a bundle looks at a list for each of its uses, and must be done in a time linear in the size.
  static constexpr uint32_t mostUses = 32;
  static constexpr uint32_t always = UINT32_MAX;
  /// As `addAll`, but equal rows that were shared before are used again, at most so many times.
  template <rt::Section S>
  rt::Range share(llvm::ArrayRef<Row<S>> rows, uint32_t most = mostUses) {
    return shareBytes(S, bytesOf<S>(rows), rows.size(), most);
  }
  template <rt::Section S>
  rt::Range share(const std::vector<Row<S>> &rows, uint32_t most = mostUses) {
    return share<S>(llvm::ArrayRef<Row<S>>(rows), most);
  }
  /// The same for one row that others refer to, however often.
  template <rt::Section S>
  uint32_t shareOne(const Row<S> &row) {
    return shareBytes(S, bytesOf<S>(row), 1, always).first;
  }
  template <rt::Section S>
  Row<S> get(uint32_t index) const {
    Row<S> row{};
    const std::string &bytes = part(S).bytes;
    if ((size_t{index} + 1) * sizeof(row) <= bytes.size())
      std::memcpy(&row, bytes.data() + index * sizeof(row), sizeof(row));
    return row;
  }
  template <rt::Section S>
  void set(uint32_t index, const Row<S> &row) {
    std::string &bytes = part(S).bytes;
    if ((size_t{index} + 1) * sizeof(row) <= bytes.size())
      std::memcpy(bytes.data() + index * sizeof(row), &row, sizeof(row));
  }
  size_t count(rt::Section section) const { return part(section).count; }

  /// Why there can be no bundle; the first reason counts. Lower case, no full stop.
  void refuse(std::string why) {
    if (problem_.empty())
      problem_ = std::move(why);
  }
  const std::string &problem() const { return problem_; }

  /// The whole bundle. `header` gives what no section says; size and digest are filled in.
  std::string finish(rt::Header header) const;

private:
  struct Shared {
    uint32_t first = 0; ///< where rows of these bytes begin
    uint32_t uses = 0;
  };
  struct Part {
    std::string bytes;
    size_t count = 0;
    llvm::StringMap<Shared> shared;
  };
  template <rt::Section S>
  static llvm::StringRef bytesOf(llvm::ArrayRef<Row<S>> rows) {
    static_assert(std::has_unique_object_representations_v<Row<S>>, "a row has no bytes that mean nothing");
    return {reinterpret_cast<const char *>(rows.data()), rows.size() * sizeof(Row<S>)};
  }
  const Part &part(rt::Section section) const { return parts_[static_cast<size_t>(section)]; }
  Part &part(rt::Section section) { return parts_[static_cast<size_t>(section)]; }
  rt::Range append(rt::Section section, llvm::StringRef bytes, size_t rows);
  rt::Range shareBytes(rt::Section section, llvm::StringRef bytes, size_t rows, uint32_t most);

  size_t limit_;
  std::array<Part, static_cast<size_t>(rt::Section::Count)> parts_;
  std::string problem_;
};

/// What a section is called, as sections.def does.
llvm::StringRef nameOf(rt::Section section);

} // namespace onus::backends::bytecode
