// SPDX-License-Identifier: Apache-2.0
#include "driver/commands/commands.h"
#include "driver/commands/explain_guardrail.h"
#include "driver/page.h"

#include "diagnostics/diagnostic.h"
#include "lint/rule.h"
#include "pages/pages.h"
#include "rule_pages/rule_pages.h"

#include "llvm/ADT/STLExtras.h"

#include <stdexcept>

namespace onus::driver {

namespace {

/// The codes, names and lint rules that look most like a word that is none of them.
std::string suggestion(llvm::StringRef word) {
  std::string best;
  unsigned least = 4;
  auto consider = [&](std::string_view candidate) {
    unsigned distance = llvm::StringRef(candidate).edit_distance(word, true, least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  };
  for (const diagnostics::KindInfo &row : diagnostics::allKinds()) {
    consider(row.code);
    consider(row.name);
  }
  for (const lint::Rule *rule : lint::allRules())
    consider(rule->name);
  return best.empty() ? "`onus list codes` and `onus list rules` show them all" : "did you mean `" + best + "`?";
}

/// A page as it is shown; `about` are the members of the JSON form beside the text.
void show(std::string_view page, json::Object about, ProseFormat format, PageLabels labels, Console &console) {
  switch (format) {
  case ProseFormat::Json:
    about.emplace(about.begin(), "version", json::Value::integer(1));
    about.emplace_back("markdown", std::string(page));
    console.out(json::writePretty(about));
    break;
  case ProseFormat::Markdown:
    console.out(page);
    break;
  case ProseFormat::Text:
    console.out(renderPage(page, labels, console.colorOut()));
    break;
  }
}

template <typename Files>
auto findPage(const Files &files, const std::string &path) {
  auto page = llvm::find_if(files, [&](const auto &file) { return file.path == path; });
  if (page == files.end())
    throw std::runtime_error("there is no page `" + path + "` in this build");
  return page->text;
}

ExitStatus explainCode(const diagnostics::KindInfo &row, ProseFormat format, Console &console) {
  show(findPage(pages::files(), std::string(row.code) + ".md"),
       {{"code", std::string(row.code)}, {"name", std::string(row.name)}}, format, PageLabels::OfCode, console);
  return ExitStatus::Clean;
}

ExitStatus explainRule(const lint::Rule &rule, ProseFormat format, Console &console) {
  show(findPage(rule_pages::files(), pagePath(rule)),
       {{"rule", std::string(rule.name)},
        {"category", word(rule.category).str()},
        {"level", word(rule.level).str()},
        {"edition", std::to_string(rule.edition)},
        {"preview", rule.preview},
        {"fixable", rule.fixable},
        {"summary", std::string(rule.summary)}},
       format, PageLabels::OfRule, console);
  return ExitStatus::Clean;
}

ExitStatus explain(const std::string &what, Options &options, ProseFormat format, Console &console) {
  if (const diagnostics::KindInfo *row = diagnostics::find(what))
    return explainCode(*row, format, console);
  if (const lint::Rule *rule = lint::findRule(what))
    return explainRule(*rule, format, console);
  if (namesSources(what))
    return explainGuardrails(what, options, format, console);
  console.error("there is no diagnostic and no lint rule `" + what + "`", suggestion(what));
  return ExitStatus::Input;
}

} // namespace

void addExplain(CLI::App &app, Work &chosen) {
  Subcommand command = addSubcommand(
      app, "explain", "What a diagnostic means; what a guardrail does, in plain English for who signs it");
  auto what = std::make_shared<std::string>();
  auto format = std::make_shared<std::string>("text");
  command.app
      ->add_option(
          "WHAT", *what,
          "A code such as E0401, a name such as owner-missing or a lint rule; or PATH:GUARDRAIL, or a file or directory for "
          "all of its guardrails")
      ->required()
      ->type_name("");
  command.app->add_option("--format", *format, "How to show it: text, markdown or json (text)")
      ->type_name("FORMAT")
      ->check(isOneOf({"text", "markdown", "json"}));
  addCompiling(command);
  onChosen(command, chosen, [options = command.options, what, format](Console &console) {
    ProseFormat shown = *format == "json"       ? ProseFormat::Json
                        : *format == "markdown" ? ProseFormat::Markdown
                                                : ProseFormat::Text;
    options->format = shown == ProseFormat::Json ? Format::Json : Format::Text;
    return explain(*what, *options, shown, console);
  });
}

} // namespace onus::driver
