// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/engine.h"
#include "trial/bytecode.h"
#include "trial/policy_test.h"
#include "trial/spectator.h"

#include <map>

/// Plays the steps of one test: keeps the clock, the session, the agent and the context, makes the JSON events and
/// presents them to the engines: the reference, whose decisions are judged, and, where asked to, the runtime, which
/// must decide the same.
namespace onus::trial {

class Player {
public:
  /// `engine` remembers nothing yet; `constants` are the program's tables, for the values of steps.
  Player(const check::TypedTest &test, evaluate::Engine &engine, evaluate::Tables &constants, Day asOf);

  /// The runtime decides every event as well, over the same module as bytecode.
  void compareWith(const Bytecode &bytecode);
  /// May be null: nobody looks on.
  void show(Spectator *spectator) { spectator_ = spectator; }
  TestResult play();

private:
  using StepKind = syntax::Step::Kind;

  void step(size_t place);
  void surroundings(const check::TypedStep &step);
  void event(size_t place);
  void approved(size_t place);
  void expect(const check::TypedStep &step);
  void gatherSignals(size_t place);
  void present(size_t place);
  /// A finding where the runtime decides otherwise, or where a decision costs more than was promised.
  void compare(const PresentedEvent &event);
  /// A value of a step as JSON; null and a finding where it cannot be computed.
  json::Value valueOf(const check::TypedStep &step, const ir::Expr *value);
  json::Value valueOf(const check::TypedStep &step) { return valueOf(step, step.value); }
  json::Object envelope(const check::TypedStep &step);
  void addTool(json::Object &event, const check::TypedStep &step);
  void addResult(json::Object &event, const check::TypedStep &step, const std::string &tool);
  json::Value agentValue() const;
  std::string approver(const check::TypedStep &step) const;
  void find(source::Range range, std::string message, std::vector<std::string> notes = {});

  /// A call that a later `result` step may answer.
  struct LastCall {
    std::string id;
    json::Value args;
    bool answered = false;
  };

  const check::TypedTest &test_;
  evaluate::Tables &constants_;
  evaluate::Engine &engine_;
  std::unique_ptr<BytecodeEngine> runtime_; ///< null where nothing is compared or the policy has no bytecode
  Spectator *spectator_ = nullptr;
  TestResult result_;
  Instant now_ = 0;
  std::string session_ = "s1";
  std::map<std::string, int64_t> turns_;
  json::Value agent_;
  json::Value context_;
  size_t nextId_ = 1;
  std::map<std::string, LastCall> calls_; ///< the last one of each tool
  json::Object event_;                    ///< the last one, without signals and approvals
  json::Object signals_;
  json::Array approvals_;
  bool standalone_ = false; ///< a result without a call before it
  std::optional<evaluate::Decision> decision_;
};

} // namespace onus::trial
