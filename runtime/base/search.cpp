// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/search.h"

#include "runtime/base/ascii.h"

// Crochemore and Perrin's two-way search: the part is cut where a mismatch to the right of the cut says most about
// where it can stand next. It needs no table, which a worker would have to find memory for.
namespace onus::rt {

namespace {

template <bool blind>
unsigned char letterAt(Text text, size_t at) {
  return static_cast<unsigned char>(blind ? lowerOf(text[at]) : text[at]);
}

struct Suffix {
  size_t begin;
  size_t period;
};

/// The greatest suffix of the part by the order of bytes, or by its reverse, and the suffix's period.
template <bool blind>
Suffix greatestSuffix(Text part, bool reverse) {
  size_t begin = 0, candidate = 1, same = 0, period = 1;
  while (candidate + same < part.size) {
    unsigned char held = letterAt<blind>(part, begin + same), found = letterAt<blind>(part, candidate + same);
    if (found == held) {
      if (++same == period) {
        candidate += period;
        same = 0;
      }
    } else if ((found < held) != reverse) {
      candidate += same + 1;
      same = 0;
      period = candidate - begin;
    } else {
      begin = candidate++;
      same = 0;
      period = 1;
    }
  }
  return {begin, period};
}

template <bool blind>
bool isPeriod(Text part, size_t period, size_t count) {
  for (size_t at = 0; at < count; ++at)
    if (letterAt<blind>(part, at) != letterAt<blind>(part, at + period))
      return false;
  return true;
}

template <bool blind>
Suffix factorised(Text part, bool &periodic) {
  Suffix up = greatestSuffix<blind>(part, false), down = greatestSuffix<blind>(part, true);
  Suffix cut = up.begin > down.begin ? up : down;
  periodic = isPeriod<blind>(part, cut.period, cut.begin);
  if (!periodic) { // then the part's period is longer than either half
    size_t right = part.size - cut.begin;
    cut.period = (cut.begin > right ? cut.begin : right) + 1;
  }
  return cut;
}

/// The first place from `at` on, before `end`, that has the letter; `end` where none has.
template <bool blind>
size_t findLetter(Text text, size_t at, size_t end, unsigned char letter) {
  if constexpr (!blind) {
    const void *found = at < end ? memchr(text.data + at, letter, end - at) : nullptr;
    return found ? static_cast<size_t>(static_cast<const char *>(found) - text.data) : end;
  }
  while (at < end && letterAt<blind>(text, at) != letter)
    ++at;
  return at;
}

} // namespace

Occurrences::Occurrences(Text text, Text part, Case letters)
    : text_(text), part_(part), blind_(letters == Case::Blind) {
  if (part.empty() || part.size > text.size)
    return;
  Suffix cut = blind_ ? factorised<true>(part, periodic_) : factorised<false>(part, periodic_);
  split_ = cut.begin;
  period_ = cut.period;
}

size_t Occurrences::next() { return blind_ ? nextAs<true>() : nextAs<false>(); }

template <bool blind>
size_t Occurrences::nextAs() {
  if (part_.empty() || part_.size > text_.size)
    return none;
  const size_t last = text_.size - part_.size;
  while (at_ <= last) {
    if (memory_ == 0) {
      at_ = findLetter<blind>(text_, at_ + split_, last + split_ + 1, letterAt<blind>(part_, split_)) - split_;
      if (at_ > last)
        break;
    }
    size_t right = split_ > memory_ ? split_ : memory_;
    while (right < part_.size && letterAt<blind>(part_, right) == letterAt<blind>(text_, at_ + right))
      ++right;
    if (right < part_.size) {
      at_ += right - split_ + 1;
      memory_ = 0;
      continue;
    }
    size_t left = split_;
    while (left > memory_ && letterAt<blind>(part_, left - 1) == letterAt<blind>(text_, at_ + left - 1))
      --left;
    size_t place = left <= memory_ ? at_ : none;
    at_ += period_;
    memory_ = periodic_ ? part_.size - period_ : 0;
    if (place != none)
      return place;
  }
  return none;
}

bool contains(Text text, Text part) {
  if (part.empty())
    return true;
  // Most parts are found, or seen to be absent, at a few places that have their first byte.
  size_t at = 0;
  for (int tries = 0; tries < 16; ++tries, ++at) {
    if (part.size > text.size - at)
      return false;
    at = findLetter<false>(text, at, text.size - part.size + 1, static_cast<unsigned char>(part[0]));
    if (at > text.size - part.size)
      return false;
    if (memcmp(text.data + at, part.data, part.size) == 0)
      return true;
  }
  return Occurrences(text.part(at), part).next() != Occurrences::none;
}

namespace {

size_t findStar(Text glob) {
  const void *found = glob.size ? memchr(glob.data, '*', glob.size) : nullptr;
  return found ? static_cast<size_t>(static_cast<const char *>(found) - glob.data) : SIZE_MAX;
}

} // namespace

bool like(Text text, Text glob) {
  size_t star = findStar(glob);
  if (star == SIZE_MAX)
    return text == glob;
  if (!text.startsWith(glob.part(0, star)))
    return false;
  text = text.part(star);
  glob = glob.part(star + 1);
  // Each part between two stars may as well stand at its first place: what follows has the more room.
  while ((star = findStar(glob)) != SIZE_MAX) {
    if (star > 0) {
      size_t at = Occurrences(text, glob.part(0, star)).next();
      if (at == Occurrences::none)
        return false;
      text = text.part(at + star);
    }
    glob = glob.part(star + 1);
  }
  return text.endsWith(glob);
}

namespace {

/// The match at `at` stands alone: its edges do not continue a word of the text.
bool standsAlone(Text text, size_t at, Text value) {
  size_t end = at + value.size;
  if (isAlnum(value[0]) && at > 0 && isAlnum(text[at - 1]))
    return false;
  return !(isAlnum(value[value.size - 1]) && end < text.size && isAlnum(text[end]));
}

} // namespace

bool mentions(Text text, Text value) {
  Occurrences places(text, value, Case::Blind);
  for (size_t at = places.next(); at != Occurrences::none; at = places.next())
    if (standsAlone(text, at, value))
      return true;
  return false;
}

} // namespace onus::rt
