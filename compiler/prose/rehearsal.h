// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prose/scenario.h"

#include <memory>
#include <optional>

/// Plays scenarios against one guardrail, with the reference evaluator. The guardrail stands alone: what other
/// guardrails say, and whether a tool is covered, has no part in it. Beside it, what is asked of its conditions is
/// evaluated as rules that watch and bind nothing.
namespace onus::prose {

/// What became of the event of a scenario.
struct Performance {
  bool entered = false; ///< the event and those before it passed the entry checks and went ahead as assumed
  ir::Verdict verdict = ir::Verdict::Deny;  ///< what the guardrail alone says
  std::vector<bool> fired;                  ///< by rule, lifted or not
  std::vector<std::string> lifted;          ///< by rule: the exception that lifted it, or empty
  std::vector<bool> failed;                 ///< by rule
  bool failure = false;                     ///< something failed
  bool approved = false;                    ///< an event before it needed a person's approval
  std::vector<std::optional<bool>> answers; ///< of the questions; nothing where it failed
};

class Rehearsal {
public:
  /// `questions` are conditions over the guardrail's events, over its named values. Everything is borrowed.
  Rehearsal(const ir::Module &module, const ir::System &system, const ir::Guardrail &guardrail,
            std::vector<const ir::Expr *> questions, Day day);
  Performance play(const json::Value &scenario);
  /// Events that were decided so far.
  size_t decided() const { return decided_; }

private:
  std::unique_ptr<evaluate::Engine> engine() const;
  evaluate::Decision present(const json::Value &event, const std::string &id);
  bool ahead(const json::Value &event, const std::string &id, bool &approved);

  ir::Module module_;
  size_t rules_ = 0, questions_ = 0;
  std::string guardrail_;
  Instant now_;
  bool beyondSession_ = false; ///< history reaches beyond the session: every scenario needs an engine of its own
  std::unique_ptr<evaluate::Engine> engine_;
  size_t decided_ = 0, sessions_ = 0;
  int64_t turn_ = 0;
};

} // namespace onus::prose
