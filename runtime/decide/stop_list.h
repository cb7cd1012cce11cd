// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"

namespace onus::rt {

/// What may not act at the moment (S14): names as events say them. It owns its texts.
class StopList {
public:
  /// `{"tools": […], "systems": […], "agents": […], "credentials": […]}`; false with a problem, in the arena of the
  /// list, for anything else. To be called once.
  bool parse(Text json, Text &problem);

  bool stopsTool(Text name) const { return holds(tools_, name); }
  bool stopsSystem(Text name) const { return holds(systems_, name); }
  bool stopsAgent(Text name) const { return holds(agents_, name); }
  bool stopsCredential(Text name) const { return holds(credentials_, name); }

private:
  static bool holds(Span<Text> names, Text name);

  Arena arena_;
  Span<Text> tools_, systems_, agents_, credentials_; ///< sorted
};

} // namespace onus::rt
