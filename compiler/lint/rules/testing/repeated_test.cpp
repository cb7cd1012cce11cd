// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/trials.h"

namespace onus::lint {

namespace {

/// The events as they were presented, each with what is expected of it as it is written.
std::string shown(const check::TypedTest &test, const TestTrial &trial, const source::SourceManager &sources) {
  std::string text;
  size_t event = 0;
  for (size_t place = 0; place < test.steps.size(); ++place) {
    if (event < trial.events.size() && trial.events[event].step == place)
      text += trial.lines[event++] + "\n";
    if (test.steps[place].syntax->kind == syntax::Step::Kind::Expect)
      text += sources.text(test.steps[place].syntax->range).str() + "\n";
  }
  return text;
}

void check(Pass &pass) {
  std::map<std::string, const check::TypedTest *> known;
  for (const check::TypedTest &test : pass.program.tests) {
    const TestTrial *trial = pass.facts.trials().of(test);
    if (!trial || trial->events.empty())
      continue;
    auto [first, added] = known.try_emplace(shown(test, *trial, pass.sources()), &test);
    if (added)
      continue;
    pass.report(test.decl->what.range, "this test presents the same events as \"{}\" and expects the same",
                first->second->decl->what.value)
        .label("shows nothing new")
        .related(first->second->decl->what.range, "the other one")
        .help("change what was meant to differ, or take one of them out");
  }
}

} // namespace

extern const Rule repeated_test = {
    .name = "repeated-test",
    .category = Category::Testing,
    .level = Level::Warn,
    .summary = "two tests present the same events and expect the same",
    .project = check,
};

} // namespace onus::lint
