// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/decision.h"
#include "evaluate/history.h"
#include "evaluate/state.h"
#include "evaluate/system_index.h"
#include "evaluate/tables.h"

/// The reference engine: decides events one after the other by the plain meaning of the policy IR. It is slow beside
/// the others, and they are tested against it.
namespace onus::evaluate {

/// What may not act at the moment (S14): names as events say them.
struct StopList {
  std::set<std::string> tools, systems, agents, credentials;
  /// `{"tools": […], "systems": […], "agents": […], "credentials": […]}`; an error message for anything else.
  static std::variant<StopList, std::string> parse(llvm::StringRef text);
};

struct EngineOptions {
  std::string system; ///< the system that events mean where they name none
  StopList stop;
  Key key;
  Limits limits;
};

/// How one event is judged; only policy tests differ from the default.
struct JudgeOptions {
  bool skipArguments = false; ///< a test's result without a call before it (S49)
  Watcher *watcher = nullptr; ///< is told what the guardrails evaluate; may be null
};

class Engine {
public:
  /// Borrows the module. Events are decided in the order in which they come.
  explicit Engine(const ir::Module &module, EngineOptions options = {});
  explicit Engine(ir::Module &&module, EngineOptions options = {}) = delete; // it would not live long enough
  Engine(const Engine &) = delete;
  Engine &operator=(const Engine &) = delete;

  /// Decides one event: always one record, one line of JSON without the line break. Never throws.
  std::string decide(llvm::StringRef eventLine) { return judge(eventLine).record; }
  /// The same with its reasons. Results borrow the engine's module.
  Decision judge(llvm::StringRef eventLine, const JudgeOptions &options = {});

  /// Takes up the state that was saved; an error message where the text is none of ours.
  std::optional<std::string> loadState(llvm::StringRef text);
  std::string saveState() const;
  /// Remembers nothing any more, as when it was made.
  void forget();

  const ir::Module &module() const { return module_; }
  /// A system by its qualified name, or by its own name where only one has it; null where there is none.
  const ir::System *findSystem(llvm::StringRef name) const;

private:
  std::optional<Refusal> enter(Decision &decision, llvm::StringRef line, const JudgeOptions &options);
  std::optional<Refusal> enterSystem(Decision &decision);
  std::optional<Refusal> enterTool(Decision &decision, const JudgeOptions &options);
  std::optional<Refusal> enterMemory(const Decision &decision) const;
  bool isStopped(const Decision &decision) const;
  void refuse(Decision &decision, const Refusal &refusal);
  void judgeGuardrails(Decision &decision, EventRoots &roots, EventHistory &history, Watcher *watcher);
  void judgeHistory(Decision &decision, const EventHistory &history);
  void gatherAsks(Decision &decision);
  void weigh(Decision &decision);
  bool isCovered(const Decision &decision) const;
  void remember(Decision &decision, EventHistory &history);
  const SystemIndex &index(const ir::System &system) const;

  const ir::Module &module_;
  EngineOptions options_;
  Tables tables_;
  std::map<const ir::System *, SystemIndex> indexes_;
  State state_;
  std::set<const ir::System *> remembering_; ///< systems whose state may be other than at the start
};

} // namespace onus::evaluate
