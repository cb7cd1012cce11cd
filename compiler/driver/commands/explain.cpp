// SPDX-License-Identifier: Apache-2.0
#include "driver/commands.h"
#include "driver/commands/explain_guardrail.h"
#include "driver/page.h"

#include "diagnostics/diagnostic.h"
#include "pages/pages.h"
#include "llvm/ADT/STLExtras.h"

namespace onus::driver {

namespace {

/// The codes and names that look most like a word that is neither.
std::string suggestion(llvm::StringRef word) {
  std::string best;
  unsigned least = 4;
  for (const diagnostics::KindInfo &row : diagnostics::allKinds())
    for (llvm::StringRef candidate : {llvm::StringRef(row.code), llvm::StringRef(row.name)})
      if (unsigned distance = candidate.edit_distance(word, true, least); distance < least) {
        least = distance;
        best = candidate.str();
      }
  return best.empty() ? "`onus list codes` shows them all" : "did you mean `" + best + "`?";
}

ExitStatus explainCode(const std::string &what, ProseFormat format, Console &console) {
  const diagnostics::KindInfo *row = diagnostics::find(what);
  if (!row) {
    console.error("there is no diagnostic `" + what + "`", suggestion(what));
    return ExitStatus::Input;
  }
  std::string path = std::string(row->code) + ".md";
  auto page = llvm::find_if(pages::files(), [&](const pages::File &file) { return file.path == path; });
  if (page == pages::files().end()) {
    console.error("there is no page about `" + std::string(row->code) + "` in this build");
    return ExitStatus::Internal;
  }
  switch (format) {
  case ProseFormat::Json:
    console.out(json::writePretty(json::Object{{"version", json::Value::integer(1)},
                                               {"code", std::string(row->code)},
                                               {"name", std::string(row->name)},
                                               {"markdown", std::string(page->text)}}));
    break;
  case ProseFormat::Markdown:
    console.out(page->text);
    break;
  case ProseFormat::Text:
    console.out(renderPage(page->text, console.colorOut()));
    break;
  }
  return ExitStatus::Clean;
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
          "A code such as E0401 or a name such as owner-missing; or PATH:GUARDRAIL, or a file or directory for "
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
    bool isCode = diagnostics::find(*what) != nullptr;
    return !isCode && namesSources(*what) ? explainGuardrails(*what, *options, shown, console)
                                          : explainCode(*what, shown, console);
  });
}

} // namespace onus::driver
