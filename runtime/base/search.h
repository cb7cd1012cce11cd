// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/text.h"

/// Searching in texts that an attacker may have written together with what is searched: every search here takes time
/// linear in both texts whatever they are (S38), and no memory.
namespace onus::rt {

/// Letters of ASCII told apart by case or not.
enum class Case { Told, Blind };

/// The places of a part in a text, overlapping ones too, from left to right. Both texts must outlive it.
class Occurrences {
public:
  static constexpr size_t none = SIZE_MAX;

  /// An empty part occurs nowhere.
  Occurrences(Text text, Text part, Case letters = Case::Told);
  /// The next place, or `none`.
  size_t next();

private:
  template <bool blind>
  size_t nextAs();

  Text text_;
  Text part_;
  bool blind_;
  bool periodic_ = false;
  size_t split_ = 0;  ///< the part's critical factorisation: its right half begins here
  size_t period_ = 1; ///< how far the part moves after a match
  size_t at_ = 0;
  size_t memory_ = 0; ///< as many bytes of the part as are known to match at `at_`
};

/// True where the part stands in the text; the empty part does in every text.
bool contains(Text text, Text part);
/// The whole text fits the glob; `*` is its only wildcard (S29).
bool like(Text text, Text glob);
/// The text names the value as a word (S25). Case-blind in ASCII, otherwise byte by byte; a match may not touch a
/// letter or digit (ASCII's) where the value's own edge is one; an empty value is never mentioned.
bool mentions(Text text, Text value);

} // namespace onus::rt
