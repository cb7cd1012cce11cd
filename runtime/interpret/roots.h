// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/growing.h"
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
  /// The arguments where they are fitted, and the root wants them so; else null.
  const Cell *fittedArgs(const Code &root) const {
    bool isFitted = args_.known && !args_.value.failed;
    const TypeRow *of = isFitted ? type(root) : nullptr;
    return of && of->kind == TypeKind::Record ? &args_.value.value : nullptr;
  }
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
  /// What is worked out when it is first read.
  struct Part {
    bool known = false;
    Outcome value;
  };

  const Outcome &args();
  Outcome result(const TypeRow *wanted);
  Outcome fitResult();
  Outcome error() const;
  Outcome ownText(const Code &root) const;
  Outcome contextMember(Text name);
  Outcome fitContext(const ContextRow &declared, Text path);
  Outcome wholeContext();
  Outcome agent(const Code &root);
  Outcome session();
  Outcome sessionMember(Text name) const;
  Outcome toolRecord();
  Outcome textOf(const Outcome &whole);
  Outcome bind(const BindingRow &binding);
  Outcome evaluate(uint32_t code);
  bool maskInto(Growing<bool> &masked, uint32_t code);
  /// A record of so many members, names and values in turn.
  Outcome recordOf(const Cell *members, size_t count);
  /// As many parts as there are things to be kept; null where there is no memory.
  Part *parts(Part *&known, size_t count);
  const TypeRow *type(const Code &code) const {
    return code.type == none ? nullptr : &bundle_.row<Section::Types>(code.type);
  }

  const Bundle &bundle_;
  Arena &arena_;
  Fuel *fuel_;
  const Event &event_;
  const SystemRow &system_;
  const ToolRow *tool_;
  Part args_, result_, agent_;
  Part *context_ = nullptr;    ///< beside the system's members of the context
  Part *parameters_ = nullptr; ///< beside the tool's bindings
  bool binding_ = false;       ///< an effect's parameter is being worked out
};

} // namespace onus::rt
