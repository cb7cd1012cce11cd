// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/bundle_bytes.h"

#include <random>

/// Slightly wrong bundles: the layout is known, so that a change hits one number of one row, and the digest is
/// repaired.
namespace onus::tests {

class BundleMutator {
public:
  explicit BundleMutator(uint32_t seed) : random_(seed) {}

  /// Bytes with a few changes. What is no bundle to begin with is only given a digest.
  std::string mutate(std::string_view bytes) {
    std::string out(bytes);
    if (!canBeTakenApart(bytes)) {
      repairDigest(out);
      return out;
    }
    parts_ = BundleBytes(bytes);
    for (size_t changes = 1 + below(4); changes > 0; --changes)
      change();
    if (below(2) == 0)
      repairDepths();
    out = parts_.put();
    if (below(32) == 0)
      changeDirectory(out);
    return out;
  }

  /// The header and the directory are such that sections can be cut out.
  static bool canBeTakenApart(std::string_view bytes) {
    constexpr size_t begin = sizeof(rt::Header) + sectionCount * sizeof(rt::SectionRow);
    if (bytes.size() < begin || bytes.size() > maxBytes)
      return false;
    for (size_t place = 0; place < sectionCount; ++place) {
      rt::SectionRow row;
      std::memcpy(&row, bytes.data() + sizeof(rt::Header) + place * sizeof row, sizeof row);
      size_t size = rowSize(static_cast<rt::Section>(place));
      if (row.offset > bytes.size() || row.count > (bytes.size() - row.offset) / size)
        return false;
    }
    return true;
  }

private:
  static constexpr size_t maxBytes = 1 << 20;

  size_t below(size_t bound) { return std::uniform_int_distribution<size_t>(0, bound - 1)(random_); }

  /// A section that has rows; texts seldom.
  rt::Section section() {
    for (;;) {
      auto picked = static_cast<rt::Section>(below(sectionCount));
      if (parts_.count(picked) == 0 && below(64) != 0)
        continue;
      if (parts_.count(picked) > 0 && (picked != rt::Section::Texts || below(8) == 0))
        return picked;
    }
  }
  size_t row(rt::Section of) { return below(parts_.count(of)); }
  char *at(rt::Section of, size_t row) { return parts_.bytes(of).data() + row * rowSize(of); }

  void change() {
    rt::Section of = section();
    switch (below(8)) {
    case 0:
    case 1:
    case 2:
      return changeNumber(of);
    case 3:
    case 4:
      return copyNumber(of);
    case 5:
      return swapRows(of);
    case 6:
      return below(2) == 0 ? cutRow(of) : doubleRow(of);
    default:
      return below(4) == 0 ? changeHeader() : changeByte(of);
    }
  }

  /// A number that indexes, counts and times go wrong at.
  uint64_t number(uint64_t now) {
    switch (below(8)) {
    case 0:
      return now + 1;
    case 1:
      return now - 1;
    case 2:
      return 0;
    case 3:
      return UINT64_MAX;
    case 4:
      return uint64_t{1} << below(64);
    case 5:
      return parts_.count(static_cast<rt::Section>(below(sectionCount)));
    case 6:
      return below(16);
    default:
      return below(parts_.count(static_cast<rt::Section>(below(sectionCount))) + 1);
    }
  }

  void changeNumber(rt::Section of) {
    size_t size = rowSize(of), width = size % 8 == 0 && below(3) == 0 ? 8 : size % 4 == 0 ? 4 : 1;
    char *place = at(of, row(of)) + below(size / width) * width;
    uint64_t value = 0;
    std::memcpy(&value, place, width);
    value = number(value);
    std::memcpy(place, &value, width);
  }
  void changeByte(rt::Section of) {
    char *place = at(of, row(of)) + below(rowSize(of));
    uint64_t value = static_cast<unsigned char>(*place);
    *place = static_cast<char>(number(value));
  }
  /// A number of another row in the same place means the same kind of thing.
  void copyNumber(rt::Section of) {
    size_t size = rowSize(of), width = size % 4 == 0 ? 4 : 1;
    size_t place = below(size / width) * width;
    std::memcpy(at(of, row(of)) + place, at(of, row(of)) + place, width);
  }
  void swapRows(rt::Section of) {
    std::string &bytes = parts_.bytes(of);
    size_t size = rowSize(of), left = row(of), right = row(of);
    std::string kept = bytes.substr(left * size, size);
    bytes.replace(left * size, size, bytes.substr(right * size, size));
    bytes.replace(right * size, size, kept);
  }
  void cutRow(rt::Section of) { parts_.bytes(of).erase(row(of) * rowSize(of), rowSize(of)); }
  void doubleRow(rt::Section of) {
    std::string &bytes = parts_.bytes(of);
    std::string copy = bytes.substr(row(of) * rowSize(of), rowSize(of));
    bytes.insert(below(2) == 0 ? bytes.size() : row(of) * rowSize(of), copy);
  }
  void changeHeader() {
    char *place = reinterpret_cast<char *>(&parts_.header) + 8 + below((sizeof parts_.header - 8) / 4) * 4;
    uint32_t value;
    std::memcpy(&value, place, sizeof value);
    value = static_cast<uint32_t>(number(value));
    std::memcpy(place, &value, sizeof value);
  }
  void changeDirectory(std::string &bytes) {
    char *place = bytes.data() + sizeof(rt::Header) + below(sectionCount * 2) * 8;
    uint64_t value;
    std::memcpy(&value, place, sizeof value);
    value = below(2) == 0 ? number(value) : value + 8;
    std::memcpy(place, &value, sizeof value);
    repairDigest(bytes);
  }

  /// Expressions that were put together in another way are as deep as they now are.
  void repairDepths() {
    for (size_t place = 0; place < parts_.count(rt::Section::Codes); ++place)
      parts_.edit<rt::Section::Codes>(place, [&](rt::Code &code) {
        size_t operands = parts_.count(rt::Section::Operands);
        if (code.op == rt::Opcode::Local || code.operands.first > operands ||
            code.operands.count > operands - code.operands.first)
          return;
        unsigned deepest = 0;
        for (size_t index = 0; index < code.operands.count; ++index) {
          uint32_t operand;
          std::memcpy(&operand, at(rt::Section::Operands, code.operands.first + index), sizeof operand);
          rt::Code part;
          if (operand >= place)
            return;
          std::memcpy(&part, at(rt::Section::Codes, operand), sizeof part);
          deepest = part.depth > deepest ? part.depth : deepest;
        }
        code.depth = static_cast<uint16_t>(deepest + 1);
      });
  }

  std::mt19937 random_;
  BundleBytes parts_;
};

} // namespace onus::tests
