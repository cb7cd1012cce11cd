// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"
#include "check/data_files.h"
#include "check/elaborator.h"
#include "check/patterns.h"
#include "ir/regex.h"
#include "source/characters.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::check {

using diagnostics::Kind;

namespace {

/// Each `let` is checked once, on its own; where it is used, a mistake in it is not repeated.
class LetChecker {
public:
  LetChecker(Context &context, const resolve::Symbol &symbol)
      : context_(context), symbol_(symbol), decl_(*llvm::cast<syntax::LetDecl>(symbol.decl)) {}
  void run();

private:
  void parameters();
  void table();
  const ir::Type *tableType();
  void examplesBelong();
  bool plainCharacters(llvm::StringRef bytes);

  Context &context_;
  const resolve::Symbol &symbol_;
  const syntax::LetDecl &decl_;
};

void LetChecker::run() {
  size_t before = context_.reporter.errorCount();
  if (decl_.from) {
    table();
  } else if (decl_.value) {
    parameters();
    Scope scope;
    scope.file = symbol_.file;
    context_.program.byDecl[&decl_] = Elaborator(context_, scope).declaration(symbol_);
    examplesBelong();
  }
  if (context_.reporter.errorCount() != before)
    context_.program.broken.insert(&decl_);
}

void LetChecker::parameters() {
  for (size_t at = 0; at < decl_.parameters.size(); ++at)
    for (size_t other = 0; other < at; ++other)
      if (decl_.parameters[at].name.text == decl_.parameters[other].name.text)
        context_.reporter.report<Kind::DuplicateMember>(decl_.parameters[at].name.range,
                                                        decl_.parameters[at].name.text);
}

/// Only a pattern has examples.
void LetChecker::examplesBelong() {
  bool examples = !decl_.yes.empty() || !decl_.no.empty();
  if (!examples || decl_.value->kind == syntax::Expr::Kind::Pattern || decl_.value->kind == syntax::Expr::Kind::Error)
    return;
  const syntax::Text &first = decl_.yes.empty() ? decl_.no.front() : decl_.yes.front();
  context_.reporter.report<Kind::PatternWanted>(decl_.value->range, "no pattern")
      .related(first.range, "only a pattern has examples");
}

const ir::Type *LetChecker::tableType() {
  if (!decl_.type) {
    context_.reporter.report<Kind::DataForm>(decl_.name.range, decl_.format.text, "of no type")
        .help("say what the file holds: `let " + decl_.name.text.str() + ": set<string> from …`");
    return context_.program.types->error();
  }
  const ir::Type *type = elaborateType(context_, *symbol_.file, decl_.type);
  if (decl_.format.text != "json" && decl_.format.text != "csv" && decl_.format.text != "text") {
    context_.reporter.report<Kind::DataForm>(decl_.format.range, decl_.format.text, ir::print(type))
        .help("data is read from `json`, `csv` or `text`");
    return context_.program.types->error();
  }
  if (!formatGives(decl_.format.text, type)) {
    context_.reporter.report<Kind::DataForm>(decl_.type->range, decl_.format.text, ir::print(type))
        .help(decl_.format.text == "csv" ? "csv gives lists of flat records, and lists and sets of plain values"
                                         : "text gives a `string`, a `list<string>` or a `set<string>`");
    return context_.program.types->error();
  }
  return type;
}

/// A table must hold what it looks like, as the source does: an entry with a letter of another script in it is one that
/// nothing ever equals.
bool LetChecker::plainCharacters(llvm::StringRef bytes) {
  size_t number = 0;
  while (!bytes.empty()) {
    auto [line, rest] = bytes.split('\n');
    ++number;
    bytes = rest;
    std::string held =
        source::disguise(number == 1 && line.startswith("\xEF\xBB\xBF") ? line.drop_front(3) : line.rtrim('\r'));
    if (held.empty())
      continue;
    context_.reporter.report<Kind::DataCharacter>(decl_.from.range, decl_.from.value, number, held)
        .help(decl_.format.text == "json"
                  ? "if it is meant, write it as an escape, for instance `\\u200b`"
                  : "if it is meant, keep the table as json, where it can be written `\\u200b`");
    return false;
  }
  return true;
}

void LetChecker::table() {
  const ir::Type *type = tableType();
  if (type->isError())
    return;
  std::string error;
  auto bytes = context_.files.read(context_.program.sources->path(symbol_.file->id), decl_.from.value, error);
  if (!bytes) {
    context_.reporter.report<Kind::DataUnreadable>(decl_.from.range, decl_.from.value, error);
    return;
  }
  if (!plainCharacters(*bytes))
    return;
  DataResult result = decl_.format.text == "json"  ? readJsonData(*bytes, type)
                      : decl_.format.text == "csv" ? readCsvData(*bytes, type)
                                                   : readTextData(*bytes, type);
  if (auto *problem = std::get_if<DataProblem>(&result)) {
    context_.reporter.report<Kind::DataUnfit>(decl_.from.range, decl_.from.value, problem->message)
        .related(decl_.type->range, "the type that it should have");
    return;
  }
  Data &data = context_.program.data.emplace_back();
  data.symbol = &symbol_;
  data.type = type;
  data.value = std::move(std::get<json::Value>(result));
  data.digest = "sha256:" + sha256Hex(*bytes);
  context_.program.byDecl[&decl_] = &data;
}

template <typename Declaration, typename Work>
void each(Context &context, Work work) {
  for (const auto &package : context.program.names->packages())
    for (const syntax::File *file : package->files)
      for (const Decl *decl : file->decls)
        if (llvm::isa<Declaration>(decl))
          if (const resolve::Symbol *symbol = context.program.names->symbolOf(decl))
            work(*symbol);
}

/// A type is checked once, used or not.
void checkType(Context &context, const resolve::Symbol &symbol) {
  size_t before = context.reporter.errorCount();
  syntax::TypeExpr self;
  self.name = {symbol.decl->name, symbol.decl->name.range};
  self.range = symbol.decl->name.range;
  elaborateType(context, *symbol.file, &self);
  if (context.reporter.errorCount() != before)
    context.program.broken.insert(symbol.decl);
}

/// Says which examples a pattern gets wrong, in one of the ways in which it is used.
void checkExamples(Context &context, const syntax::LetDecl &decl, const ir::Regex &regex, bool whole) {
  auto takes = [&](llvm::StringRef text) { return whole ? regex.fullMatch(text) : regex.contains(text); };
  std::string how = whole ? "`matches` asks for the whole text" : "it is looked for anywhere in a text";
  for (const syntax::Text &example : decl.yes)
    if (!takes(example.value))
      context.reporter.report<Kind::PatternMissesExample>(example.range, decl.name.text, example.value)
          .label("should match")
          .related(decl.value->range, "the pattern")
          .note(how);
  for (const syntax::Text &example : decl.no)
    if (takes(example.value))
      context.reporter.report<Kind::PatternTakesExample>(example.range, decl.name.text, example.value)
          .label("should not match")
          .related(decl.value->range, "the pattern")
          .note(how);
}

} // namespace

void checkData(Context &context) {
  each<syntax::TypeDecl>(context, [&](const resolve::Symbol &symbol) { checkType(context, symbol); });
  each<syntax::LetDecl>(context, [&](const resolve::Symbol &symbol) { LetChecker(context, symbol).run(); });
}

void checkPatternExamples(Context &context) {
  each<syntax::LetDecl>(context, [&](const resolve::Symbol &symbol) {
    auto &decl = *llvm::cast<syntax::LetDecl>(symbol.decl);
    auto *pattern = decl.value ? llvm::dyn_cast<syntax::PatternExpr>(decl.value) : nullptr;
    if (!pattern || context.program.broken.contains(&decl))
      return;
    auto compiled = ir::Regex::compile(pattern->value);
    auto *regex = std::get_if<ir::Regex>(&compiled);
    if (!regex)
      return;
    PatternUse use = context.program.patternUses.lookup(&decl);
    if (use.whole || !use.anywhere)
      checkExamples(context, decl, *regex, true);
    if (use.anywhere)
      checkExamples(context, decl, *regex, false);
  });
}

} // namespace onus::check
