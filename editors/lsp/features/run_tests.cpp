// SPDX-License-Identifier: Apache-2.0
#include "lsp/feature.h"

#include "driver/test_failure.h"
#include "driver/version.h"
#include "lower/lower.h"
#include "lsp/tests_of.h"

#include "llvm/ADT/STLExtras.h"

/// `onus.server.runTests [uri, test?, guardrail?]`: plays the tests of a document, or one of them, or those of the
/// project that name a guardrail. The answer is a text for people; a client that has no command of its own to show it
/// gets it as a message.
namespace onus::lsp {

namespace {

/// The argument at a place; empty where it is left out or null. Throws InvalidParams for what is no text.
std::string argument(const json::Value &arguments, size_t at) {
  const json::Array *all = arguments.asArray();
  if (!all || all->size() <= at || (*all)[at].isNull())
    return {};
  if (const std::string *text = (*all)[at].asString())
    return *text;
  throw RequestError(ErrorCode::InvalidParams, "the arguments are the URI of a document, a test and a guardrail");
}

class TestRun {
public:
  TestRun(const View &view, const ir::Module &module) : view_(view), module_(module) {}

  /// Plays those of the tests whose names are the test's own (others may share it, and are left out).
  void play(llvm::ArrayRef<const check::TypedTest *> tests) {
    for (const check::TypedTest *test : tests) {
      trial::Options options{.asOf = view_.program().options.asOf, .filter = test->decl->what.value.str()};
      for (const trial::TestResult &result : trial::runTests(view_.program(), module_, options))
        if (result.test == test)
          tell(result);
    }
  }

  std::string report() const {
    return told_ + std::to_string(passed_) + " passed, " + std::to_string(failed_) + " failed\n";
  }
  bool passed() const { return failed_ == 0; }

private:
  void tell(const trial::TestResult &result) {
    ++(result.passed() ? passed_ : failed_);
    told_ += result.passed() ? "passed " + result.name + "\n" : driver::failure(result, view_.sources(), false);
  }

  const View &view_;
  const ir::Module &module_;
  std::string told_;
  size_t passed_ = 0, failed_ = 0;
};

std::vector<const check::TypedTest *> chosen(const View &view, source::FileId file, const std::string &test,
                                             const std::string &guardrail) {
  const check::Program &program = view.program();
  if (!guardrail.empty()) {
    const check::Guardrail *named = guardrailNamed(program, guardrail);
    return named ? testsNaming(program, *named) : std::vector<const check::TypedTest *>();
  }
  std::vector<const check::TypedTest *> tests;
  for (const check::TypedTest &each : program.tests)
    if (each.file->id == file && (test.empty() || each.decl->what.value == test))
      tests.push_back(&each);
  return tests;
}

json::Value run(Session &session, const json::Value &arguments) {
  std::string test = argument(arguments, 1), guardrail = argument(arguments, 2);
  auto document = session.documents.find(argument(arguments, 0));
  if (!document)
    throw RequestError(ErrorCode::InvalidParams, "the document is not open");
  ViewPtr view = session.workspace.wholeView(*document);
  auto file = view ? session.workspace.fileOf(*view, *document) : std::nullopt;
  auto lowerable = view ? lower::LowerableProgram::from(view->program(), view->compilation().reporter) : std::nullopt;
  if (!file || !lowerable)
    throw RequestError(ErrorCode::RequestFailed, "the policy has errors; tests are played when it has none");
  ir::Module module = lower::lower(*lowerable, {.onusVersion = driver::version, .system = {}});
  TestRun played(*view, module);
  played.play(chosen(*view, *file, test, guardrail));
  if (!session.client.knows("onus.runTests"))
    session.client.notify("window/showMessage", json::Object{{"type", json::Value::integer(played.passed() ? 3 : 1)},
                                                             {"message", played.report()}});
  return played.report();
}

} // namespace

const Feature runTests = {
    .offer = [](json::Object &, const Client &) {}, .methods = {}, .commands = {{"onus.server.runTests", run}}};

} // namespace onus::lsp
