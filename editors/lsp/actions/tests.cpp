// SPDX-License-Identifier: Apache-2.0
#include "format/format.h"
#include "lint/rule.h"
#include "lower/lower.h"
#include "lsp/actions/action.h"
#include "lsp/actions/parties.h"
#include "lsp/actions/test_text.h"
#include "lsp/whole_project.h"
#include "prose/search.h"
#include "scaffold/render.h"
#include "trial/policy_test.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

namespace onus::lsp {

using llvm::StringRef;

namespace {

/// A rule for which a test is written.
struct Wanted {
  std::string guardrail; ///< qualified
  size_t rule = 0;
  std::string called; ///< `large_refund.over_limit`
};

[[noreturn]] void fail(const std::string &why) { throw RequestError(ErrorCode::RequestFailed, why); }

/// What the project lowers to. That a rule can never decide or always does is an error, and does not keep anybody from
/// looking at what it does.
ir::Module lowered(const driver::Compilation &compilation) {
  bool others = !compilation.reached(driver::Stage::Check) &&
                llvm::any_of(compilation.reporter.all(), [](const auto &diagnostic) {
                  return diagnostic->severity == diagnostics::Severity::Error &&
                         !StringRef(info(*diagnostic).code).startswith("E12");
                });
  if (!compilation.program || others)
    fail("the project has errors, and what does not compile decides nothing");
  return lower::lower(*lower::LowerableProgram::from(*compilation.program, {}), {});
}

/// Searches an event at which the rule fires, and writes the test that shows it.
class TestMaker {
public:
  TestMaker(const ActionRequest &request, Wanted wanted)
      : request_(request), wanted_(std::move(wanted)), project_(request.session, *request.document),
        before_(project_.compile(driver::Stage::Check)), module_(lowered(*before_)) {}

  json::Value run() {
    findGuardrail();
    findFile();
    prose::SourceIndex index(*before_->program);
    auto found = prose::search(module_, *system_, *guardrail_, index, {wanted_.rule, nullptr}, project_.asOf());
    if (!found)
      fail("no event was found at which it fires");
    std::string why = "a test cannot say it";
    for (const std::string &expectation : {expected(), expectedOf(found->outcome)})
      for (Surroundings around : {Surroundings{false, false}, {true, false}, {true, true}})
        if (auto test = write(*found, expectation, around); test && shows(*test, why))
          return edit(*test);
    fail("no test shows it: " + why);
  }

private:
  const check::Program &program() const { return *before_->program; }

  void findGuardrail() {
    for (const ir::System &system : module_.systems)
      for (const ir::Guardrail &guardrail : system.guardrails)
        if (guardrail.name == wanted_.guardrail && !system_) {
          system_ = &system;
          guardrail_ = &guardrail;
        }
    if (!system_ || wanted_.rule >= guardrail_->rules.size())
      fail("no system enforces it");
    for (const check::Guardrail &each : program().guardrails)
      if (each.name() == wanted_.guardrail)
        symbol_ = each.symbol;
  }

  /// The test file of the guardrail's package beside it, or the one that there should be.
  void findFile() {
    const std::string &beside = request_.document->path;
    StringRef folder = llvm::sys::path::parent_path(beside);
    for (const syntax::File *file : symbol_->package->files) {
      std::string path = pathOf(before_->project, before_->sources, file->id);
      if (resolve::isTestFile(path) && llvm::sys::path::parent_path(path) == folder) {
        file_ = file;
        path_ = path;
        text_ = before_->sources.text(file->id).str();
        return;
      }
    }
    path_ = (folder + "/" + llvm::sys::path::stem(beside) + ".test.onus").str();
    text_ = "package " + symbol_->package->name + "\n";
  }

  std::string nameOf(const resolve::Symbol &symbol) const {
    if (symbol.package == symbol_->package)
      return symbol.simpleName().str();
    return file_ ? nameIn(program(), *file_, symbol) : symbol.name;
  }

  template <typename Declared>
  std::string nameOf(const std::deque<Declared> &all, StringRef qualified) const {
    for (const Declared &each : all)
      if (each.symbol && each.symbol->name == qualified)
        return nameOf(*each.symbol);
    return qualified.str();
  }

  std::string expected() const {
    const ir::Rule &rule = guardrail_->rules[wanted_.rule];
    std::string verdict = ir::word(rule.require ? ir::Verdict::Deny : rule.verdict).str();
    if (rule.verdict == ir::Verdict::Ask && !rule.require)
      verdict += " " + asked(rule);
    return verdict + " by " + wanted_.called;
  }

  /// What the guardrail says in all, where a stricter rule fires, too.
  std::string expectedOf(const prose::Performance &outcome) const {
    if (outcome.verdict == ir::Verdict::Ask)
      return expected();
    return ir::word(outcome.verdict).str() + " by " + llvm::StringRef(wanted_.called).split('.').first.str();
  }

  std::string asked(const ir::Rule &rule) const {
    return rule.askParty == "user" ? rule.askParty : nameOf(program().parties, rule.askParty);
  }

  std::string approver() const {
    for (const ir::Rule &rule : guardrail_->rules)
      if (!rule.askParty.empty())
        return asked(rule);
    return {};
  }

  std::string freeName() const {
    std::string name = wanted_.called + " fires";
    auto isTaken = [&](const std::string &candidate) {
      return llvm::any_of(program().tests,
                          [&](const check::TypedTest &test) { return test.decl->what.value == candidate; });
    };
    std::string candidate = name;
    for (int number = 2; isTaken(candidate); ++number)
      candidate = name + " (" + std::to_string(number) + ")";
    return candidate;
  }

  /// What a test says besides the events: only as much as it takes.
  struct Surroundings {
    bool detectors = false, agent = false;
  };

  std::optional<std::string> write(const prose::Found &found, const std::string &expectation,
                                   Surroundings around) const {
    TestText text;
    text.system = system_;
    text.name = freeName();
    text.systemName = nameOf(program().systems, system_->name);
    text.expected = expectation;
    text.approvedBy = found.outcome.approved ? approver() : "";
    text.answersAll = around.detectors;
    text.tellsAgent = around.agent;
    text.detectorName = [this](StringRef name) { return nameOf(program().detectors, name); };
    text.toolName = [this](const ir::Tool &tool) { return toolName(tool); };
    auto test = writtenTest(found.scenario, text);
    if (!test)
      return std::nullopt;
    std::string whole = text_ + (StringRef(text_).endswith("\n") ? "\n" : "\n\n") + *test;
    bool isLaidOut = format::format(text_) == text_;
    return isLaidOut ? format::format(whole) : whole;
  }

  std::string toolName(const ir::Tool &tool) const {
    for (const check::System &system : program().systems)
      if (const check::Tool *found =
              system.symbol && system.symbol->name == system_->name ? system.tool(tool.name) : nullptr)
        return nameOf(*found->surface->symbol) + "." + scaffold::writtenName(found->name);
    return tool.name;
  }

  /// The text compiles, and the test in it passes.
  bool shows(const std::string &text, std::string &why) const {
    auto after = project_.compile(driver::Stage::Check, source::Overlay{path_, text});
    size_t errors = before_->reporter.errorCount();
    if (after->reporter.errorCount() > errors) {
      why = "it does not compile";
      return false;
    }
    ir::Module module = lowered(*after);
    auto results = trial::runTests(*after->program, module, {.asOf = project_.asOf(), .filter = freeName()});
    for (const trial::TestResult &result : results)
      if (!result.passed())
        why = result.findings.front().message;
    return !results.empty() && llvm::all_of(results, [](const auto &result) { return result.passed(); });
  }

  json::Value edit(const std::string &text) const {
    WorkspaceEdit edit(request_.session);
    if (!currentText(request_.session, path_)) {
      if (!edit.create(path_, text))
        fail("it needs a new file, and this editor lets nobody make one");
    } else if (!edit.rewrite(path_, text)) {
      fail("the tests of the package cannot be read");
    }
    return edit.json();
  }

  const ActionRequest &request_;
  Wanted wanted_;
  WholeProject project_;
  std::unique_ptr<driver::Compilation> before_;
  ir::Module module_;
  const ir::System *system_ = nullptr;
  const ir::Guardrail *guardrail_ = nullptr;
  const resolve::Symbol *symbol_ = nullptr;
  const syntax::File *file_ = nullptr; ///< the test file; null where it is to be made
  std::string path_, text_;            ///< of it
};

/// A finding that a test answers: it tells an event, or misses a test.
bool isAnsweredByTest(const ActionRequest &request, const Finding &finding, source::Range rule) {
  const diagnostics::Diagnostic &diagnostic = *finding.diagnostic;
  const lint::Rule *found = diagnostic.rule ? lint::findRule(diagnostic.rule->name) : nullptr;
  bool fits = !diagnostic.flow.empty() || (found && found->category == lint::Category::Testing);
  auto span = fits ? request.session.workspace.span(finding, diagnostic.range) : std::nullopt;
  const TextLines &lines = request.document->lines;
  return span && lines.offset(span->start) < rule.end && rule.begin < lines.offset(span->end);
}

void offerFor(const ActionRequest &request, const check::Guardrail &guardrail, std::vector<Action> &actions) {
  for (size_t at = 0; at < guardrail.rules.size(); ++at) {
    const syntax::Rule &rule = *guardrail.rules[at];
    bool own = guardrail.bodyFile == guardrail.symbol->file;
    if (own && !request.touches(rule.range) && !request.touches(guardrail.decl->name.range))
      continue;
    std::string called = guardrail.decl->name.text.str() + (rule.label ? "." + rule.label.text.str() : "");
    Action action{.title = "Add a test in which `" + called + "` fires", .kind = "refactor.rewrite", .costly = true};
    for (const Finding &finding : request.findings)
      if (isAnsweredByTest(request, finding, own ? rule.range : guardrail.decl->range)) {
        action.findings.push_back(&finding);
        action.kind = "quickfix";
      }
    Wanted wanted{guardrail.name(), at, called};
    action.edit = [&request, wanted] { return TestMaker(request, wanted).run(); };
    actions.push_back(std::move(action));
  }
}

} // namespace

void offerTests(const ActionRequest &request, std::vector<Action> &actions) {
  const syntax::File *tree = request.tree();
  if (!tree || !request.document->isFile || !(request.wants("quickfix") || request.wants("refactor.rewrite")))
    return;
  const check::Program &program = request.place->view->program();
  for (const check::Guardrail &guardrail : program.guardrails) {
    bool here = guardrail.symbol->file == tree && request.touches(guardrail.decl->range);
    bool enforced = llvm::any_of(program.systems, [&](const check::System &system) {
      return system.symbol && llvm::is_contained(system.enforced, &guardrail);
    });
    if (here && enforced)
      offerFor(request, guardrail, actions);
  }
}

} // namespace onus::lsp
