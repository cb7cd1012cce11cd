// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>

/// What every stage calls by the same word, from the source to the decision record.
namespace onus {

enum class EventKind {
#define ONUS_EVENT_KIND(NAME, WORD) NAME,
#include "base/words.def"
};
enum class Verdict { ///< in order of strictness (S4)
#define ONUS_VERDICT(NAME, WORD) NAME,
#include "base/words.def"
};
enum class Severity {
#define ONUS_SEVERITY(NAME, WORD) NAME,
#include "base/words.def"
};

llvm::StringRef word(EventKind kind);
llvm::StringRef word(Verdict verdict);
llvm::StringRef word(Severity severity);
std::optional<EventKind> eventKind(llvm::StringRef word);
std::optional<Severity> severity(llvm::StringRef word);

} // namespace onus
