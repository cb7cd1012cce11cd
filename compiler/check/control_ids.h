// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

#include <optional>
#include <string>
#include <vector>

/// The ways in which people write the ids of controls. A catalogue has one official spelling for each; publishers,
/// auditors and lawyers have several. What is written is read here, and only here; what it names is reported on in
/// controls.cpp.
namespace onus::check {

/// The id in a form that spelling variants share: its runs of letters and of digits, letters in upper case, numbers
/// without leading zeros, joined by dots. `AC-02(01)`, `ac-2.1` and `AC-2(1)` all give `AC.2.1`. A letter that follows
/// a number and ends the word belongs to it, so that `Article 4a` is not `Article 4(a)`.
std::string controlKey(llvm::StringRef id);

/// Finds the control that an id names in any of its spellings: `GV-1.1` for `GOVERN 1.1`, `LLM01` for `LLM01:2025`
/// where only one year is in the catalogue, `9` or `§ 9` for `Article 9` where nothing else has that number. Null where
/// there is none.
const Control *findControl(const Framework &framework, llvm::StringRef id);

/// The control of another edition: `LLM01:2026` for `LLM01:2025`. Null where the id has no year.
const Control *findOtherEdition(const Framework &framework, llvm::StringRef id);

/// A control and what is named below it: `Article 9(2)(a)` is the control `Article 9` and the parts `2`, `a`.
struct Citation {
  const Control *control = nullptr;
  std::vector<std::string> parts;

  /// In the catalogue's spelling, with so many of the parts.
  std::string official(size_t count) const;
  std::string official() const { return official(parts.size()); }
};

/// Reads an id that may go on below a control that is listed; `Art. 9, paragraph 2` as well as `9(2)`. No control is
/// found where no beginning of the id names one.
Citation readCitation(const Framework &framework, llvm::StringRef id);

/// `Article 14(1)-(4)`, `Articles 8 to 15`: both ends, the second one completed from the first.
struct CitedRange {
  Citation from, to;
  std::string toWritten; ///< the second end, completed: `Article 14(4)`
};
/// Nothing where the id is no range, or its first end names no control.
std::optional<CitedRange> readRange(const Framework &framework, llvm::StringRef id);

/// True for ids that differ in numbers only: `Article 8` and `Article 15`, but not `Chapter II`.
bool sameShape(llvm::StringRef a, llvm::StringRef b);

} // namespace onus::check
