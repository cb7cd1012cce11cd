// SPDX-License-Identifier: Apache-2.0
#include "base/words.h"

namespace onus {

llvm::StringRef word(EventKind kind) {
  switch (kind) {
#define ONUS_EVENT_KIND(NAME, WORD)                                                                                    \
  case EventKind::NAME:                                                                                                \
    return WORD;
#include "base/words.def"
  }
  return {};
}

llvm::StringRef word(Verdict verdict) {
  switch (verdict) {
#define ONUS_VERDICT(NAME, WORD)                                                                                       \
  case Verdict::NAME:                                                                                                  \
    return WORD;
#include "base/words.def"
  }
  return {};
}

llvm::StringRef word(Severity severity) {
  switch (severity) {
#define ONUS_SEVERITY(NAME, WORD)                                                                                      \
  case Severity::NAME:                                                                                                 \
    return WORD;
#include "base/words.def"
  }
  return {};
}

std::optional<EventKind> eventKind(llvm::StringRef word) {
#define ONUS_EVENT_KIND(NAME, WORD)                                                                                    \
  if (word == WORD)                                                                                                    \
    return EventKind::NAME;
#include "base/words.def"
  return std::nullopt;
}

std::optional<Severity> severity(llvm::StringRef word) {
#define ONUS_SEVERITY(NAME, WORD)                                                                                      \
  if (word == WORD)                                                                                                    \
    return Severity::NAME;
#include "base/words.def"
  return std::nullopt;
}

} // namespace onus
