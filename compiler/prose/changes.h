// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prose/pool.h"

#include <memory>

/// The events that are worth showing to a guardrail: where to begin, and what to change in a scenario next. What its
/// conditions, the histories they ask and the tools' bindings compare with decides which values are tried.
namespace onus::prose {

class Changes {
public:
  /// Of a guardrail in a system, and of one exception where there is one. Everything is borrowed.
  Changes(const ir::Module &module, const ir::System &system, const ir::Guardrail &guardrail,
          const ir::Exception *exception, const SourceIndex &index, Day day);

  /// The smallest scenario of a selector; `tool` is null but for call and result. Of every history that the guardrail
  /// asks there is an earlier event, which happened 0 times.
  json::Value base(const ir::GuardrailSelector &selector, const ir::Tool *tool) const;
  /// Every change of one place that is worth trying. With `follow`, entries of maps follow the arguments that name
  /// them.
  std::vector<std::pair<Place, json::Value>> of(const json::Value &scenario, bool follow) const;
  const Pool &pool() const { return pool_; }
  const Casting &casting() const { return *casting_; }

private:
  void gather(const ir::Expr *expr);
  void gatherAll(const ir::Exception *exception);
  void change(const json::Value &scenario, const Place &place, const std::set<std::string> &texts, bool follow,
              std::vector<std::pair<Place, json::Value>> &out) const;

  const ir::System &system_;
  const ir::Guardrail &guardrail_;
  Pool pool_;
  std::set<int64_t> slots_;
  std::map<std::string, const ir::Type *> signals_;
  const ir::Type *agent_ = nullptr;
  std::unique_ptr<Casting> casting_;
};

} // namespace onus::prose
