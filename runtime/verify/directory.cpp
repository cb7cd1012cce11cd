// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/sha256.h"
#include "runtime/verify/verifier.h"

#include <stddef.h>

namespace onus::rt {

namespace {

constexpr uint64_t sectionCount = static_cast<uint64_t>(Section::Count);
constexpr uint64_t directoryEnd = sizeof(Header) + sectionCount * sizeof(SectionRow);

/// The size of a row of each section.
constexpr uint64_t rowSizes[] = {
#define ONUS_SECTION(NAME, ROW, DOC) sizeof(ROW),
#include "runtime/format/sections.def"
};

} // namespace

bool Verifier::checkHeader() {
  if (reinterpret_cast<uintptr_t>(bytes_) % 8 != 0)
    return failAt(0, "the bytes are not aligned to 8");
  if (size_ > 0 && bytes_[0] == '{')
    return failAt(0, "this is JSON and no bundle of Onus: `onus build --target bytecode` makes bundles");
  if (size_ < sizeof formatMagic || memcmp(bytes_, formatMagic, sizeof formatMagic) != 0)
    return failAt(0, "this is no bundle of Onus: it does not begin with `ONUSB`");
  if (size_ < sizeof(Header))
    return failAt(size_, "the bundle ends within its header");
  bundle_.bytes_ = bytes_;
  bundle_.size_ = size_;
  const Header &header = bundle_.header();
  if (header.version != formatVersion)
    return failAt(offsetof(Header, version), "the bundle is of a version that this reader does not know");
  if (header.sections != sectionCount)
    return failAt(offsetof(Header, sections), "the bundle does not have the sections of its version");
  if (header.size != size_)
    return failAt(offsetof(Header, size), "the bundle does not have the size that its header states");
  if (size_ < directoryEnd)
    return failAt(size_, "the bundle ends within its directory");
  if (header.reserved != 0)
    return failAt(offsetof(Header, reserved), "the header has something where it is reserved");
  return true;
}

bool Verifier::checkDigest() {
  constexpr size_t at = offsetof(Header, digest), length = sizeof(Header::digest);
  static constexpr char zeros[length] = {};
  Text all(bytes_, size_);
  Sha256 hash;
  hash.update(all.part(0, at));
  hash.update({zeros, length});
  hash.update(all.part(at + length));
  Digest digest = hash.finish();
  return memcmp(digest.bytes, bytes_ + at, length) == 0 ||
         failAt(at, "the digest is not that of the bytes: the bundle was changed or is damaged");
}

bool Verifier::checkZeros(uint64_t from, uint64_t to) {
  for (uint64_t at = from; at < to; ++at)
    if (bytes_[at] != 0)
      return failAt(at, "there is something between the sections");
  return true;
}

bool Verifier::checkDirectory() {
  auto *directory = reinterpret_cast<const SectionRow *>(bytes_ + sizeof(Header));
  uint64_t end = directoryEnd;
  for (size_t place = 0; place < sectionCount; ++place) {
    const SectionRow &row = directory[place];
    uint64_t entry = sizeof(Header) + place * sizeof(SectionRow);
    if (row.offset % 8 != 0)
      return failAt(entry, "a section does not begin at a multiple of 8");
    if (row.offset < end || row.offset > size_)
      return failAt(entry, "a section does not begin behind the one before and inside the bundle");
    if (row.count >= none || row.count > (size_ - row.offset) / rowSizes[place])
      return failAt(entry, "a section ends behind the bundle");
    if (!checkZeros(end, row.offset))
      return false;
    bundle_.places_[place] = {bytes_ + row.offset, static_cast<size_t>(row.count)};
    end = row.offset + row.count * rowSizes[place];
  }
  return checkZeros(end, size_);
}

/// Sections whose rows belong together one by one.
bool Verifier::checkParallel() {
  at(Section::Prints, 0);
  if (!require(count<Section::Prints>() == count<Section::Codes>(), "there is not one row for each of `Codes`"))
    return false;
  at(Section::CodeSpans, 0);
  if (!require(count<Section::CodeSpans>() == count<Section::Codes>(), "there is not one row for each of `Codes`"))
    return false;
  at(Section::GuardrailsCold, 0);
  if (!require(count<Section::GuardrailsCold>() == count<Section::Guardrails>(),
               "there is not one row for each of `Guardrails`"))
    return false;
  at(Section::RulesCold, 0);
  if (!require(count<Section::RulesCold>() == count<Section::Rules>(), "there is not one row for each of `Rules`"))
    return false;
  at(Section::ExceptionsCold, 0);
  return require(count<Section::ExceptionsCold>() == count<Section::Exceptions>(),
                 "there is not one row for each of `Exceptions`");
}

} // namespace onus::rt
