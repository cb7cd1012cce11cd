// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/rows.h"

#include "base/digest.h"

#include "llvm/ADT/StringExtras.h"

#include <bit>

namespace onus::backends::bytecode {

static_assert(std::endian::native == std::endian::little, "rows are written as they lie in memory");

llvm::StringRef nameOf(rt::Section section) {
  static constexpr llvm::StringLiteral names[] = {
#define ONUS_SECTION(NAME, ROW, DOC) #NAME,
#include "runtime/format/sections.def"
  };
  return names[static_cast<size_t>(section)];
}

rt::Range Rows::append(rt::Section section, llvm::StringRef bytes, size_t rows) {
  if (rows == 0)
    return {};
  Part &into = part(section);
  if (rows > limit_ - into.count) {
    refuse("the bundle would hold more than " + std::to_string(limit_) + " rows of `" + nameOf(section).str() +
           "`, which is all that the format can number");
    return {};
  }
  rt::Range range{static_cast<uint32_t>(into.count), static_cast<uint32_t>(rows)};
  into.bytes.append(bytes.data(), bytes.size());
  into.count += rows;
  return range;
}

rt::Range Rows::shareBytes(rt::Section section, llvm::StringRef bytes, size_t rows, uint32_t most) {
  if (rows == 0)
    return {};
  Shared &shared = part(section).shared[bytes];
  if (shared.uses == 0 || shared.uses == most)
    shared = {append(section, bytes, rows).first, 0};
  ++shared.uses;
  return {shared.first, static_cast<uint32_t>(rows)};
}

rt::TextRef Rows::text(llvm::StringRef text) {
  rt::Range range = shareBytes(rt::Section::Texts, text, text.size(), always);
  return {range.first, range.count};
}

rt::TextRef Rows::textWithin(llvm::StringRef text, rt::TextRef outer) {
  Part &texts = part(rt::Section::Texts);
  if (text.empty() || !problem_.empty() || texts.shared.count(text))
    return this->text(text);
  size_t place = textOf(outer).find(text);
  if (place == llvm::StringRef::npos)
    return this->text(text);
  uint32_t offset = outer.offset + static_cast<uint32_t>(place);
  texts.shared[text] = {offset, 1};
  return {offset, static_cast<uint32_t>(text.size())};
}

namespace {

constexpr size_t alignment = 8;

void pad(std::string &bytes) { bytes.resize((bytes.size() + alignment - 1) / alignment * alignment, '\0'); }

} // namespace

std::string Rows::finish(rt::Header header) const {
  std::memcpy(header.magic, rt::formatMagic, sizeof(header.magic));
  static_assert(std::has_unique_object_representations_v<rt::Header>);
  std::array<rt::SectionRow, static_cast<size_t>(rt::Section::Count)> directory;
  std::string body(sizeof(header) + sizeof(directory), '\0');
  pad(body);
  for (size_t section = 0; section < parts_.size(); ++section) {
    directory[section] = {body.size(), parts_[section].count};
    body += parts_[section].bytes;
    pad(body);
  }
  header.size = body.size();
  std::memset(header.digest, 0, sizeof(header.digest));
  std::memcpy(body.data(), &header, sizeof(header));
  std::memcpy(body.data() + sizeof(header), directory.data(), sizeof(directory));
  std::string digest = llvm::fromHex(sha256Hex(body));
  std::memcpy(body.data() + offsetof(rt::Header, digest), digest.data(), sizeof(header.digest));
  return body;
}

} // namespace onus::backends::bytecode
