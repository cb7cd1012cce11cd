// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prose/guardrail.h"
#include "prose/speaker.h"

namespace onus::prose {

/// A guardrail as one system has it.
struct Setting {
  const check::System *system = nullptr;
  const check::TypedGuardrail *typed = nullptr;
  bool enforced() const { return system && system->symbol; }
};

/// Writes the sections of the text about one guardrail, in order. Rules are told as the first system has them: what
/// differs between systems is which tools are selected.
class Explainer {
public:
  Explainer(const Project &project, const check::Guardrail &guardrail);
  Document write();

private:
  // guardrail.cpp
  void glance();
  void whenItLooks();
  std::vector<Item> selectors(const Setting &setting);
  Item selector(const Setting &setting, const check::TypedSelector &selector);
  std::vector<Item> untouched(const Setting &setting, const check::TypedSelector &selector);
  void words();
  Item parameterMeaning(llvm::StringRef effect, llvm::StringRef name);
  void controls();
  // rules.cpp
  void rules();
  void rule(size_t place);
  std::string verdict(const check::TypedRule &rule) const;
  void conditionOf(const check::TypedRule &rule, std::string lead);
  std::string order(size_t place) const;
  std::string subject() const;
  // notes.cpp
  std::vector<Item> notes(size_t place);
  std::vector<Item> absences(const check::TypedRule &rule);
  // unread.cpp
  void notLookedAt();
  std::vector<Item> forgotten(const Setting &setting);
  // duties.cpp
  void failures();
  void answers();
  void exceptions();
  Item exception(const check::Exception &exception);
  std::vector<Item> waiver(const check::Waiver &waiver, const check::Party *requester) const;
  std::string inherited(check::Origin origin, const resolve::Symbol *from, source::Range range) const;
  std::string logged();
  std::string escalation() const;
  std::string rollback() const;
  // examples.cpp
  std::vector<Item> examples(size_t rule);
  std::vector<Item> examples(const check::Exception &exception);

  const Setting &first() const { return settings_.front(); }

  const Project &project_;
  const check::Program &program_;
  const check::Guardrail &guardrail_;
  std::vector<Setting> settings_; ///< at least one
  std::unique_ptr<Speaker> speaker_;
  Document document_;
};

/// A rule as the text calls it: its label, or "the rule".
std::string ruleName(const syntax::Rule &rule);

} // namespace onus::prose
