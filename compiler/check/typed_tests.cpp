// SPDX-License-Identifier: Apache-2.0
#include "check/builtins.h"
#include "check/elaborator.h"

#include "llvm/ADT/STLExtras.h"

/// Policy tests (S49): what their steps name, and their values as closed expressions. Arguments are not checked against
/// the tool, so that a test may send what does not fit.
namespace onus::check {
namespace {

using diagnostics::Kind;
using ir::TypeKind;
using resolve::bit;
using StepKind = syntax::Step::Kind;

constexpr llvm::StringLiteral reasons[] = {"no_policy",     "malformed_event",   "too_large",      "unknown_system",
                                           "unknown_event", "disabled",          "unknown_action", "unfit_arguments",
                                           "surface_drift", "unexpected_result", "replayed_event", "uncovered"};

class TestTyper {
public:
  /// `whole`: nothing was reported before the tests, so that what a system lacks is the test's mistake.
  TestTyper(Context &context, const syntax::File &file, const syntax::TestDecl &decl, bool whole)
      : context_(context), types_(*context.program.types), file_(file), decl_(decl), whole_(whole) {}
  void run();

private:
  void step(const syntax::Step &step);
  void event(TypedStep &typed);
  void at(const syntax::InstantLit &instant);
  void tool(TypedStep &typed);
  void value(TypedStep &typed, const ir::Type *wanted);
  void agent(TypedStep &typed);
  void contextStep(TypedStep &typed);
  void signal(TypedStep &typed);
  void approved(TypedStep &typed);
  void expect(TypedStep &typed);
  void findBy(TypedStep &typed);
  void findRule(TypedStep &typed, const syntax::Name &label);
  void findException(TypedStep &typed);
  const Party *party(const syntax::Path &path);
  const Guardrail *guardrail(llvm::ArrayRef<syntax::Name> names) const;
  std::vector<std::string> termsOf(const Detector &detector) const;
  bool needsEvent(const syntax::Step &step, llvm::StringRef word);
  std::string systemName() const { return test_.system->symbol->name; }

  Context &context_;
  ir::TypeTable &types_;
  const syntax::File &file_;
  const syntax::TestDecl &decl_;
  const bool whole_;
  TypedTest test_;
  syntax::Step lastSyntax_;
  const Tool *lastTool_ = nullptr;
  bool anyEvent_ = false;
  std::optional<Instant> now_; ///< where an `at` was written
};

void TestTyper::run() {
  test_.decl = &decl_;
  test_.file = &file_;
  const resolve::Symbol *symbol =
      context_.program.names->find(file_, decl_.of, bit(Decl::Kind::System), "a system", context_.reporter);
  test_.system = symbol ? context_.program.system(symbol) : nullptr;
  if (!test_.system)
    return;
  bool expects = false;
  for (const syntax::Step *each : decl_.steps) {
    step(*each);
    expects |= each->kind == StepKind::Expect;
  }
  if (!expects)
    context_.reporter.report<Kind::TestWithoutExpect>(decl_.what.range)
        .label("nothing that could go wrong")
        .help("say what the last event should give, for instance `expect allow`");
  context_.program.tests.push_back(std::move(test_));
}

void TestTyper::step(const syntax::Step &step) {
  TypedStep typed;
  typed.syntax = &step;
  switch (step.kind) {
  case StepKind::At:
    at(step.at);
    break;
  case StepKind::After:
    if (now_)
      llvm::AddOverflow(*now_, step.after.value, *now_);
    break;
  case StepKind::Session:
    value(typed, types_.simple(TypeKind::String));
    break;
  case StepKind::Agent:
    agent(typed);
    break;
  case StepKind::Context:
    contextStep(typed);
    break;
  case StepKind::Event:
    event(typed);
    break;
  case StepKind::Signal:
    signal(typed);
    break;
  case StepKind::Approved:
    approved(typed);
    break;
  case StepKind::Expect:
    expect(typed);
    break;
  }
  test_.steps.push_back(std::move(typed));
}

/// An earlier time would be taken as the latest seen (S26), so the step would not do what it says.
void TestTyper::at(const syntax::InstantLit &instant) {
  if (now_ && instant.value < *now_)
    context_.reporter.report<Kind::TestTimeBack>(instant.range, formatInstant(instant.value), formatInstant(*now_))
        .help("put the earlier event first, or write another test: each begins with no history");
  now_ = instant.value;
}

void TestTyper::value(TypedStep &typed, const ir::Type *wanted) {
  if (!typed.syntax->value)
    return;
  Scope scope;
  scope.file = &file_;
  typed.value = elaborate(context_, scope, typed.syntax->value, wanted);
}

bool TestTyper::needsEvent(const syntax::Step &step, llvm::StringRef word) {
  if (anyEvent_)
    return true;
  context_.reporter.report<Kind::TestOutOfPlace>(step.range, word)
      .help("write the event first, for instance `call … { … }`");
  return false;
}

// ---- Events and what surrounds them

void TestTyper::event(TypedStep &typed) {
  ir::EventKind kind = typed.syntax->event;
  anyEvent_ = true;
  lastSyntax_ = *typed.syntax;
  lastTool_ = nullptr;
  if (hasTools(kind))
    tool(typed);
  value(typed, hasText(kind) ? types_.simple(TypeKind::String) : nullptr);
  if (typed.syntax->args) {
    Scope scope;
    scope.file = &file_;
    typed.args = elaborate(context_, scope, typed.syntax->args, nullptr);
  }
}

void TestTyper::tool(TypedStep &typed) {
  llvm::ArrayRef<syntax::Name> names = typed.syntax->tool.names;
  if (names.size() < 2) {
    context_.reporter
        .report<Kind::TestEventForm>(typed.syntax->range, syntax::word(typed.syntax->event),
                                     "names a tool with its surface")
        .help("for instance `call mail.send { … }`");
    return;
  }
  syntax::Path path{names.drop_back(), source::join(names.front().range, names[names.size() - 2].range)};
  const resolve::Symbol *symbol =
      context_.program.names->find(file_, path, bit(Decl::Kind::Surface), "a surface", context_.reporter);
  const Surface *surface = symbol ? context_.program.surface(symbol) : nullptr;
  if (!surface)
    return;
  bool present = llvm::is_contained(test_.system->surfaces, surface);
  typed.tool = present ? surface->find(names.back().text) : nullptr;
  lastTool_ = typed.tool;
  if (typed.tool || !whole_)
    return;
  std::vector<llvm::StringRef> candidates;
  for (const Tool &each : surface->tools)
    candidates.push_back(each.name);
  std::string guess = present ? resolve::closest(names.back().text, candidates) : "";
  auto builder = context_.reporter.report<Kind::TestUnknownTool>(typed.syntax->tool.range, systemName(),
                                                                 typed.syntax->tool.text());
  if (!guess.empty())
    builder.didYouMean(names.back().range, guess);
  else if (!present)
    builder.label("the system does not have this surface");
}

void TestTyper::agent(TypedStep &typed) {
  const ir::Type *string = types_.simple(TypeKind::String);
  const ir::Type *credential = types_.record({{"id", string},
                                              {"purpose", types_.optional(string)},
                                              {"expires", types_.optional(types_.simple(TypeKind::Instant))}});
  value(typed, types_.record({{"id", string},
                              {"on_behalf_of", types_.optional(string)},
                              {"credential", types_.optional(credential)},
                              {"address", types_.optional(types_.simple(TypeKind::Ip))},
                              {"auto_approve", types_.optional(types_.simple(TypeKind::Bool))}}));
}

/// A step may leave out members; those that it has are of their types.
void TestTyper::contextStep(TypedStep &typed) {
  std::vector<ir::Field> fields;
  std::vector<llvm::StringRef> candidates;
  for (const ir::ContextMember &member : test_.system->context) {
    fields.push_back({member.name, types_.optional(member.type)});
    candidates.push_back(member.name);
  }
  if (auto *record = llvm::dyn_cast_or_null<syntax::RecordExpr>(typed.syntax->value))
    for (const syntax::MemberInit &init : record->members) {
      if (llvm::is_contained(candidates, init.name.text) || !whole_)
        continue;
      std::string guess = resolve::closest(init.name.text, candidates);
      auto builder = context_.reporter.report<Kind::TestUnknownContext>(init.name.range, systemName(), init.name.text);
      if (!guess.empty())
        builder.didYouMean(init.name.range, guess);
      return;
    }
  value(typed, types_.record(fields));
}

// ---- Signals

std::vector<std::string> TestTyper::termsOf(const Detector &detector) const {
  std::vector<std::string> terms;
  auto collect = [&](const ir::Expr *expr) {
    if (expr)
      ir::walk(expr, [&](const ir::Expr *part) {
        bool term = part->kind == ir::ExprKind::Signal && part->text == detector.symbol->name;
        if (term && !llvm::is_contained(terms, part->names[0]))
          terms.push_back(part->names[0].str());
      });
  };
  for (const TypedGuardrail &guardrail : test_.system->guardrails) {
    for (const TypedLocal &local : guardrail.lets)
      collect(local.value);
    for (const TypedRule &rule : guardrail.rules)
      collect(rule.condition);
    for (const TypedException &exception : guardrail.exceptions)
      collect(exception.when);
  }
  llvm::sort(terms);
  return terms;
}

void TestTyper::signal(TypedStep &typed) {
  const syntax::Step &step = *typed.syntax;
  if (!needsEvent(step, "signal"))
    return;
  const resolve::Symbol *symbol =
      context_.program.names->find(file_, step.detector, bit(Decl::Kind::Detector), "a detector", context_.reporter);
  const Detector *detector = symbol ? context_.program.detector(symbol) : nullptr;
  if (!detector)
    return;
  if (!step.unavailable)
    value(typed, detector->output);
  typed.signalKeys = termsOf(*detector);
  std::string wanted = symbol->name;
  if (step.argument) {
    Scope scope;
    scope.file = &file_;
    scope.system = test_.system;
    scope.events = {lastSyntax_.event};
    if (lastTool_) {
      scope.tools = {lastTool_};
      scope.effects = sharedEffects(scope.tools);
    }
    wanted = Elaborator(context_, scope).signalKey(*detector, step.argument);
    if (wanted.empty())
      return;
    bool asked = llvm::is_contained(typed.signalKeys, wanted);
    typed.signalKeys.clear();
    if (asked)
      typed.signalKeys.push_back(wanted);
  }
  if (typed.signalKeys.empty() && whole_)
    context_.reporter.report<Kind::TestUnknownSignal>(step.range, systemName(), wanted)
        .label("so this answer is never read");
}

// ---- Approvals and expectations

const Party *TestTyper::party(const syntax::Path &path) {
  const resolve::Symbol *symbol =
      context_.program.names->find(file_, path, resolve::parties, "a team or person", context_.reporter);
  return symbol ? context_.program.party(symbol) : nullptr;
}

void TestTyper::approved(TypedStep &typed) {
  if (needsEvent(*typed.syntax, "approved by") && !typed.syntax->user)
    typed.party = party(typed.syntax->party);
}

void TestTyper::expect(TypedStep &typed) {
  const syntax::Step &step = *typed.syntax;
  if (!needsEvent(step, "expect"))
    return;
  if (step.party && !step.user)
    typed.party = party(step.party);
  if (step.by)
    findBy(typed);
  if (step.exception)
    findException(typed);
  if (step.with && step.verdict != syntax::Verdict::Deny)
    context_.reporter.report<Kind::TestEntryVerdict>(step.range, syntax::word(step.verdict))
        .help("write `expect deny with " + step.with.text.str() + "`, or leave `with` out");
  if (step.with && !llvm::is_contained(reasons, step.with.text)) {
    std::vector<llvm::StringRef> candidates(std::begin(reasons), std::end(reasons));
    std::string guess = resolve::closest(step.with.text, candidates);
    auto builder = context_.reporter.report<Kind::TestUnknownReason>(step.with.range, step.with.text);
    if (!guess.empty())
      builder.didYouMean(step.with.range, guess);
  }
}

const Guardrail *TestTyper::guardrail(llvm::ArrayRef<syntax::Name> names) const {
  return context_.program.guardrail(context_.program.names->tryFind(file_, names, bit(Decl::Kind::Guardrail)));
}

/// GUARDRAIL or GUARDRAIL.RULE.
void TestTyper::findBy(TypedStep &typed) {
  llvm::ArrayRef<syntax::Name> names = typed.syntax->by.names;
  typed.by = guardrail(names);
  bool withRule = !typed.by && names.size() > 1;
  if (withRule)
    typed.by = guardrail(names.drop_back());
  if (!typed.by) {
    syntax::Path path = typed.syntax->by;
    if (names.size() == 2)
      path = {names.drop_back(), names.front().range};
    context_.program.names->find(file_, path, bit(Decl::Kind::Guardrail), "a guardrail", context_.reporter);
    return;
  }
  if (!llvm::is_contained(test_.system->enforced, typed.by)) {
    if (whole_)
      context_.reporter.report<Kind::TestNotEnforced>(typed.syntax->by.range, systemName(), typed.by->name())
          .label("so it decides nothing here");
    typed.by = nullptr;
    return;
  }
  if (withRule)
    findRule(typed, names.back());
}

void TestTyper::findRule(TypedStep &typed, const syntax::Name &label) {
  std::vector<llvm::StringRef> candidates;
  for (const syntax::Rule *rule : typed.by->rules) {
    if (rule->label.text == label.text)
      typed.byRule = rule;
    if (rule->label)
      candidates.push_back(rule->label.text);
  }
  if (typed.byRule)
    return;
  std::string guess = resolve::closest(label.text, candidates);
  auto builder =
      context_.reporter.report<Kind::TestUnknownRule>(label.range, typed.by->symbol->simpleName(), label.text);
  builder.related(typed.by->symbol->decl->name.range, "the guardrail is declared here");
  if (!guess.empty())
    builder.didYouMean(label.range, guess);
}

void TestTyper::findException(TypedStep &typed) {
  const syntax::Path &path = typed.syntax->exception;
  llvm::StringRef last = path.names.back().text;
  std::vector<llvm::StringRef> candidates;
  for (const TypedGuardrail &guardrail : test_.system->guardrails)
    for (const TypedException &each : guardrail.exceptions) {
      const Exception &exception = *each.exception;
      candidates.push_back(exception.decl->name.text);
      std::string full = path.text();
      bool same = path.names.size() == 1
                      ? exception.decl->name.text == last
                      : exception.name == full || llvm::StringRef(exception.name).endswith("." + full);
      // Of two guardrails with an exception of one name, the one that `by` names is meant.
      if (same && (!typed.exception || exception.guardrail == typed.by))
        typed.exception = &exception;
    }
  if (typed.exception || !whole_)
    return;
  std::string guess = resolve::closest(last, candidates);
  auto builder = context_.reporter.report<Kind::TestUnknownException>(path.range, systemName(), path.text());
  if (!guess.empty())
    builder.didYouMean(path.names.back().range, guess);
}

} // namespace

llvm::ArrayRef<llvm::StringLiteral> entryReasons() { return reasons; }

void typeTests(Context &context) {
  bool whole = !context.reporter.hasErrors();
  for (const auto &package : context.program.names->packages()) {
    llvm::StringMap<Range> names;
    for (const syntax::File *file : package->files)
      for (const Decl *decl : file->decls)
        if (auto *test = llvm::dyn_cast<syntax::TestDecl>(decl); test && !package->foreign) {
          auto [first, added] = names.try_emplace(test->what.value, test->what.range);
          if (!added)
            context.reporter.report<Kind::TestNameRepeated>(test->what.range, package->name, test->what.value)
                .related(first->second, "the other one")
                .help("say what each of them shows: the name is all that a failure is reported with");
          TestTyper(context, *file, *test, whole).run();
        }
  }
}

} // namespace onus::check
