// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/event.h"
#include "evaluate/expression.h"
#include "evaluate/fit.h"

#include "llvm/ADT/StringMap.h"

/// An event as expressions see it: each part is fitted to its type when it is first read, so that what nobody reads
/// need not be there (S43), and kept for the rest of the decision.
namespace onus::evaluate {

class EventRoots : public Roots {
public:
  /// `tool` is null but for call and result. All are borrowed.
  EventRoots(const Event &event, const ir::System &system, const ir::Tool *tool, Tables &tables)
      : event_(event), system_(system), tool_(tool), tables_(tables) {}

  Outcome root(const ir::Expr &root) override;
  Outcome member(const ir::Expr &root, llvm::StringRef name) override;
  Outcome text(const ir::Expr &root) override;
  Outcome effectParameter(llvm::StringRef effect, llvm::StringRef parameter) override;
  Outcome signal(const ir::Expr &signal) override;

  /// The arguments fitted to the tool's type (S10), for the entry check.
  const std::variant<Value, Misfit> &args();
  /// The text of the event's own content: of the arguments, the result, or `text`.
  Outcome contentText();
  const ir::Binding *binding(llvm::StringRef effect, llvm::StringRef parameter) const;
  /// Of an effect's parameter: which of its elements came from a sensitive argument, or whether its one value did.
  /// Empty for anything else.
  std::vector<bool> maskedElements(const ir::Expr &parameter);
  const Event &event() const { return event_; }
  const ir::System &system() const { return system_; }
  const ir::Tool *tool() const { return tool_; }

private:
  Outcome argsValue();
  Outcome result(const ir::Type *wanted);
  Outcome fitResult();
  Outcome error();
  Outcome ownText(llvm::StringRef kind);
  Outcome contextMember(llvm::StringRef name);
  Outcome fitContext(llvm::StringRef name);
  Outcome wholeContext();
  Outcome agent(const ir::Type *type);
  Outcome session() const;
  Outcome bind(const ir::Binding &binding);
  void maskInto(std::vector<bool> &masked, const ir::Expr &value);

  const Event &event_;
  const ir::System &system_;
  const ir::Tool *tool_;
  Tables &tables_;
  std::optional<std::variant<Value, Misfit>> args_;
  std::optional<Outcome> result_;
  std::optional<Outcome> agent_;
  llvm::StringMap<Outcome> context_;
  llvm::StringMap<Outcome> parameters_;
};

/// True where the value of an expression may come from something sensitive. A path is as sensitive as its end, whatever
/// stands beside it in the record that it leads through.
bool readsSensitive(const ir::Expr &expr);

/// A list parameter takes an argument or a list of them: lists are flattened, absent ones count as none (S37).
Value flattened(const Value &value);

} // namespace onus::evaluate
