// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/interpret/evaluator.h"
#include "runtime/interpret/event.h"

/// An event as expressions see it: each part is fitted to its type when it is first read, so that what nobody reads
/// need not be there (S43), and kept for the rest of the decision.
namespace onus::rt {

class Roots {
public:
  /// `tool` is null but for call and result; all are borrowed. Memory comes from the decision's arena.
  Roots(const Bundle &bundle, Arena &arena, Fuel &fuel, const Event &event, const SystemRow &system,
        const ToolRow *tool);

  /// `args`, `result`, `session` and so on, as a whole, as the instruction's type wants it.
  Outcome root(const Code &root);
  /// One member of a root: `context` holds each on its own (S43).
  Outcome member(const Code &root, Text name);
  /// `text(input)`, `text(result)`: the result of a tool that failed has a text too.
  Outcome text(const Code &root);
  /// `effect.parameter` of the event's tool.
  Outcome effectParameter(Text parameter);
  /// A detector's answer.
  Outcome signal(const Code &signal);

  /// The arguments fitted to the tool's type (S10), for the entry check: false where they do not fit, and then `misfit`
  /// says why.
  bool fitArguments(Text &misfit);
  /// The text of the event's own content: of the arguments, the result, or `text`.
  Outcome contentText();
  const BindingRow *binding(Text parameter) const;
  /// Of an instruction that reads an effect's parameter: which of its elements came from a sensitive argument (S37), or
  /// whether its one value did. Empty for anything else.
  Span<bool> maskedElements(uint32_t code);

  /// Takes the steps of what is evaluated for it from another fuel from now on.
  void charge(Fuel &fuel) { fuel_ = &fuel; }
  const Event &event() const { return event_; }
  const SystemRow &system() const { return system_; }
  const ToolRow *tool() const { return tool_; }

private:
  const Bundle &bundle_;
  Arena &arena_;
  Fuel *fuel_;
  const Event &event_;
  const SystemRow &system_;
  const ToolRow *tool_;
};

} // namespace onus::rt
