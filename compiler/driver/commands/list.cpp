// SPDX-License-Identifier: Apache-2.0
#include "driver/commands/commands.h"
#include "driver/report.h"
#include "driver/screen.h"

#include "backends/backend.h"
#include "diagnostics/diagnostic.h"
#include "diagnostics/render/style.h"
#include "diagnostics/render/text.h"
#include "ir/module.h"
#include "lint/rule.h"
#include "prose/parties.h"
#include "stdlib/stdlib.h"
#include "syntax/ast.h"
#include "syntax/parse/parse.h"

#include "llvm/Support/Casting.h"

namespace onus::driver {

namespace {

using diagnostics::render::paint;
using diagnostics::render::Role;

/// What is listed: a column of names, and members for the JSON form.
struct Row {
  std::string key;
  std::string text; ///< may have several lines
  json::Object members;
};

/// A text of several lines, all but the first moved to the right.
std::string indented(llvm::StringRef text, size_t columns) {
  std::string out;
  for (char c : text) {
    out += c;
    if (c == '\n')
      out += std::string(columns, ' ');
  }
  return out;
}

std::vector<Row> codes() {
  std::vector<Row> rows;
  for (const diagnostics::KindInfo &kind : diagnostics::allKinds()) {
    std::string severity = diagnostics::render::word(kind.severity).str();
    std::string name(kind.name), code(kind.code);
    rows.push_back({code,
                    severity + std::string(9 - severity.size(), ' ') + name,
                    {{"code", code}, {"name", name}, {"severity", severity}, {"message", std::string(kind.format)}}});
  }
  return rows;
}

std::vector<Row> rules() {
  std::vector<Row> rows;
  for (const lint::Rule *rule : lint::allRules()) {
    std::string name(rule->name), summary(rule->summary);
    std::string category = word(rule->category).str(), level = rule->preview ? "preview" : word(rule->level).str();
    rows.push_back({name,
                    category + std::string(14 - category.size(), ' ') + level + std::string(9 - level.size(), ' ') +
                        std::to_string(rule->edition) + "  " + summary + (rule->fixable ? " (has fixes)" : ""),
                    {{"name", name},
                     {"category", category},
                     {"level", word(rule->level).str()},
                     {"edition", std::to_string(rule->edition)},
                     {"preview", rule->preview},
                     {"fixable", rule->fixable},
                     {"summary", summary}}});
  }
  return rows;
}

std::vector<Row> targets() {
  std::vector<Row> rows;
  for (const backends::TargetInfo &target : backends::allTargets())
    rows.push_back(
        {target.word.str(),
         target.doc.str(),
         {{"target", target.word.str()}, {"suffix", target.suffix.str()}, {"description", target.doc.str()}}});
  return rows;
}

std::string signature(llvm::ArrayRef<syntax::FieldDecl> parameters, const source::SourceManager &sources) {
  std::string result;
  for (const syntax::FieldDecl &parameter : parameters)
    result += (result.empty() ? "(" : ", ") + sources.text(parameter.range).str();
  return result.empty() ? result : result + ")";
}

/// The declarations of the standard library of one kind, as rows.
template <typename Decl, typename MakeRow>
std::vector<Row> declarations(MakeRow makeRow) {
  source::SourceManager sources;
  diagnostics::Reporter reporter;
  Arena arena;
  std::vector<Row> rows;
  for (const stdlib::File &embedded : stdlib::files()) {
    auto id = sources.add("<std>/" + std::string(embedded.path), std::string(embedded.text));
    const syntax::File *file = syntax::parse(sources, id, arena, reporter);
    for (const syntax::Decl *decl : file->decls)
      if (auto *found = llvm::dyn_cast<Decl>(decl))
        rows.push_back(makeRow(*found, file->package.text() + "." + found->name.text.str(), sources, *file));
  }
  return rows;
}

size_t countControls(llvm::ArrayRef<syntax::ControlDecl *> controls) {
  size_t count = controls.size();
  for (const syntax::ControlDecl *control : controls)
    count += countControls(control->children);
  return count;
}

std::vector<Row> frameworks() {
  return declarations<syntax::FrameworkDecl>(
      [](const auto &framework, const std::string &name, const auto &, const auto &) {
        size_t controls = countControls(framework.controls);
        return Row{name,
                   framework.title.value.str() + "\nversion " + framework.version.value.str() + "\n" +
                       std::to_string(controls) + " controls, " + (framework.incomplete ? "incomplete" : "complete") +
                       "\nfrom " + framework.source.value.str(),
                   {{"name", name},
                    {"title", framework.title.value.str()},
                    {"version", framework.version.value.str()},
                    {"source", framework.source.value.str()},
                    {"publisher", framework.publisher.value.str()},
                    {"license", framework.license.value.str()},
                    {"superseded_by", framework.supersededBy.value.str()},
                    {"complete", !framework.incomplete},
                    {"controls", json::Value::integer(static_cast<int64_t>(controls))}}};
      });
}

/// What must be covered of a tool with the effect; nothing written means its call.
std::string coverOf(const syntax::EffectDecl &effect) {
  std::string kinds;
  for (const syntax::Name &kind : effect.cover)
    kinds += (kinds.empty() ? "" : ", ") + kind.text.str();
  return kinds.empty() ? "call" : kinds;
}

std::vector<Row> effects() {
  return declarations<syntax::EffectDecl>(
      [](const auto &effect, const std::string &name, const auto &sources, const auto &) {
        std::string parameters = signature(effect.parameters, sources);
        std::string severity =
            ir::word(static_cast<ir::Severity>(effect.severity.value_or(syntax::Severity::Medium))).str();
        std::string cover = coverOf(effect);
        return Row{name + parameters,
                   effect.title.value.str() + "\n" + effect.doc.str() + "\nseverity " + severity + ", cover " + cover,
                   {{"name", name},
                    {"parameters", parameters},
                    {"title", effect.title.value.str()},
                    {"severity", severity},
                    {"cover", cover},
                    {"doc", effect.doc.str()}}};
      });
}

std::vector<Row> detectors() {
  return declarations<syntax::DetectorDecl>(
      [](const auto &detector, const std::string &name, const auto &sources, const auto &) {
        std::string inputs = signature(detector.inputs, sources);
        std::string output = sources.text(detector.output->range).str();
        return Row{name + inputs + ": " + output,
                   detector.title.value.str() + "\n" + detector.doc.str(),
                   {{"name", name},
                    {"input", inputs},
                    {"output", output},
                    {"title", detector.title.value.str()},
                    {"doc", detector.doc.str()}}};
      });
}

/// The name that a file gives a framework, as the framework's own.
std::string frameworkMeant(const syntax::File &file, const std::string &written) {
  for (const syntax::Use &use : file.uses) {
    if (use.alias && use.alias.text == written)
      return use.path.names.back().text.str();
    for (const syntax::UseItem &item : use.items)
      if (item.alias && item.alias.text == written)
        return item.name.text.str();
  }
  return written.substr(written.rfind('.') + 1);
}

/// The controls that a pattern serves: `owasp_agentic_2026` and its ids.
json::Array controlsOf(const syntax::PatternDecl &pattern, const syntax::File &file) {
  json::Array controls;
  for (const syntax::MapsClause *clause : pattern.clauses.maps) {
    std::string framework = frameworkMeant(file, clause->framework.text());
    for (const syntax::Text &id : clause->controls)
      controls.push_back(json::Object{{"framework", framework}, {"id", id.value.str()}});
  }
  return controls;
}

std::vector<Row> patterns() {
  return declarations<syntax::PatternDecl>(
      [](const auto &pattern, const std::string &name, const auto &sources, const auto &file) {
        json::Array controls = controlsOf(pattern, file), rules;
        for (const syntax::Rule *rule : pattern.clauses.rules)
          rules.push_back(rule->label.text.str());
        std::string ids;
        for (const json::Value &control : controls)
          ids += (ids.empty() ? "" : ", ") + control.string("id").str();
        std::string parameters = signature(pattern.parameters, sources);
        return Row{name,
                   pattern.title.value.str() + " (" + ids + ")",
                   {{"name", name},
                    {"parameters", parameters},
                    {"title", pattern.title.value.str()},
                    {"doc", pattern.doc.str()},
                    {"rules", std::move(rules)},
                    {"controls", std::move(controls)}}};
      });
}

ExitStatus list(const std::string &what, Format format, Console &console) {
  std::vector<Row> rows = what == "codes"        ? codes()
                          : what == "rules"      ? rules()
                          : what == "targets"    ? targets()
                          : what == "frameworks" ? frameworks()
                          : what == "detectors"  ? detectors()
                          : what == "patterns"   ? patterns()
                                                 : effects();
  if (format == Format::Json) {
    json::Array items;
    for (Row &row : rows)
      items.push_back(std::move(row.members));
    console.out(json::writePretty(json::Object{{"version", json::Value::integer(1)}, {what, std::move(items)}}));
    return ExitStatus::Clean;
  }
  size_t width = 0;
  for (const Row &row : rows)
    width = std::max(width, row.key.size());
  for (const Row &row : rows)
    console.out(paint(console.colorOut(), Role::Strong, row.key) + std::string(width - row.key.size() + 2, ' ') +
                indented(row.text, width + 2) + "\n");
  return ExitStatus::Clean;
}

/// Who is named by a project, and what rests on each.
ExitStatus listParties(const Options &options, Console &console) {
  Compilations compilations = compilePaths(options, Stage::Check, console);
  bool clean = !compilations.empty() && std::all_of(compilations.begin(), compilations.end(),
                                                    [](const auto &each) { return each->clean() && each->program; });
  if (!clean || options.format == Format::Text) {
    ExitStatus status = report(compilations, options, clean ? Channel::Err : Channel::Out, console);
    if (!clean) {
      summarize(compilations, options, "", console);
      return status;
    }
  }
  json::Array all;
  for (const auto &compilation : compilations) {
    auto parties = prose::burdensOf(*compilation->program);
    if (options.format == Format::Text) {
      console.out(prose::toText(prose::partiesText(parties, options.asOf), screenWidth(), console.colorOut()));
      continue;
    }
    json::Value listed = prose::partiesJson(parties);
    all.insert(all.end(), listed.asArray()->begin(), listed.asArray()->end());
  }
  if (options.format == Format::Json)
    console.out(json::writePretty(json::Object{{"version", json::Value::integer(1)}, {"parties", std::move(all)}}));
  return ExitStatus::Clean;
}

} // namespace

void addList(CLI::App &app, Work &chosen) {
  Subcommand command = addSubcommand(
      app, "list",
      "What there is: codes, rules, targets, frameworks, effects, detectors or patterns; the parties of a project");
  auto what = std::make_shared<std::string>();
  command.app
      ->add_option("WHAT", *what,
                   "codes, rules, targets, frameworks, effects, detectors or patterns; parties, and what rests on each")
      ->required()
      ->type_name("")
      ->check(isOneOf({"codes", "rules", "targets", "frameworks", "effects", "detectors", "patterns", "parties"}));
  addPaths(command);
  addFormat(command);
  addCompiling(command);
  onChosen(command, chosen, [options = command.options, what](Console &console) {
    if (*what == "parties")
      return listParties(*options, console);
    if (!options->paths.empty()) {
      console.error("`onus list " + *what + "` takes no path", "only `parties` are those of a project");
      return ExitStatus::Input;
    }
    return list(*what, options->format, console);
  });
}

} // namespace onus::driver
