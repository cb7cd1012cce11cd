// SPDX-License-Identifier: Apache-2.0
#include "runtime/verify/verifier.h"

#include "runtime/base/time.h"

namespace onus::rt {

namespace {

/// How many bytes may be looked at for each byte of a bundle. Bundles of the compiler need less than two.
constexpr uint64_t looks = 64;

/// 0001-01-01 and 9999-12-31.
constexpr int32_t firstDay = -719162, lastDay = 2932896;
/// Adding a period to an instant stays far within int64.
constexpr int64_t longestPeriod = 366 * 1000 * millisPerDay;

/// Appends to a message as much as there is room for.
class Message {
public:
  explicit Message(BundleProblem &problem) : problem_(problem) {}
  Message &operator<<(Text text) {
    size_t room = sizeof problem_.message - 1 - used_;
    size_t taken = text.size < room ? text.size : room;
    if (taken)
      memcpy(problem_.message + used_, text.data, taken);
    used_ += taken;
    problem_.message[used_] = 0;
    return *this;
  }
  Message &operator<<(uint64_t number) {
    char digits[20];
    size_t first = sizeof digits;
    do
      digits[--first] = static_cast<char>('0' + number % 10);
    while (number /= 10);
    return *this << Text(digits + first, sizeof digits - first);
  }

private:
  BundleProblem &problem_;
  size_t used_ = 0;
};

Text nameOf(Section section) {
  switch (section) {
#define ONUS_SECTION(NAME, ROW, DOC)                                                                                   \
  case Section::NAME:                                                                                                  \
    return #NAME;
#include "runtime/format/sections.def"
  case Section::Count:
    break;
  }
  return "";
}

uint64_t rowSize(Section section) {
  switch (section) {
#define ONUS_SECTION(NAME, ROW, DOC)                                                                                   \
  case Section::NAME:                                                                                                  \
    return sizeof(ROW);
#include "runtime/format/sections.def"
  case Section::Count:
    break;
  }
  return 1;
}

} // namespace

Verifier::Verifier(const void *bytes, size_t size, Bundle &bundle, BundleProblem &problem)
    : bytes_(static_cast<const char *>(bytes)), size_(size), bundle_(bundle), problem_(problem), budget_(looks * size) {
}

bool Verifier::run() {
  bundle_ = Bundle();
  problem_ = BundleProblem();
  bool holds = checkHeader() && checkDigest() && checkDirectory() && checkParallel() && checkTexts() && checkTypes() &&
               checkConstants() && checkAutomata() && checkPatterns() && checkSets() && checkData() && checkCodes() &&
               checkPeople() && checkDuties() && checkSystems();
  if (!holds)
    bundle_ = Bundle();
  return holds;
}

bool Verifier::fail(Text what) {
  const auto &place = bundle_.places_[static_cast<size_t>(section_)];
  uint64_t start = static_cast<uint64_t>(static_cast<const char *>(place.data) - bytes_);
  problem_.offset = start + row_ * rowSize(section_);
  Message(problem_) << "`" << nameOf(section_) << "` " << uint64_t{row_} << ": " << what;
  return false;
}

bool Verifier::failAt(uint64_t offset, Text what) {
  problem_.offset = offset;
  Message(problem_) << what;
  return false;
}

bool Verifier::spend(uint64_t bytes) {
  if (bytes > budget_)
    return fail("lists and texts are shared so often that checking them does not end in time");
  budget_ -= bytes;
  return true;
}

bool Verifier::isText(TextRef ref) const {
  Span<char> all = bundle_.rows<Section::Texts>();
  if (ref.offset > all.size || ref.size > all.size - ref.offset)
    return false;
  // The section is UTF-8 as a whole, so a text is if it does not begin or end inside of a scalar.
  auto inside = [&](size_t at) { return at < all.size && (static_cast<unsigned char>(all[at]) & 0xC0) == 0x80; };
  return !inside(ref.offset) && !inside(size_t{ref.offset} + ref.size);
}

bool Verifier::ascending(Range indexes, uint64_t bound, Text what) {
  if (!list<Section::Indexes>(indexes, what))
    return false;
  uint64_t next = 0;
  for (uint32_t place : bundle_.rows<Section::Indexes>(indexes)) {
    if (place < next || place >= bound)
      return fail(what);
    next = uint64_t{place} + 1;
  }
  return true;
}

bool Verifier::places(Range indexes, uint64_t bound, Text what) {
  if (!list<Section::Indexes>(indexes, what))
    return false;
  for (uint32_t place : bundle_.rows<Section::Indexes>(indexes))
    if (place >= bound)
      return fail(what);
  return true;
}

bool Verifier::sorted(TextRef left, TextRef right, Text what) {
  return spend(left.size < right.size ? left.size : right.size) &&
         require(bundle_.text(left) < bundle_.text(right), what);
}

bool Verifier::day(int32_t value, Text what) { return require(value >= firstDay && value <= lastDay, what); }

/// A day more on both sides: an instant may have been written with an offset.
bool Verifier::instant(int64_t value) {
  return require(value >= (firstDay - 1) * millisPerDay && value < (lastDay + 2) * millisPerDay,
                 "the instant is out of range");
}

bool Verifier::period(int64_t value, Text what) { return require(value >= 1 && value <= longestPeriod, what); }

bool Verifier::span(const SpanRow &span) {
  return text(span.file, "the file of its span is no text") &&
         require(span.file.size == 0 || (span.line >= 1 && span.column >= 1 && span.endLine >= span.line),
                 "its span ends before it begins");
}

bool verify(const void *bytes, size_t size, Bundle &bundle, BundleProblem &problem) {
  return Verifier(bytes, size, bundle, problem).run();
}

} // namespace onus::rt
