// SPDX-License-Identifier: Apache-2.0
#include "driver/linting.h"

#include "diagnostics/render/cells.h"
#include "lint/suppressions.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace onus::driver {

namespace {

using Words = std::vector<std::string>;

/// A flag that takes words separated by commas and may be repeated.
void addWords(CLI::App *app, const char *flag, const char *typeName, const char *description,
              std::function<void(const std::string &)> take) {
  auto takeAll = [take = std::move(take)](const Words &given) {
    for (const std::string &words : given) {
      llvm::SmallVector<llvm::StringRef, 4> split;
      llvm::StringRef(words).split(split, ',');
      for (llvm::StringRef word : split)
        take(word.trim().str());
    }
  };
  app->add_option_function<Words>(flag, takeAll, description)->type_name(typeName)->allow_extra_args(false);
}

lint::Target targetOf(const char *flag, llvm::StringRef word) {
  if (auto target = lint::findTarget(word))
    return *target;
  throw CLI::ValidationError(flag,
                             "there is no lint rule and no category `" + word.str() + "`; " + lint::adviceOn(word));
}

lint::LevelChange changeOf(const char *flag, llvm::StringRef text) {
  auto [word, level] = text.split('=');
  auto found = lint::findLevel(level);
  if (!found)
    throw CLI::ValidationError(flag, "`" + text.str() + "` is not RULE=LEVEL with a level among `off`, `info`, " +
                                         "`warn`, `error` and `forbid`");
  return {targetOf(flag, word), *found};
}

} // namespace

std::shared_ptr<LintOptions> addLinting(const Subcommand &command) {
  auto linting = std::make_shared<LintOptions>();
  lint::Selection &selection = linting->selection;
  addWords(command.app, "--select", "RULE,...", "Run only these rules or categories",
           [&](const std::string &word) { selection.select.push_back(targetOf("--select", word)); });
  addWords(command.app, "--ignore", "RULE,...", "Leave these rules or categories out",
           [&](const std::string &word) { selection.ignore.push_back(targetOf("--ignore", word)); });
  addWords(command.app, "--level", "RULE=LEVEL,...",
           "The level of a rule or category, whatever onus.toml says: off, info, warn, error or forbid",
           [&](const std::string &word) { selection.levels.push_back(changeOf("--level", word)); });
  command.app
      ->add_option_function<std::string>(
          "--fail-level",
          [options = command.options](const std::string &word) {
            options->lintFailsFrom = lint::severity(*lint::findLevel(word));
          },
          "Exit with 1 at findings of this level or above: info, warn or error (warn)")
      ->type_name("LEVEL")
      ->check(isOneOf({"info", "warn", "error"}));
  command.app->add_flag("--isolated", selection.isolated, "Do not read [lint] of onus.toml");
  command.app->add_flag("--no-inline-allow", linting->ignoreComments,
                        "Let no comment of the sources excuse a finding: what an auditor wants to see");
  command.app->add_flag("--show-suppressed", command.options->showSuppressed, "Tell what is excused, by whom and why");
  BaselineOptions &baseline = linting->baseline;
  command.app
      ->add_option("--baseline", baseline.file, "The file of findings that are known and do not count (of onus.toml)")
      ->type_name("FILE");
  command.app->add_flag("--write-baseline", baseline.write,
                        "Write what is found to the baseline; one that is there only shrinks");
  command.app->add_flag("--grow-baseline", baseline.grow, "The same, and let it take in what is new");
  return linting;
}

void lintProject(Compilation &compilation, const LintOptions &linting) {
  if (!compilation.reached(Stage::Check))
    return;
  lint::Levels levels =
      lint::configure(compilation.project, compilation.sources, linting.selection, compilation.project.problems);
  if (compilation.project.unusable())
    return;
  lintChecked(compilation, levels);
  if (!linting.ignoreComments)
    lint::suppress(*compilation.program, levels, compilation.reporter);
  compilation.reporter.sort();
  useBaseline(compilation, levels, linting.baseline, linting.selection.isolated);
}

namespace {

/// `a.onus:7:3: waiver-about-to-end: this shadow ends in 9 days`, and below it who excuses it and why.
std::string suppressedText(const diagnostics::Diagnostic &diagnostic, const source::SourceManager &sources) {
  const diagnostics::Suppression &why = *diagnostic.suppression;
  std::string text = source::describe(sources, diagnostic.range) + ": " + std::string(info(diagnostic).name) + ": " +
                     diagnostic.message + "\n    excused by ";
  if (why.where == diagnostics::Suppression::Where::Baseline)
    return text + "the baseline\n";
  return text + source::describe(sources, why.range) + ": " + why.reason + "\n";
}

} // namespace

void tellSuppressed(const Compilations &compilations, const Options &options, Console &console) {
  if (!isForPeople(options))
    return;
  size_t comments = 0, baseline = 0;
  for (const auto &compilation : compilations)
    for (const auto &diagnostic : compilation->reporter.suppressed()) {
      ++(diagnostic->suppression->where == diagnostics::Suppression::Where::Source ? comments : baseline);
      if (options.showSuppressed)
        console.out(diagnostics::render::printable(suppressedText(*diagnostic, compilation->sources)));
    }
  if (options.quiet || comments + baseline == 0)
    return;
  std::string by = !baseline ? "by comments"
                   : !comments
                       ? "by the baseline"
                       : std::to_string(comments) + " by comments, " + std::to_string(baseline) + " by the baseline";
  console.err(std::to_string(comments + baseline) + (comments + baseline == 1 ? " finding is" : " findings are") +
              " excused " + by + (options.showSuppressed ? "" : " (--show-suppressed tells them)") + "\n");
}

} // namespace onus::driver
