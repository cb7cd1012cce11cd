// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/format/layout.h"
#include "runtime/interpret/outcome.h"

/// The words that events and records use.
namespace onus::rt {

inline constexpr Text kindWords[eventKinds] = {"start",  "input",  "prompt",  "completion", "call",
                                               "result", "output", "handoff", "memory"};
inline constexpr Text verdictWords[] = {"allow", "flag", "redact", "ask", "deny"};

inline Text wordOf(Verdict verdict) { return verdictWords[static_cast<size_t>(verdict)]; }
inline Text wordOf(Cause cause) { return cause == Cause::Content ? Text("content") : Text("engine"); }

/// Behind the last dot of a qualified name; empty where there is none.
inline Text ownName(Text qualified) {
  size_t at = qualified.size;
  while (at > 0 && qualified[at - 1] != '.')
    --at;
  return at == 0 ? Text() : qualified.part(at);
}

} // namespace onus::rt
